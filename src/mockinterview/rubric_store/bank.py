"""The bank: every question that can be asked, each with the layers it was put together from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from mockinterview.domain.base import Localized
from mockinterview.domain.rubric import Question
from mockinterview.errors import NotFound, Problem
from mockinterview.rubric_store.layers import Piece


@dataclass(frozen=True, slots=True)
class TopicHeader:
    track: str
    topic: str
    order: int
    title: Localized
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    question: Question
    topic: TopicHeader
    pieces: tuple[Piece, ...]
    """The files that say something about it, lowest layer first."""

    @property
    def layer(self) -> str:
        return self.pieces[-1].layer.value

    def layers_of_points(self) -> dict[str, str]:
        """Which layer each point's present form comes from."""
        found: dict[str, str] = {}
        for piece in self.pieces:
            for item in piece.data.get("points") or []:
                found[str(item.get("id"))] = piece.layer.value
        return {point.id: found[point.id] for point in self.question.points}


@dataclass(frozen=True)
class Bank:
    entries: tuple[Entry, ...]
    """In the order they are asked: tracks, topics, then as written."""
    problems: tuple[Problem, ...] = ()
    """Of files left out; the rest of the bank stays usable."""
    _by_id: dict[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entry.question.id: entry for entry in self.entries})

    def __iter__(self) -> Iterator[Question]:
        return (entry.question for entry in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._by_id

    def entry(self, question_id: str) -> Entry:
        try:
            return self._by_id[question_id]
        except KeyError:
            raise NotFound("질문", "The question", question_id, self._by_id) from None

    def question(self, question_id: str) -> Question:
        return self.entry(question_id).question

    def asked_as(self, wording: str) -> Question | None:
        """The question that is known to be asked with these words."""
        wanted = plain_wording(wording)
        return next((q for q in self if any(plain_wording(text) == wanted for text in q.wordings())), None)

    def topics(self) -> tuple[TopicHeader, ...]:
        return tuple(dict.fromkeys(entry.topic for entry in self.entries))


def plain_wording(text: str) -> str:
    """A question's wording without the spaces, marks and case in which documents differ."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
