"""Notes that people write to each other: thanks, offers of help, a word about a date."""
