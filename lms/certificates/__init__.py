"""Proof that a course was passed."""
