"""What speaks for and against each point, as numbers.

No feature looks at length or style, and none grows when a sentence is said twice. Two questions are asked of an
answer: is the point addressed at all (relevance), and is what is said of it true (stance)?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mockinterview.matching.claims import claim_density
from mockinterview.matching.denial import Denial, denial, turned
from mockinterview.matching.lines import Floats, Lines, Rows, letters_only, share
from mockinterview.matching.references import PreparedQuestion
from mockinterview.matching.stance import Nearness, opinions, overall

FAMILIES: dict[str, tuple[str, ...]] = {
    "similarity": ("token_recall", "likeness"),
    "ownership": ("ownership",),
    "words": ("gram_recall", "gram_precision"),
    "keywords": ("keywords",),
    "claims": ("claim_density", "echo"),
    "polarity": ("oppose", "negation"),
    "counters": (
        "lead", "lead_sentence", "lead_tokens", "lead_grams", "lead_order", "lead_axes",
        "against", "owned_best", "owned_worst",
    ),
}  # fmt: skip
"""Named groups, so that an ablation can take one away."""

NAMES: tuple[str, ...] = tuple(name for names in FAMILIES.values() for name in names)

OWNED = -0.02
"""A window belongs to a point unless another point's references are nearer by more than this."""
NEAR_POINT = 0.06
NEAR_OWNER = 0.03
"""How quickly windows lose their say with distance from the point, and with belonging to another one."""
AS_NEAR = 0.06
"""Differences of nearness that tell less than a keyword does."""
SPEECH = 0.10
"""Predicates a word in ordinary speech; less of them is less of a claim."""


@dataclass(frozen=True, slots=True)
class PointEvidence:
    """The features of one point and the windows they were read from."""

    values: Floats
    support: int
    """The window that speaks most for the point."""
    counter: int
    """The window that speaks most against it."""
    denial: Denial | None = None
    """How much more than its words that window shares with something false."""
    turned: bool = False
    """The window that speaks for the point takes the wrong side of an opposite."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Everything that is the same for all points of a question."""

    question: PreparedQuestion
    windows: Lines
    near: Nearness
    recall: Floats
    """By reference: the best share of its words that one window, or two neighbouring sentences, have met."""
    true: Floats
    """windows x points: nearness to what states the point."""
    false: Floats
    about: Floats
    """windows x points: nearness to anything about the point."""
    echo: Floats
    density: float
    letters: str


def extract(question: PreparedQuestion, windows: Lines, sentences: Sequence[int]) -> list[PointEvidence]:
    """`sentences` are the windows that are whole sentences, in the order of speech."""
    table = _table(question, windows, sentences)
    return [_point(table, point) for point in range(len(question.true))]


def _table(question: PreparedQuestion, windows: Lines, sentences: Sequence[int]) -> _Table:
    references = question.references
    cosine = (windows.encoded.vectors @ references.encoded.vectors.T).astype(np.float64)
    words, recall = _word_recall(question, windows, sentences)
    near = Nearness(cosine, words, (cosine + words) / 2)
    true = np.stack([near.both[:, rows].max(axis=1) for rows in question.true], axis=1)
    false = np.stack(
        [
            near.both[:, rows].max(axis=1) if len(rows) else true[:, i]
            for i, rows in enumerate(question.false)
        ],
        axis=1,
    )
    return _Table(
        question,
        windows,
        near,
        recall,
        true,
        false,
        np.maximum(true, false),
        (windows.encoded.vectors @ question.asked.encoded.vectors.T).max(axis=1).astype(np.float64),
        min(1.0, claim_density(" ".join(windows.texts)) / SPEECH),
        "\n".join(letters_only(text) for text in windows.texts),
    )


def _word_recall(
    question: PreparedQuestion, windows: Lines, sentences: Sequence[int]
) -> tuple[Floats, Floats]:
    """windows x references: which share of a reference's telling words a window meets, each as well as it does."""
    references = question.references.encoded
    met = np.maximum(0.0, references.tokens @ windows.encoded.tokens.T)
    touch = np.maximum.reduceat(met, windows.encoded.starts, axis=1).astype(np.float64)
    worth = question.token_worth[:, None]
    recall = np.add.reduceat(touch * worth, references.starts, axis=0).T
    best = recall.max(axis=0)
    if len(sentences) > 1:  # a point may be made in two sentences
        first, second = np.array(sentences[:-1]), np.array(sentences[1:])
        pairs = np.maximum(touch[:, first], touch[:, second]) * worth
        best = np.maximum(best, np.add.reduceat(pairs, references.starts, axis=0).max(axis=1))
    return recall, best


def _point(table: _Table, point: int) -> PointEvidence:
    rivals = np.delete(table.about, point, axis=1)
    ownership = table.about[:, point] - (rivals.max(axis=1) if rivals.shape[1] else 0.0)
    owned = np.flatnonzero(ownership > OWNED)
    found = dict.fromkeys(NAMES, 0.0) | _relevance(table, point, ownership)
    stance = np.zeros(len(table.windows))
    if len(table.question.false[point]):
        stance, leads = _stance(table, point, ownership, owned)
        found |= leads
    scope = owned if len(owned) else np.arange(len(table.windows))
    support, counter = _support(table, point, scope, ownership), int(scope[stance[scope].argmin()])
    question, rows = table.question, (table.question.true[point], table.question.false[point])
    return PointEvidence(
        np.array([found[name] for name in NAMES]),
        support,
        counter,
        denial(table.near, counter, *rows, np.concatenate(question.true)),
        turned(question.references, table.windows, table.near, support, *rows),
    )


def _support(table: _Table, point: int, scope: Rows, ownership: Floats) -> int:
    """Of windows that are about as near, the one with the point's own words and the least of another's."""
    true = table.true[:, point]
    near = scope[true[scope] >= true[scope].max() - AS_NEAR]
    return int(max(near, key=lambda i: (_own_words(table, point, int(i)), ownership[i], true[i])))


def _own_words(table: _Table, point: int, window: int) -> int:
    letters = letters_only(table.windows.texts[window])
    return sum(any(word in letters for word in group) for group in table.question.keywords[point])


def _relevance(table: _Table, point: int, ownership: Floats) -> dict[str, float]:
    references, windows, rows = table.question.references, table.windows, table.question.true[point]
    best = int(table.true[:, point].argmax())
    nearest = int(rows[table.near.both[best, rows].argmax()])
    asked = table.question.asked.grams[0]
    wanted = [references.grams[row] - asked for row in rows]
    opposed = int((windows.sides[best] * references.sides[nearest] < 0).sum())
    return {
        "token_recall": float(table.recall[rows].max()),
        "likeness": float(table.true[:, point].max()),
        "ownership": float(ownership.max()),
        "gram_recall": max(share(grams, said) for grams in wanted for said in windows.grams),
        "gram_precision": share(windows.grams[best] - asked, frozenset().union(*wanted)),
        "keywords": _keywords(table, point),
        "claim_density": table.density,
        "echo": float(table.echo[best]),
        "oppose": float(min(3, opposed)),
        "negation": float(windows.negated[best] != references.negated[nearest]),
    }


def _keywords(table: _Table, point: int) -> float:
    """Three groups met are as good as all: a rubric may list more spellings than anybody says."""
    groups = table.question.keywords[point]
    hit = sum(any(word in table.letters for word in group) for group in groups)
    return hit / min(3, len(groups)) if groups else 0.0


def _stance(table: _Table, point: int, ownership: Floats, owned: Rows) -> tuple[Floats, dict[str, float]]:
    question = table.question
    found = opinions(
        question.references, table.windows, table.near, question.true[point], question.false[point],
        question.asked.grams[0],
    )  # fmt: skip
    stance = overall(found)
    about = table.about[:, point]
    # The weights sum to one, so that saying more gains nothing.
    weight = np.exp((about - about.max()) / NEAR_POINT + np.minimum(0, ownership) / NEAR_OWNER)
    weight = weight / (weight.sum() + 1e-9)
    return stance, {
        **{f"lead_{name}": float(weight @ values) for name, values in found.items()},
        "lead": float(table.true[:, point].max() - table.false[:, point].max()),
        "against": float(weight @ np.minimum(0, stance)),
        "owned_best": float(stance[owned].max()) if len(owned) else 0.0,
        "owned_worst": float(stance[owned].min()) if len(owned) else 0.0,
    }
