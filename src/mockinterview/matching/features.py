"""What speaks for and against each point, as numbers. No feature looks at length, style or the whole answer,
and none grows when a sentence is said twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.matching.references import Floats, PreparedQuestion, Sentences, letters_only

FAMILIES: dict[str, tuple[str, ...]] = {
    "similarity": ("likeness", "standing", "margin"),
    "counters": (
        "counter_likeness", "lead", "lead_at_best", "standing_lead", "lead_at_counter", "least_lead", "has_counter",
    ),
    "words": ("recall", "precision", "recall_anywhere"),
    "signature": ("true_marks", "false_marks", "counter_false_marks"),
    "keywords": ("keywords", "keywords_at_best", "terms", "terms_at_best"),
    "polarity": ("agree", "oppose", "odd", "negation", "counter_agree", "counter_oppose", "counter_odd"),
    "claims": ("claims", "echo"),
}  # fmt: skip
"""Named groups, so that an ablation can take one away."""

NAMES: tuple[str, ...] = tuple(name for names in FAMILIES.values() for name in names)

NEAR = 0.7
"""Windows within this many standard deviations of the best one are read for counter-evidence too."""


@dataclass(frozen=True, slots=True)
class PointEvidence:
    """The features of one point and the windows they were read from."""

    values: Floats
    support: int
    """The window that speaks most for the point."""
    counter: int
    """The window that speaks most against it."""


def rarity_of_one(_: str) -> float:
    return 1.0


@dataclass(frozen=True, slots=True)
class Extractor:
    rarity: Callable[[str], float] = rarity_of_one
    """How telling a stem is: the logarithm of its inverse document frequency."""

    def extract(
        self, question: PreparedQuestion, windows: Sentences, claiming: NDArray[np.bool_]
    ) -> list[PointEvidence]:
        table = _Table.of(question, windows, claiming)
        return [self._point(table, point) for point in range(len(question.question.points))]

    def _point(self, table: _Table, point: int) -> PointEvidence:
        refs = table.question.references
        trues, falses = refs.of_point(point, true=True), refs.of_point(point, true=False)
        standing = table.standing[:, trues].max(axis=1)
        best = int(standing.argmax())
        truest = int(trues[table.standing[best, trues].argmax()])
        found = dict.fromkeys(NAMES, 0.0)
        found |= self._support(table, point, trues, best, truest, standing)
        found |= _keywords(table, point, best, truest)
        found |= _polarity("", table, best, truest)
        counter = best
        if len(falses):
            counter, against = self._counter(table, trues, falses, best, truest, standing)
            found |= against
        return PointEvidence(np.array([found[name] for name in NAMES]), best, counter)

    def _support(
        self, table: _Table, point: int, trues: NDArray[np.intp], best: int, truest: int, standing: Floats
    ) -> dict[str, float]:
        refs = table.question.references
        others = np.flatnonzero((refs.owner != point) & refs.true)
        rival = table.likeness[best, others].max() if len(others) else 0.0
        window = table.windows.stems[best]
        wanted = refs.sentences.stems[truest] - table.asked_stems
        return {
            "likeness": float(table.likeness[:, trues].max()),
            "standing": float(standing.max()),
            "margin": float(table.likeness[best, trues].max() - rival),
            "recall": self._share(wanted, window),
            "precision": self._share(window, refs.sentences.stems[truest]),
            "recall_anywhere": max(
                self._share(refs.sentences.stems[ref] - table.asked_stems, table.all_stems) for ref in trues
            ),
            "claims": float(table.claiming[best]),
            "echo": float(table.echo[best]),
        }

    def _counter(
        self,
        table: _Table,
        trues: NDArray[np.intp],
        falses: NDArray[np.intp],
        best: int,
        truest: int,
        standing: Floats,
    ) -> tuple[int, dict[str, float]]:
        true_likeness = table.likeness[:, trues].max(axis=1)
        false_likeness = table.likeness[:, falses].max(axis=1)
        against = table.standing[:, falses].max(axis=1)
        worst = int(against.argmax())
        falsest = int(falses[table.standing[best, falses].argmax()])
        top = np.maximum(standing, against)
        near = top > top.max() - NEAR
        stems = table.question.references.sentences.stems
        only_true, only_false = stems[truest] - stems[falsest], stems[falsest] - stems[truest]
        return worst, {
            "has_counter": 1.0,
            "counter_likeness": float(false_likeness.max()),
            "lead": float(true_likeness.max() - false_likeness.max()),
            "lead_at_best": float(true_likeness[best] - false_likeness[best]),
            "standing_lead": float(standing.max() - against.max()),
            "lead_at_counter": float(true_likeness[worst] - false_likeness[worst]),
            "least_lead": float((standing - against)[near].min()),
            "true_marks": self._share(only_true, table.windows.stems[best]),
            "false_marks": self._share(only_false, table.windows.stems[best]),
            "counter_false_marks": self._share(only_false, table.windows.stems[worst]),
            **_polarity("counter_", table, best, falsest),
        }

    def _share(self, wanted: frozenset[str], present: frozenset[str]) -> float:
        """How much of the wanted stems' weight is present; Hangul stems may differ in their tail."""
        total = sum(self.rarity(stem) for stem in wanted)
        if total <= 0:
            return 0.0
        heads = {stem[:2] for stem in present if stem >= "가"}
        hit = (stem for stem in wanted if stem in present or (stem >= "가" and stem[:2] in heads))
        return sum(self.rarity(stem) for stem in hit) / total


@dataclass(frozen=True, slots=True)
class _Table:
    """Everything that is the same for all points of a question."""

    question: PreparedQuestion
    windows: Sentences
    claiming: NDArray[np.bool_]
    likeness: Floats
    """Cosine of every window with every reference."""
    standing: Floats
    """The same in standard deviations above chance."""
    echo: Floats
    """Cosine of every window with the question itself."""
    asked_stems: frozenset[str]
    all_stems: frozenset[str]
    all_terms: frozenset[str]
    letters: tuple[str, ...]

    @classmethod
    def of(cls, question: PreparedQuestion, windows: Sentences, claiming: NDArray[np.bool_]) -> _Table:
        refs = question.references
        likeness = (windows.vectors @ refs.sentences.vectors.T).astype(np.float64)
        echo = (windows.vectors @ question.asked.vectors.T).astype(np.float64)
        return cls(
            question,
            windows,
            claiming,
            likeness,
            (likeness - refs.usual) / refs.spread,
            echo.max(axis=1),
            frozenset().union(*question.asked.stems[:1]),
            frozenset().union(*windows.stems),
            frozenset().union(*windows.terms),
            tuple(letters_only(text) for text in windows.texts),
        )


def _keywords(table: _Table, point: int, best: int, truest: int) -> dict[str, float]:
    groups = table.question.keywords[point]
    anywhere = "\n".join(table.letters)
    here = table.letters[best]
    terms = table.question.references.sentences.terms[truest]
    return {
        "keywords": _hit_share(groups, anywhere),
        "keywords_at_best": _hit_share(groups, here),
        "terms": len(terms & table.all_terms) / max(1, len(terms)),
        "terms_at_best": len(terms & table.windows.terms[best]) / max(1, len(terms)),
    }


def _hit_share(groups: tuple[tuple[str, ...], ...], letters: str) -> float:
    """Three groups met are as good as all: a rubric may list more spellings than anybody says."""
    hit = sum(any(word in letters for word in group) for group in groups)
    return hit / min(3, len(groups)) if groups else 0.0


def _polarity(prefix: str, table: _Table, window: int, reference: int) -> dict[str, float]:
    refs = table.question.references.sentences
    product = table.windows.sides[window] * refs.sides[reference]
    oppose = int((product < 0).sum())
    found = {
        f"{prefix}agree": float(min(3, (product > 0).sum())),
        f"{prefix}oppose": float(min(3, oppose)),
        f"{prefix}odd": float(oppose % 2),
    }
    if not prefix:
        found["negation"] = float(table.windows.negated[window] != refs.negated[reference])
    return found
