"""Plans: ordered questions, each with the reason why and the minutes it probably takes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mockinterview.domain.rubric import Level, Question
from mockinterview.domain.turn import AskedBecause
from mockinterview.errors import NotFound
from mockinterview.rubric_store import Entry, TopicHeader
from mockinterview.selection.past import Past

MINUTES: dict[Level, float] = {"junior": 3.0, "mid": 4.0, "senior": 5.0}
"""A spoken answer and the follow-up that it usually earns."""


@dataclass(frozen=True, slots=True)
class Pick:
    question_id: str
    because: AskedBecause
    minutes: float


Picks = tuple[Pick, ...]


def minutes_for(question: Question) -> float:
    return MINUTES[question.level]


def checklist(entries: Iterable[Entry]) -> Picks:
    """In the order of the bank."""
    return tuple(_pick(entry) for entry in entries)


def by_topic(entries: Sequence[Entry], topics: Iterable[str]) -> Picks:
    """`topic`, or `track/topic` where two tracks use the same name; in the order of the bank."""
    wanted = set(topics)
    known = {name for entry in entries for name in _names(entry.topic)}
    for name in sorted(wanted - known):
        raise NotFound("주제", "The topic", name, sorted(known))
    return checklist(entry for entry in entries if wanted & _names(entry.topic))


def due_now(entries: Iterable[Entry], past: Past, now: datetime, count: int | None = None) -> Picks:
    """What should be repeated by now, the longest overdue first."""
    overdue = []
    for entry in entries:
        result = past.get(entry.question.id)
        if result is not None and result.due is not None and result.is_due(now):
            overdue.append((result.due, entry))
    overdue.sort(key=lambda item: item[0])
    return tuple(_pick(entry, AskedBecause.DUE) for _, entry in overdue[:count])


def weak_spots(entries: Sequence[Entry], past: Past, now: datetime, count: int) -> Picks:
    """Due ones first, then low scores, the lowest first; what was never asked fills up: nobody knows how it would go."""
    weak, unknown = [], []
    for entry in entries:
        result = past.get(entry.question.id)
        if result is None:
            unknown.append(_pick(entry))
        elif result.is_weak(now):
            due = result.is_due(now)
            pick = _pick(entry, AskedBecause.DUE if due else AskedBecause.PLAN)
            weak.append(((not due, result.strength, result.last_at), pick))
    weak.sort(key=lambda item: item[0])
    return tuple([pick for _, pick in weak] + unknown)[:count]


def at_random(entries: Sequence[Entry], rng: random.Random, count: int) -> Picks:
    return checklist(rng.sample(entries, min(count, len(entries))))


def exam(entries: Iterable[Entry], past: Past, minutes: float, rng: random.Random) -> Picks:
    """Topics take turns, what was asked least comes first, and all of it fits: only a first question may be too long."""
    decks: dict[TopicHeader, list[Entry]] = {}
    for entry in entries:
        decks.setdefault(entry.topic, []).append(entry)
    order = list(decks.values())
    rng.shuffle(order)
    for deck in order:
        rng.shuffle(deck)
        deck.sort(key=lambda entry: _attempts(past, entry))
    picks: list[Pick] = []
    left = minutes
    while order := [deck for deck in order if deck]:
        for deck in order:
            pick = _pick(deck.pop(0))
            if pick.minutes <= left or not picks:
                picks.append(pick)
                left -= pick.minutes
    return tuple(picks)


def single(entries: Sequence[Entry], question_id: str) -> Picks:
    found = checklist(entry for entry in entries if entry.question.id == question_id)
    if not found:
        raise NotFound("질문", "The question", question_id, [entry.question.id for entry in entries])
    return found


def _pick(entry: Entry, because: AskedBecause = AskedBecause.PLAN) -> Pick:
    return Pick(entry.question.id, because, minutes_for(entry.question))


def _names(topic: TopicHeader) -> set[str]:
    return {topic.topic, f"{topic.track}/{topic.topic}"}


def _attempts(past: Past, entry: Entry) -> int:
    result = past.get(entry.question.id)
    return 0 if result is None else result.attempts
