"""A Summary as Markdown. Everything a person or a model wrote is escaped: it is shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.report.figures import PointStanding
from mockinterview.report.marks import Piece
from mockinterview.report.summary import Overall, Summary
from mockinterview.report.turns import PointLine, TurnKind, TurnReport
from mockinterview.report.words import (
    clean,
    day,
    facts,
    headline,
    minute,
    number,
    percent,
    verdict_word,
    word,
)

_SPECIAL = re.compile(r"[\\`*_\[\]#|~!$]")
_LIST_START = re.compile(r"(?m)^([ \t]*\d{0,9})([-+=.)])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(summary: Summary) -> str:
    language = summary.language
    lines = [f"# {word('title', language)}", "", *_when(summary), ""]
    if not summary.turns:
        return "\n".join([*lines, word("nothing", language), ""])
    lines += _overall(summary.overall, language)
    lines += _topics(summary)
    lines += _standings(word("strongest", language), summary.strongest, language)
    lines += _standings(word("weakest", language), summary.weakest, language)
    lines += _claims(summary)
    lines += _reviews(summary)
    lines += [f"## {word('turns', language)}", ""]
    for turn in summary.turns:
        lines += _turn(turn, language)
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """One line on which nothing is a mark-up sign."""
    return _escaped(" ".join(clean(text).split()))


def _escaped(text: str) -> str:
    for sign, entity in _ENTITIES.items():
        text = text.replace(sign, entity)
    return _LIST_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def _when(summary: Summary) -> Iterator[str]:
    language = summary.language
    yield f"{word('made', language)}: {minute(summary.made_at)}  "
    if summary.since and summary.until:
        yield f"{word('period', language)}: {minute(summary.since)} – {minute(summary.until)}"


def _overall(overall: Overall, language: Language) -> Iterator[str]:
    yield from (f"## {word('overall', language)}", "")
    if overall.mean is None:
        yield f"- **{word('mean', language)}**: – ({word('no_scores', language)})"
    else:
        spread = f"{word('worst', language)} {number(overall.worst)}, {word('best', language)} {number(overall.best)}"
        yield f"- **{word('mean', language)}**: {number(overall.mean)} / 100 ({spread})"
    yield f"- {word('questions', language)}: {overall.questions}"
    for key in ("ungraded", "skipped", "gave_up", "follow_ups", "retries", "exercises"):
        if count := getattr(overall, key):
            yield f"- {word(key, language)}: {count}"
    yield from ("", f"*{word('mean_note', language)}*", "")


def _topics(summary: Summary) -> Iterator[str]:
    language = summary.language
    if not summary.topics:
        return
    heads = [word(key, language) for key in ("topic", "questions", "mean", "worst", "best")]
    yield from (f"## {word('topics', language)}", "", f"| {' | '.join(heads)} |", "|---|--:|--:|--:|--:|")
    for topic in summary.topics:
        cells = [plain(topic.title) or word("other_topic", language), str(topic.questions)]
        cells += [number(topic.mean), number(topic.worst), number(topic.best)]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _standings(title: str, points: Iterable[PointStanding], language: Language) -> Iterator[str]:
    lines = []
    for point in points:
        says = plain(point.says or point.point_id)
        place = f"{plain(point.question_id)} · {percent(point.share)}"
        lines.append(f"- {verdict_word(point.verdict, language)}: {says} ({place})")
        if point.quote:
            lines.append(f"  <br>“{plain(point.quote)}”")
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _claims(summary: Summary) -> Iterator[str]:
    if not summary.claims:
        return
    yield from (f"## {word('claims', summary.language)}", "")
    for claim in summary.claims:
        often = f" ({word('times', summary.language).format(n=claim.times)})" if claim.times > 1 else ""
        yield f"- “{plain(claim.quote)}”{often} → {plain(claim.why)}"
    yield ""


def _reviews(summary: Summary) -> Iterator[str]:
    if not summary.reviews:
        return
    yield from (f"## {word('reviews', summary.language)}", "")
    for review in summary.reviews:
        now = f" **{word('overdue', summary.language)}**" if review.overdue else ""
        yield f"- {day(review.due)}{now} {plain(review.question)}"
    yield ""


def _turn(turn: TurnReport, language: Language) -> Iterator[str]:
    yield from (f"### {turn.number}. {plain(turn.question)}", "")
    yield " · ".join((f"**{headline(turn, language)}**", *facts(turn, language, plain))) + "  "
    yield f"{minute(turn.ended_at)} · {plain(turn.question_id)}"
    yield from ("", *_said(turn, language), "")
    if turn.reason:
        yield from (f"**{word('why_not', language)}**: {plain(turn.reason)}", "")
    yield from _points(turn, language)
    if turn.feedback is not None:
        yield from _feedback(turn.feedback, language)
    if turn.model_answer:
        yield from (f"**{word('model_answer', language)}**: {plain(turn.model_answer)}", "")
    if turn.due is not None:
        yield from (f"{word('due', language)}: {day(turn.due)}", "")


def _said(turn: TurnReport, language: Language) -> Iterator[str]:
    if turn.kind is not TurnKind.EXERCISE:
        yield from _answer(turn.answer, language)
        return
    code = clean("".join(piece.text for piece in turn.answer))
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)  # nothing in the code can end the block
    yield from (f"{fence}python", *code.splitlines(), fence)


def _answer(pieces: tuple[Piece, ...], language: Language) -> Iterator[str]:
    """Evidence stands in `<mark>`, followed by the labels of its points; the answer's own lines are kept."""
    text = "".join(_piece(piece) for piece in pieces)
    if not text.strip():
        yield f"> *{word('no_answer', language)}*"
        return
    for line in text.split("\n"):
        shown = line.lstrip(" \t")  # four spaces would make it code
        yield f"> {shown}  " if shown else ">"


def _piece(piece: Piece) -> str:
    """Marked line by line: a tag must not run over the end of a paragraph."""
    lines = _escaped(clean(piece.text)).split("\n")
    if not piece.marks:
        return "\n".join(lines)
    marked = [f"<mark>{line}</mark>" if line.strip() else line for line in lines]
    labels = f"\\[{','.join(piece.closing)}\\]" if piece.closing else ""
    return "\n".join(marked) + labels


def _points(turn: TurnReport, language: Language) -> Iterator[str]:
    for point in turn.points:
        yield f"{point.label}. {_point(point, language)}"
    for claim in turn.claims:
        yield f"- **{claim.label}** “{plain(claim.quote)}” → {plain(claim.why)}"
    if turn.points or turn.claims:
        yield ""


def _point(point: PointLine, language: Language) -> str:
    says = plain(point.says) or f"{plain(point.id)} ({word('gone_point', language)})"
    line = f"**{verdict_word(point.verdict, language)}** ({percent(point.share)}) {says}"
    if point.quote and not point.marked:
        line += f" “{plain(point.quote)}”"
    return f"{line} *{plain(point.note)}*" if point.note else line


def _feedback(feedback: Feedback, language: Language) -> Iterator[str]:
    lines = []
    for key in ("strength", "gap", "hint", "next_step", "say_it_like"):
        if text := getattr(feedback, key):
            lines.append(f"- **{word(key, language)}**: {plain(text)}")
    for item in feedback.corrections:
        lines.append(f"- **{word('correction', language)}**: “{plain(item.quote)}” → {plain(item.truth)}")
    if lines:
        yield from lines
        if not feedback.complete:
            yield f"- {word('broken_off', language)}"
        yield ""
