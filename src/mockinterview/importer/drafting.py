"""From merged questions to rubric files: topics with questions, points, keywords, sources, follow-ups.

Only what the notes say becomes a point. A question that no document answers gets no draft.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from mockinterview.domain.base import Localized
from mockinterview.domain.rubric import Point, Question, Topic
from mockinterview.importer.keywords import Terms, common_words
from mockinterview.importer.merging import Merged
from mockinterview.importer.naming import slug, unique
from mockinterview.importer.points import Book, make_points
from mockinterview.importer.wording import as_question, has_hangul, plain

_MAX_ANSWER = 1_500


@dataclass(frozen=True, slots=True)
class Unplaced:
    """`Keyword:` entries that no point of their question speaks of."""

    id: str
    question: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafts:
    topics: tuple[Topic, ...]
    ids: tuple[str | None, ...]
    """Of every merged question, in order; None when it got no draft."""
    cut: int
    """Claims left out because one question had too many."""
    unplaced: tuple[Unplaced, ...]


@dataclass(slots=True)
class _Topic:
    name: str
    title: str
    questions: list[Question] = field(default_factory=list)


def draft(
    merged: Sequence[Merged], track: str, stems: dict[str, str], terms: Terms, taken: Collection[str] = ()
) -> Drafts:
    """`stems`: what to call a document without a title. `taken`: ids that exist elsewhere."""
    ids: list[str | None] = []
    topics: dict[str, _Topic] = {}
    places: list[_Topic] = []
    used = set(taken)
    for question in merged:
        topic = _topic_of(question, places, topics, stems)
        places.append(topic)
        ids.append(_new_id(track, topic, question, used) if question.answered else None)
    follow_ups = _follow_ups(merged, ids)
    claims = [claim for question in merged for found in question.found for claim in found.claims]
    book = Book(terms, common_words(claims, terms))
    cut = 0
    unplaced: list[Unplaced] = []
    for number, (question, question_id) in enumerate(zip(merged, ids, strict=True)):
        if question_id is None:
            continue
        wording = _asked(question)
        made = make_points(question.found, wording, book)
        places[number].questions.append(
            _question(question, question_id, wording, made.points, tuple(follow_ups[number]))
        )
        cut += made.cut
        if made.unplaced:
            unplaced.append(Unplaced(question_id, wording, made.unplaced))
    filled = [topic for topic in topics.values() if topic.questions]
    finished = tuple(_finished(topic, track, order) for order, topic in enumerate(filled, 1))
    return Drafts(finished, tuple(ids), cut, tuple(unplaced))


def _topic_of(
    question: Merged, places: Sequence[_Topic], topics: dict[str, _Topic], stems: dict[str, str]
) -> _Topic:
    """The section it stands in; a follow-up goes with its question, the rest under the document's title."""
    title = next((found.topic for found in question.official_first() if found.topic), "")
    if not title:
        above = [places[parent] for parent in question.parents if parent < len(places)]
        if above:
            return above[0]
        title = question.title or stems[question.found[0].doc]
    key = plain(title) or title
    if key not in topics:
        names = {topic.name for topic in topics.values()}
        topics[key] = _Topic(unique(slug(title), title, names.__contains__), title)
    return topics[key]


def _new_id(track: str, topic: _Topic, question: Merged, used: set[str]) -> str:
    prefix = f"{track}.{topic.name}."
    name = unique(slug(question.wording), question.wording, lambda candidate: prefix + candidate in used)
    used.add(prefix + name)
    return prefix + name


def _follow_ups(merged: Sequence[Merged], ids: Sequence[str | None]) -> dict[int, list[str]]:
    """By the place of the question they follow up on; of two that name each other, the first one leads."""
    found: dict[int, list[str]] = defaultdict(list)
    for place, question in enumerate(merged):
        question_id = ids[place]
        for parent in question.parents:
            if question_id is not None and not (place in merged[parent].parents and place < parent):
                found[parent].append(question_id)
    return found


def _finished(topic: _Topic, track: str, order: int) -> Topic:
    return Topic(
        track=track,
        topic=topic.name,
        order=order,
        title=Localized(ko=topic.title),
        questions=tuple(topic.questions),
    )


def _asked(question: Merged) -> str:
    korean = any(has_hangul(claim.text) for found in question.found for claim in found.claims)
    return as_question(question.wording, korean=korean)


def _question(
    question: Merged, question_id: str, wording: str, points: tuple[Point, ...], follow_ups: tuple[str, ...]
) -> Question:
    return Question(
        id=question_id,
        question=Localized(ko=wording) if has_hangul(wording) else Localized(en=wording),
        aliases=tuple(text for text in question.wordings if plain(text) != plain(wording)),
        points=points,
        model_answer=max((found.answer for found in question.found), key=len)[:_MAX_ANSWER],
        follow_ups=follow_ups,
    )
