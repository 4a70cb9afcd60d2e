"""The rules as data, their versions and what changed."""
