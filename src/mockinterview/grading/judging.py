"""From a model's opinions to verdicts that code has checked against the answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview.domain.base import Language
from mockinterview.domain.grade import FalseClaim, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.grading.opinions import Claim, Opinion
from mockinterview.grading.quotes import Found, Haystack
from mockinterview.grading.scoring import CREDIT, more_careful
from mockinterview.matching.clean import clean_text
from mockinterview.prompts import speaks, tame

LONGEST_NOTE: Final = 240
SURE_EXACT: Final = 0.85
SURE_NEAR: Final = 0.75
SURE_MISSING: Final = 0.8
SURE_REFUSED: Final = 0.5

NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "no_quote": (
        "LLM의 인용을 답에서 찾지 못해 인정하지 않았습니다.",
        "Not awarded: the LLM's quote is not in the answer.",
    ),
    "no_opinion": ("LLM이 이 포인트를 판정하지 않았습니다.", "The LLM gave no verdict for this point."),
    "list": (
        "용어를 나열한 답이라 일부만 인정했습니다.",
        "Counted in part only: the answer lists terms.",
    ),
    "unrelated": (
        "채점자에게 하는 말이 있는 답에서 포인트와 상관없는 인용은 인정하지 않았습니다.",
        "Not awarded: the answer speaks to the grader and the quote has nothing to do with the point.",
    ),
}


@dataclass(frozen=True, slots=True)
class Judge:
    """`guarded`: the answer speaks to the grader, so quotes must have to do with their point and silence earns
    nothing. `listed`: the answer lists terms, so nothing is more than partial."""

    question: Question
    haystack: Haystack
    language: Language
    guarded: bool = False
    listed: bool = False

    def points(self, opinions: Mapping[str, Opinion]) -> tuple[PointGrade, ...]:
        return tuple(self.point(point, opinions.get(point.id)) for point in self.question.points)

    def point(self, point: Point, opinion: Opinion | None) -> PointGrade:
        if opinion is None:
            return self._grade(point, Verdict.UNGRADED, 0.0, note=self._say("no_opinion"))
        why = self._own_words(opinion.why)
        if opinion.verdict is Verdict.MISSING:
            return self._grade(point, Verdict.MISSING, SURE_MISSING, note=why)
        found = self.haystack.find(opinion.quote)
        if found is None:
            return self._grade(point, Verdict.MISSING, SURE_REFUSED, note=self._say("no_quote"))
        earns = opinion.verdict is not Verdict.CONTRADICTED
        if self.guarded and earns and not related(found.evidence.text, point):
            return self._grade(point, Verdict.MISSING, SURE_REFUSED, note=self._say("unrelated"))
        sure = SURE_EXACT if found.exact else SURE_NEAR
        if self.listed and opinion.verdict is not Verdict.PARTIAL:
            listed = more_careful((opinion.verdict, Verdict.PARTIAL))
            return self._grade(point, listed, SURE_REFUSED, found, self._say("list"))
        return self._grade(point, opinion.verdict, sure, found, why)

    def closed(self, points: Iterable[PointGrade]) -> tuple[PointGrade, ...]:
        """A guarded answer gains nothing by making the model skip what it lacks."""
        return tuple(
            point.model_copy(update={"verdict": Verdict.MISSING, "confidence": SURE_REFUSED})
            if self.guarded and point.verdict is Verdict.UNGRADED
            else point
            for point in points
        )

    def claims(self, claims: Iterable[Claim]) -> tuple[FalseClaim, ...]:
        """Only with words that are in the answer; the rubric's own correction goes before the model's."""
        known = {item.id: item for item in self.question.misconceptions}
        kept: dict[str, FalseClaim] = {}
        for claim in claims:
            found = self.haystack.find(claim.quote)
            listed = known.get(claim.misconception)
            why = listed.why if listed else self._own_words(claim.truth)
            if found is None or not why or any(found.evidence == other.evidence for other in kept.values()):
                continue
            name = listed.id if listed else f"unlisted-{len(kept) + 1}"
            sure = (SURE_EXACT if found.exact else SURE_NEAR) - (0.0 if listed else 0.2)
            kept.setdefault(name, FalseClaim(id=name, evidence=found.evidence, why=why, confidence=sure))
        return tuple(kept.values())

    def _grade(
        self, point: Point, verdict: Verdict, sure: float, found: Found | None = None, note: str | None = None
    ) -> PointGrade:
        return PointGrade(
            id=point.id,
            verdict=verdict,
            credit=CREDIT[verdict],
            confidence=sure,
            weight=point.weight,
            evidence=found.evidence if found else None,
            note=note,
        )

    def _say(self, key: str) -> str:
        ko, en = NOTES[key]
        return en if self.language == "en" else ko

    def _own_words(self, text: str) -> str | None:
        """A reason in another language than the candidate's is left out rather than shown."""
        line = tame(text, LONGEST_NOTE)
        return line if line and speaks(line, self.language) else None


def voted(votes: Sequence[Sequence[PointGrade]]) -> tuple[PointGrade, ...]:
    """Point by point the verdict of the majority; a tie goes to the more careful one."""
    return tuple(_elected(ballots) for ballots in zip(*votes, strict=True))


def _elected(ballots: Sequence[PointGrade]) -> PointGrade:
    counts: Counter[Verdict] = Counter(ballot.verdict for ballot in ballots)
    del counts[Verdict.UNGRADED]
    if not counts or len(ballots) == 1:
        return ballots[0]
    most = max(counts.values())
    winner = more_careful(verdict for verdict, count in counts.items() if count == most)
    speaker = next(ballot for ballot in ballots if ballot.verdict is winner)
    share = counts[winner] / len(ballots)
    return speaker.model_copy(update={"confidence": round(speaker.confidence * share, 3)})


def related(quote: str, point: Point) -> bool:
    """Whether a quote shares a term or the stem of a word with what it is said to prove."""
    words = _squeezed(quote)
    if any(term in words for group in point.keywords for term in map(_squeezed, group) if len(term) >= 2):
        return True
    known = _turns(" ".join((point.says, *point.phrasings, *point.counters)))
    return not known.isdisjoint(_turns(quote))


def _squeezed(text: str) -> str:
    return "".join(char for char in clean_text(text).casefold() if char.isalnum())


def _turns(text: str) -> set[str]:
    """The beginnings of words: Korean endings vary, stems do not."""
    return {
        word[:3] if word.isascii() else word[:2]
        for word in re.findall(r"\w{2,}", clean_text(text).casefold())
    }
