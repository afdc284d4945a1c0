"""Moved to lms.standing; this name goes away."""

from lms.standing import EXPIRING_DAYS, Proof, Standing, State, add_months, expires_on, state

__all__ = ["EXPIRING_DAYS", "Proof", "Standing", "State", "add_months", "expires_on", "state"]
