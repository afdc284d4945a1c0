"""Reminders of dates that come near: few, in working hours, and never about what is done."""
