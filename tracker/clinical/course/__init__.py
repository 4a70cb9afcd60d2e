"""The course itself: dose, capsules, waiting times, prevention and what follows its end."""
