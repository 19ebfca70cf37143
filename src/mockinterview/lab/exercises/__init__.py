"""One folder an exercise: what a person reads (exercise.md) and what makes its tests (cases.py)."""
