"""Running it: health, checks, backup, mail, standing pages."""
