"""The points of one question: what its documents claim, each thing once, with keywords and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockinterview.domain.rubric import MAX_POINTS, Point, Source
from mockinterview.importer.claims import Claim
from mockinterview.importer.keywords import Chosen, Terms, choose_keywords
from mockinterview.importer.names import Kind
from mockinterview.importer.naming import slug, unique
from mockinterview.importer.reading import Found
from mockinterview.importer.texts import Likeable
from mockinterview.importer.wording import plain

_MAX_CLAIMS = 300
"""Looked at for one question; every pair of them is compared."""
_RANKS = {Kind.POINT: 0, Kind.ANSWER: 1}


@dataclass(frozen=True, slots=True)
class Book:
    """What is known about words, beyond the one question."""

    terms: Terms
    too_common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Points:
    points: tuple[Point, ...]
    cut: int
    """Claims left out because there were too many."""
    unplaced: tuple[str, ...]
    """The author's `Keyword:` entries that no point speaks of."""


@dataclass(slots=True)
class _Kept:
    claim: Claim
    likeable: Likeable
    sources: list[Source]


def make_points(found: Sequence[Found], wording: str, book: Book) -> Points:
    kept, cut = _without_repeats(found)
    entries = tuple(dict.fromkeys(entry for item in found for entry in item.keywords))
    chosen = choose_keywords([item.claim for item in kept], entries, wording, book.terms, book.too_common)
    points: list[Point] = []
    for item, words in zip(kept, chosen, strict=True):
        names = {point.id for point in points}
        name = unique(_point_name(item.claim, words), item.claim.text, names.__contains__)
        sources = tuple(dict.fromkeys((*item.sources, *_keyword_sources(found, words))))
        points.append(Point(id=name, says=item.claim.text, keywords=words.groups, source=sources))
    said = " ".join(plain(item.claim.text) for item in kept)
    placed = {plain(word) for words in chosen for group in words.groups for word in group}
    unplaced = (entry for entry in entries if plain(entry) not in placed and plain(entry) not in said)
    return Points(tuple(points), cut, tuple(unplaced))


def _without_repeats(found: Iterable[Found]) -> tuple[list[_Kept], int]:
    said = [
        (claim, Source(doc=f.doc, heading=f.heading, kind=claim.kind.value))
        for f in found
        for claim in f.claims
    ]
    said.sort(key=lambda pair: _RANKS.get(pair[0].kind, 2))
    kept: list[_Kept] = []
    seen: dict[str, _Kept] = {}
    for claim, source in said[:_MAX_CLAIMS]:
        likeable = Likeable.of(claim.text)
        twin = seen.get(likeable.plain) or next(
            (item for item in kept if likeable.repeats(item.likeable)), None
        )
        if twin is None:
            twin = _Kept(claim, likeable, [])
            kept.append(twin)
        seen[likeable.plain] = twin
        if source not in twin.sources:
            twin.sources.append(source)
    return kept[:MAX_POINTS], max(0, len(said) - _MAX_CLAIMS) + max(0, len(kept) - MAX_POINTS)


def _keyword_sources(found: Iterable[Found], chosen: Chosen) -> list[Source]:
    words = {plain(word) for group in chosen.groups for word in group} if chosen.from_entries else set()
    return [
        Source(doc=item.doc, heading=item.heading, kind=Kind.KEYWORD.value)
        for item in found
        if any(plain(entry) in words for entry in item.keywords)
    ]


def _point_name(claim: Claim, chosen: Chosen) -> str:
    if chosen.groups:
        return slug(chosen.groups[0][0], most_words=4)
    return slug(claim.text, most_words=3)
