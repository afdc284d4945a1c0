"""Playing scenarios."""
