"""The code lab: exercises, run in the sandbox and judged outside it."""

from mockinterview.lab.exercise import Exercise, exercise_ids, load_exercise, load_page
from mockinterview.lab.grade import as_grade
from mockinterview.lab.page import Page
from mockinterview.lab.run import LabRunner

__all__ = ["Exercise", "LabRunner", "Page", "as_grade", "exercise_ids", "load_exercise", "load_page"]
