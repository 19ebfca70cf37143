"""Turns as something to keep and to show: figures first, then every answer with the words that earned its points.

    summary = summarize(turns, bank, due, now=now, language="ko", zone=zone)     -> Summary, frozen
    markdown(summary) -> str        html(summary) -> str, one file that needs nothing else
    table(turns) -> str             CSV for a spreadsheet
    as_json(summary) -> dict        for machines

A turn that was not graded is shown as that and counts in no average.
"""

from mockinterview.report.csv_table import table
from mockinterview.report.figures import ClaimMet, PointStanding, TopicResult
from mockinterview.report.html_page import html
from mockinterview.report.markdown_page import markdown
from mockinterview.report.marks import Mark, Piece, Tone, pieces
from mockinterview.report.summary import NextReview, Overall, Summary, as_json, summarize
from mockinterview.report.turns import PointLine, TurnKind, TurnReport, turn_report

__all__ = [
    "ClaimMet",
    "Mark",
    "NextReview",
    "Overall",
    "Piece",
    "PointLine",
    "PointStanding",
    "Summary",
    "Tone",
    "TopicResult",
    "TurnKind",
    "TurnReport",
    "as_json",
    "html",
    "markdown",
    "pieces",
    "summarize",
    "table",
    "turn_report",
]
