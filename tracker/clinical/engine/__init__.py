"""Rules put to a history: what holds, what lasts, what was started by which day."""
