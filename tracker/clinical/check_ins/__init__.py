"""The mood questionnaires and when they are due."""
