"""Flask plumbing shared by all pages; knows no domain."""
