"""What to expect, and tips."""
