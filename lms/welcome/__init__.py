"""Welcome, freedoms and promise: what people say for themselves, and counts that name nobody."""
