"""What the hints rest on: pure rules over a draft, word lists and the organisation's own names."""
