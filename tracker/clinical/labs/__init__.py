"""Laboratory tests: plans, dates, results and their limits."""
