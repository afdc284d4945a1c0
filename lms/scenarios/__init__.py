"""Playing scenarios: one scene a page, nobody fails, and nobody else sees which way was taken."""
