"""Which words of a claim a grader can look for: bold ones, the author's `Keyword:` entries, known terms, Latin ones.

A keyword that belongs to two points tells neither apart, and one that the question already says is no merit of the
answer: both are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from mockinterview.domain.glossary import Glossary, Term
from mockinterview.importer.claims import Claim
from mockinterview.importer.wording import ENGLISH_GLUE, distinct, plain
from mockinterview.matching.terms import TermIndex

Group = tuple[str, ...]

MAX_GROUPS = 5
_MAX_SPELLINGS = 4
_MAX_KEYWORD = 40
_FEW = 10
_COMMON_SHARE = 0.05
_SAMPLE = 3_000

_BREAK = re.compile(r"[,/+&·=→|:()]|->|\s[-<>]+\s")
_LATIN = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?: [A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*){0,2}"
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ACRONYM = re.compile(r"\b(?=\w*[A-Z0-9]\w*[A-Z])[A-Za-z][A-Za-z0-9-]+\b")
_TEX = re.compile(r"\\[A-Za-z]+|[_^]\{[^{}]*\}|[_^]\w|[{}]")
_HANGUL = re.compile(r"[가-힣]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Terms:
    """The glossary, ready to be looked up in."""

    index: TermIndex | None = None
    by_name: dict[str, Term] = field(default_factory=dict)

    @classmethod
    def of(cls, glossary: Glossary | None) -> Terms:
        if glossary is None:
            return cls()
        return cls(TermIndex.of(glossary), {term.term: term for term in glossary.terms})

    def spellings(self, surface: str) -> Group:
        """As it stands in the notes, then the names a candidate may give it instead."""
        name = self.index.exact(surface) if self.index else None
        term = self.by_name.get(name) if name else None
        others = () if term is None else (term.term, *term.ko[:1], *term.hangul[:1])
        return distinct((surface, *others))[:_MAX_SPELLINGS]

    def known(self, text: str) -> Iterator[str]:
        for hit in self.index.hits(text) if self.index else ():
            yield text[hit.start : hit.end]


@dataclass(frozen=True, slots=True)
class Chosen:
    groups: tuple[Group, ...] = ()
    from_entries: bool = False
    """Some came from the author's `Keyword:` entries."""


def choose_keywords(
    claims: Sequence[Claim],
    entries: Sequence[str],
    question: str,
    terms: Terms,
    too_common: Collection[str] = (),
) -> list[Chosen]:
    """For every claim in turn. `too_common`: words (plain) so frequent in the notes that they mark nothing."""
    candidates = sorted(
        (rank, place, order, word)
        for place, claim in enumerate(claims)
        for order, (rank, word) in enumerate(_candidates(claim, entries, terms))
    )
    given = plain(question)
    taken = set(too_common)
    chosen = [Chosen() for _ in claims]
    for rank, place, _, word in candidates:
        group = terms.spellings(word)
        spelled = {plain(text) for text in group}
        before = chosen[place]
        if len(before.groups) == MAX_GROUPS or spelled & taken or any(text in given for text in spelled):
            continue
        if any(plain(word) in plain(other[0]) or plain(other[0]) in plain(word) for other in before.groups):
            continue
        taken |= spelled
        chosen[place] = Chosen((*before.groups, group), before.from_entries or rank == _FROM_ENTRY)
    return chosen


def common_words(claims: Sequence[Claim], terms: Terms) -> frozenset[str]:
    """What stands in so many claims that hearing it proves nothing (학습, 데이터 …)."""
    met: Counter[str] = Counter()
    sample = claims[:: len(claims) // _SAMPLE + 1]
    for claim in sample:
        known = (text for word in terms.known(claim.text) for text in terms.spellings(word))
        met.update({plain(text) for text in (*known, *_LATIN_WORD.findall(claim.text))})
    most = max(_FEW, len(sample) * _COMMON_SHARE)
    return frozenset(word for word, count in met.items() if count > most)


_FROM_BOLD, _FROM_ENTRY, _FROM_GLOSSARY, _FROM_LATIN = range(4)


def _candidates(claim: Claim, entries: Sequence[str], terms: Terms) -> Iterator[tuple[int, str]]:
    text = _TEX.sub(" ", claim.text)
    spelled = plain(claim.text)
    for bold in claim.bold:
        yield from ((_FROM_BOLD, word) for word in _words(_pieces(bold)))
    for entry in entries:
        if all(part in spelled for part in map(plain, entry.split())):
            yield from ((_FROM_ENTRY, word) for word in _words([entry]))
    yield from ((_FROM_GLOSSARY, word) for word in _words(terms.known(text)))
    latin = _LATIN.findall(text) if _HANGUL.search(text) else _ACRONYM.findall(text)
    yield from ((_FROM_LATIN, word) for word in _words(_without_glue(run) for run in latin))


def _pieces(bold: str) -> list[str]:
    """`Dropout, L2` are two keywords; `m, v 저장` is one."""
    pieces = [piece for piece in _BREAK.split(bold) if piece.strip()]
    return pieces if all(len(_LETTERS.findall(piece)) >= 2 for piece in pieces) else [bold]


def _words(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for text in texts:
        word = text.strip(" .!?\"'“”‘’*")
        if len(_LETTERS.findall(word)) >= 2 and len(word) <= _MAX_KEYWORD and plain(word):
            yield word


def _without_glue(run: str) -> str:
    words = run.split()
    while words and words[0].casefold() in ENGLISH_GLUE:
        words.pop(0)
    while words and words[-1].casefold() in ENGLISH_GLUE:
        words.pop()
    return " ".join(words)
