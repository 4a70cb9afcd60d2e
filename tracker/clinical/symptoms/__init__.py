"""What can be logged: the items, by part of the body."""
