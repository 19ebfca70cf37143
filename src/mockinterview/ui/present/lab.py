"""The code lab as HTML: what is asked, what became of a run, and the solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from mockinterview.domain.lab import LabResult, LabVerdict, SandboxReport, TestResult
from mockinterview.history.records import Submission
from mockinterview.lab import Page
from mockinterview.studio import Shelved, verdict_of
from mockinterview.ui.present.figure import figure
from mockinterview.ui.present.html import Html, el, icon, join
from mockinterview.ui.present.markdown import markdown
from mockinterview.ui.texts import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """An exercise on the shelf, seen now."""

    shelved: Shelved
    topic: str
    is_due: bool
    look_costs: bool = True
    """Whether the solution, looked up now, would bring the exercise back tomorrow."""


def label(standing: Standing, words: Words) -> str:
    """A line of the list; what was done with it comes last."""
    front, shelved = standing.shelved.page.front, standing.shelved
    parts = [
        f"{standing.topic} — {front.title.text(words.language)}"
        if standing.topic
        else front.title.text(words.language),
        words(f"lab.difficulty.{front.difficulty}"),
        words("lab.minutes", minutes=front.minutes),
    ]
    mark = "due" if standing.is_due else "passed" if shelved.passed else "tried" if shelved.tried else ""
    return " · ".join([*parts, words(f"lab.mark.{mark}")] if mark else parts)


def progress(standings: Sequence[Standing], words: Words) -> Html:
    passed = sum(standing.shelved.passed for standing in standings)
    due = sum(standing.is_due for standing in standings)
    told = [words("lab.progress", all=len(standings), passed=passed)]
    if due:
        told.append(words("lab.due_count", count=due))
    return el("p", " · ".join(told), class_="mi-hint")


def sheet(standing: Standing, asked_in: Sequence[str], owner: str, words: Words) -> Html:
    """The exercise to read. `asked_in`: the interview questions it follows from; `owner`: whose drafts are meant."""
    shelved, front = standing.shelved, standing.shelved.page.front
    due = shelved.due
    return el(
        "article",
        el("h1", front.title.text(words.language), class_="mi-lab-title"),
        el(
            "p",
            el("span", words(f"lab.difficulty.{front.difficulty}"), class_="mi-tag"),
            el("span", words("lab.minutes", minutes=front.minutes), class_="mi-tag"),
            el("span", front.runtime, class_="mi-tag"),
            el("span", words("lab.mark.passed"), class_="mi-tag is-good") if shelved.passed else None,
            el("span", words("lab.due_on", date=f"{due.astimezone():%Y-%m-%d}"), class_="mi-hint")
            if due
            else None,
            class_="mi-lab-facts",
        ),
        el("div", markdown(shelved.page.statement.text(words.language)), class_="mi-prose"),
        el(
            "details",
            el("summary", words("lab.questions")),
            el("ul", join(el("li", question) for question in asked_in)),
            class_="mi-fold",
        )
        if asked_in
        else None,
        class_="mi-lab-sheet",
        data_exercise=shelved.id,
        data_owner=owner,
        data_look_costs=standing.look_costs,
    )


def working(words: Words, line: str) -> Html:
    return el("p", line or words("lab.working"), class_="mi-grading", role="status")


def verdict_line(result: LabResult, words: Words) -> str:
    passed = sum(test.passed for test in result.tests)
    if result.stopped:
        return result.stopped
    if result.verdict is LabVerdict.FAIL:
        return words("lab.verdict.fail", all=len(result.tests), passed=passed)
    return words(f"lab.verdict.{result.verdict.value}")


def result_card(
    result: LabResult, words: Words, *, made_at: datetime | None = None, kept: bool = True
) -> Html:
    """`made_at`: for a run of the past."""
    ran = result.verdict is not LabVerdict.UNAVAILABLE
    told = [test for test in result.tests if test.passed or test.message]
    when = words("lab.restored", time=f"{made_at:%Y-%m-%d %H:%M}") if made_at else None
    return el(
        "section",
        el("h2", icon(_ICONS.get(result.verdict, "missing")), el("span", verdict_line(result, words))),
        el("p", when, class_="mi-hint") if when else None,
        _block("lab.error", result.error, words, "is-error") if result.verdict in _TOLD_BY_ERROR else None,
        el("ul", join(_tests(told, words)), class_="mi-lab-tests") if ran and told else None,
        _block("lab.stdout", result.stdout, words),
        el("div", join(figure(item, words) for item in result.figures), class_="mi-figures-drawn")
        if result.figures
        else None,
        _facts(result, words) if ran else None,
        class_=f"mi-lab-result is-{result.verdict.value}",
        data_kept=kept,
    )


_TOLD_BY_ERROR = frozenset(LabVerdict) - {LabVerdict.PASS, LabVerdict.TIMEOUT}
"""The other verdicts say by themselves what happened."""
_ICONS = {LabVerdict.PASS: "covered", LabVerdict.FAIL: "partial", LabVerdict.UNAVAILABLE: "ungraded"}


def _tests(tests: Sequence[TestResult], words: Words) -> Iterator[Html]:
    for test in tests:
        told = words("lab.passed" if test.passed else "lab.failed")
        yield el(
            "li",
            icon("covered" if test.passed else "contradicted"),
            el(
                "div",
                el("b", test.name),
                el("span", told, class_="mi-sr"),
                el("p", test.message) if test.message else None,
                el("p", el("b", words("lab.hint")), " ", test.hint, class_="mi-lab-hint")
                if test.hint
                else None,
            ),
            class_="is-passed" if test.passed else "is-failed",
        )


def _block(key: str, text: str, words: Words, kind: str = "") -> Html | None:
    """Printed text as it came; a scrolling box can be reached by the keyboard."""
    if not text.strip():
        return None
    return el("div", el("h3", words(key)), el("pre", text, tabindex=0), class_=f"mi-lab-block {kind}".strip())


def _facts(result: LabResult, words: Words) -> Html:
    report = result.sandbox
    facts = [words("lab.seconds", seconds=f"{result.seconds:.2f}"), words(f"lab.level.{report.level}")]
    if report.missing:
        facts.append(words("lab.missing", layers=", ".join(report.missing)))
    return el("p", " · ".join(facts), class_="mi-hint", title=_layers(report))


def _layers(report: SandboxReport) -> str:
    return ", ".join(report.layers)


def past_runs(runs: Sequence[Submission], words: Words) -> Html:
    """Every run as a button that brings it back."""
    if not runs:
        return Html("")
    lines = (
        el(
            "li",
            el(
                "button",
                el("time", f"{run.made_at.astimezone():%m-%d %H:%M}"),
                el("span", _verdict_of(run, words)),
                type="button",
                data_run=run.id,
            ),
        )
        for run in runs
    )
    return el(
        "details",
        el("summary", words("lab.runs"), el("span", str(len(runs)), class_="mi-hint")),
        el("p", words("lab.runs_hint"), class_="mi-hint"),
        el("ol", join(lines), class_="mi-runs"),
        class_="mi-fold",
    )


def result_again(run: Submission, words: Words) -> Html:
    """A run of the past; what another version kept is shown by its code alone."""
    try:
        result = LabResult.model_validate(run.result)
    except ValidationError:
        return el("p", words("lab.old_result"), class_="mi-hint")
    return result_card(result, words, made_at=run.made_at.astimezone())


def _verdict_of(run: Submission, words: Words) -> str:
    verdict = verdict_of(run)
    if verdict not in tuple(LabVerdict):
        return words("lab.old_result")
    if verdict != LabVerdict.FAIL:
        return words(f"lab.verdict.{verdict}")
    tests = run.result.get("tests") or []
    passed = sum(isinstance(test, dict) and test.get("passed") is True for test in tests)
    return words("lab.verdict.fail", all=len(tests), passed=passed)


def solution(page: Page, words: Words) -> Html:
    return el(
        "section",
        el("h2", words("lab.solution")),
        el("pre", page.solution.strip("\n"), tabindex=0),
        el("div", markdown(page.explanation.text(words.language)), class_="mi-prose"),
        class_="mi-lab-solution",
    )
