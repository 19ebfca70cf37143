"""A mock interviewer with rubric grading: every point earned shows the sentence that earned it."""

from importlib.metadata import version

__all__ = ["__version__"]
__version__ = version("mockinterview")
