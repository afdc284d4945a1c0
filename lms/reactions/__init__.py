"""What learners tell authors about a module, and how they hear back."""
