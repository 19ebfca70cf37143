"""A mock interviewer with rubric grading: every point earned shows the sentence that earned it."""

__all__ = ["__version__"]
__version__ = "0.1.0"
