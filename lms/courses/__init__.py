"""The pages of the catalogue, a course and a module."""
