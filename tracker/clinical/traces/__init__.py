"""Where the rules come from: claims, coverage, disagreements, and two drawn diaries a rule."""
