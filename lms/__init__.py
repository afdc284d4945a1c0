"""A learning platform for courses that come before sharing; importing it imports nothing else."""

__version__ = "0.1.0"
