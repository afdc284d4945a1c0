"""Leaders go first: their own courses, one line on why, and with it their team's invitation."""
