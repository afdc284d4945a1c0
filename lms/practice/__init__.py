"""The practice studio: drafts that only their writer sees, and hints that explain."""
