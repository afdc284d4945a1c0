"""The linter's checks that need more than one file, by what they look at."""
