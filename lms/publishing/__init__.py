"""Publishing content: what changed, whom it touches, what is asked of them."""
