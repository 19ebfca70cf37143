"""The same question in several documents becomes one, and what each says about it is put together.

Greedy and explainable: the most alike pairs are joined first; two questions that one document keeps apart are
never joined, not even through a third document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mockinterview.importer.alike import SAME, Asked, asked, asks_about, likeness
from mockinterview.importer.names import Kind
from mockinterview.importer.reading import Found, Origin, Reading
from mockinterview.importer.texts import Likeable
from mockinterview.importer.wording import distinct, is_question, plain, sentences
from mockinterview.matching.terms import TermIndex

_NO_PLACE = -1
_MAX_POSTINGS = 60
"""A key that so many wordings share tells nothing; looking at all its pairs would take for ever."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One question, as every document asks it."""

    found: tuple[Found, ...]
    parents: tuple[int, ...]
    """Places, among all merged questions, of those it follows up on."""
    title: str = ""
    """Of the document that asks it first."""

    @property
    def wording(self) -> str:
        """A checklist's wording is the official one; then a question rather than a topic."""
        official, *others = self.official_first()
        if official.origin is Origin.CHECKLIST or is_question(official.wording):
            return official.wording
        return next((found.wording for found in others if is_question(found.wording)), official.wording)

    def official_first(self) -> list[Found]:
        return sorted(self.found, key=lambda found: found.origin is not Origin.CHECKLIST)

    @property
    def wordings(self) -> tuple[str, ...]:
        """All different ones, the main one first."""
        return distinct((self.wording, *(found.wording for found in self.found)))

    @property
    def answered(self) -> bool:
        return any(found.claims for found in self.found)


def merge_readings(readings: Sequence[Reading], index: TermIndex | None) -> tuple[Merged, ...]:
    entries = [
        _Entry(found, number, place)
        for number, reading in enumerate(readings)
        for place, found in enumerate(_mended(reading))
    ]
    entries = list(_split_compounds(entries, index))
    groups = _Groups(entries)
    for _, first, second in sorted(_alike(entries, index), key=lambda pair: (-pair[0], pair[1], pair[2])):
        groups.join(first, second)
    return _merged(groups, readings)


@dataclass(frozen=True, slots=True)
class _Entry:
    found: Found
    document: int
    place: int
    """In its document."""


def _mended(reading: Reading) -> tuple[Found, ...]:
    """Notes often gather the bullets of several follow-ups under the last one: a bullet that repeats a sibling's
    answer is taken away where it does not belong."""
    families: dict[int | None, list[int]] = defaultdict(list)
    for place, found in enumerate(reading.found):
        if found.parent is not None and found.claims:
            families[found.parent].append(place)
    mended = list(reading.found)
    for family in families.values():
        answers = {
            place: [Likeable.of(claim.text) for claim in mended[place].claims if claim.kind is Kind.ANSWER]
            for place in family
        }
        for place in family:
            others = [answer for other in family if other != place for answer in answers[other]]
            kept = tuple(
                c for c in mended[place].claims if c.kind is Kind.ANSWER or not _repeats_any(c.text, others)
            )
            mended[place] = replace(mended[place], claims=kept)
    return tuple(mended)


def _repeats_any(text: str, others: Sequence[Likeable]) -> bool:
    return bool(others) and any(Likeable.of(text).repeats(other) for other in others)


def _split_compounds(entries: Sequence[_Entry], index: TermIndex | None) -> Iterator[_Entry]:
    """`X의 단점은? 그래서 나온 Y는?` where Y is asked elsewhere too: what it says about Y goes there."""
    known = {plain(entry.found.wording): entry for entry in entries}
    alone = [
        (asked(entry.found.wording, index), entry)
        for entry in known.values()
        if len(sentences(entry.found.wording)) == 1
    ]
    by_key = _postings([wording for wording, _ in alone])
    for entry in entries:
        _, *later = sentences(entry.found.wording) or [entry.found.wording]
        rest = entry.found
        for part in later:
            wanted = asked(part, index)
            near = {place for key in wanted.handles() for place in by_key.get(key, ())}
            twins = [place for place in sorted(near) if asks_about(wanted, alone[place][0])]
            if twins and wanted.literal.terms:
                mine, rest = _divide(rest, alone[twins[0]][1].found.wording, wanted.literal.terms)
                yield _Entry(mine, entry.document, _NO_PLACE)
        yield _Entry(rest, entry.document, entry.place)


def _divide(found: Found, wording: str, terms: frozenset[str]) -> tuple[Found, Found]:
    def about(text: str) -> bool:
        return all(term in plain(text) for term in terms)

    mine = tuple(claim for claim in found.claims if about(claim.text))
    rest = tuple(claim for claim in found.claims if not about(claim.text))
    taken = replace(found, wording=wording, claims=mine, statements=mine, answer="", parent=None)
    return taken, replace(found, claims=rest)


def _postings(wordings: Iterable[Asked]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for place, wording in enumerate(wordings):
        for key in wording.handles():
            postings[key].append(place)
    return {key: places for key, places in postings.items() if len(places) <= _MAX_POSTINGS}


def _alike(entries: Sequence[_Entry], index: TermIndex | None) -> Iterator[tuple[float, int, int]]:
    """Every pair that asks the same; exact repeats are chained, so that a thousand of them stay a thousand."""
    first_of: dict[str, int] = {}
    variants: list[tuple[Asked, int]] = []
    for place, entry in enumerate(entries):
        key = plain(entry.found.wording)
        if key in first_of:
            yield 1.0, first_of[key], place
            continue
        first_of[key] = place
        texts = [entry.found.wording, *sentences(entry.found.wording)[:1]]
        variants += [(asked(text, index), place) for text in dict.fromkeys(texts)]
    pairs = {
        (i, j)
        for places in _postings([wording for wording, _ in variants]).values()
        for n, i in enumerate(places)
        for j in places[:n]
    }
    for i, j in pairs:
        (first, a), (second, b) = variants[i], variants[j]
        score = likeness(first, second) if a != b else 0.0
        if score >= SAME:
            yield score, min(a, b), max(a, b)


class _Groups:
    """Union-find that refuses to join what one document keeps apart."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self.entries = entries
        self._leader = list(range(len(entries)))
        self._kept_apart = [{self._claim(entry): plain(entry.found.wording)} for entry in entries]

    @staticmethod
    def _claim(entry: _Entry) -> tuple[int, bool]:
        """A checklist may well list a question in other words than the heading that answers it."""
        return entry.document, entry.found.origin is Origin.CHECKLIST

    def leader(self, place: int) -> int:
        while self._leader[place] != place:
            self._leader[place] = self._leader[self._leader[place]]
            place = self._leader[place]
        return place

    def join(self, first: int, second: int) -> None:
        a, b = sorted((self.leader(first), self.leader(second)))
        if a == b or any(
            self._kept_apart[a].get(key, wording) != wording for key, wording in self._kept_apart[b].items()
        ):
            return
        self._leader[b] = a
        self._kept_apart[a] |= self._kept_apart[b]

    def members(self) -> dict[int, list[_Entry]]:
        found: dict[int, list[_Entry]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            found[self.leader(place)].append(entry)
        return found


def _merged(groups: _Groups, readings: Sequence[Reading]) -> tuple[Merged, ...]:
    members = list(groups.members().values())
    home = {(e.document, e.place): number for number, entries in enumerate(members) for e in entries}
    merged = []
    for number, entries in enumerate(members):
        parents = [
            home[entry.document, entry.found.parent] for entry in entries if entry.found.parent is not None
        ]
        merged.append(
            Merged(
                found=tuple(entry.found for entry in entries),
                parents=tuple(parent for parent in dict.fromkeys(parents) if parent != number),
                title=readings[entries[0].document].title,
            )
        )
    return tuple(merged)
