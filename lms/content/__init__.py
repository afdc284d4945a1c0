"""What the files in the content folder say, read once and frozen."""
