"""What a rule can ask of a history."""
