"""Words for the candidate: what was good, what was missing, what was wrong, and how to say it."""
