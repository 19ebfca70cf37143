"""`auto`: the offline grade and the LLM's become one.

Where they agree or nearly do, the LLM's verdict stands, with its quote. Where they differ strongly, the LLM looks
at that point once more, alone, and the more careful of its two verdicts is taken; when it does not answer, the
more careful of both graders'. A dispute is noted at its point and lowers the confidence. An answer that speaks to
the grader gets the more careful verdict of both without any second look: the LLM may have listened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mockinterview.domain.base import Language
from mockinterview.domain.grade import FalseClaim, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.errors import ChatError
from mockinterview.grading import scoring
from mockinterview.grading.llm_grader import Recheck

DISPUTED: Final = 0.6
"""What confidence is left (as a factor) where the graders differed strongly."""
DOUBTED: Final = 0.85
"""… and where they differed a little."""

_NAMES: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.COVERED: ("말함", "covered"),
    Verdict.PARTIAL: ("일부", "partial"),
    Verdict.MISSING: ("빠짐", "missing"),
    Verdict.CONTRADICTED: ("반대", "contradicted"),
    Verdict.UNGRADED: ("판정 없음", "no verdict"),
}


def merge(offline: Grade, llm: Grade, recheck: Recheck) -> Grade:
    """Both grades are of the same answer and question; an ungraded one leaves the other as it is."""
    if not (offline.graded and llm.graded) or not llm.points:
        return llm if llm.graded else offline
    pairs = {theirs.id: (offline.point(theirs.id), theirs) for theirs in llm.points}
    disputes = {name: pair for name, pair in pairs.items() if _strong(*pair)}
    guarded = bool({Flag.INSTRUCTIONS, Flag.HIDDEN_CHARACTERS} & {*offline.flags, *llm.flags})
    second: Mapping[str, PointGrade] = {}
    if disputes and not guarded:
        try:
            second = recheck(disputes)
        except ChatError:
            second = {}
    points = tuple(
        _settled(*pair, second.get(name), llm.language, guarded=guarded) for name, pair in pairs.items()
    )
    return llm.model_copy(
        update={
            "score": scoring.score(points),
            "confidence": scoring.confidence(points),
            "band": scoring.band(points),
            "points": points,
            "misconceptions": _claims(offline, llm),
            "flags": tuple(dict.fromkeys((*offline.flags, *llm.flags))),
            "grader": _info(offline.grader, llm.grader),
        }
    )


def _strong(ours: PointGrade, theirs: PointGrade) -> bool:
    """More than half a point apart, or one calls false what the other credits."""
    if Verdict.UNGRADED in (ours.verdict, theirs.verdict) or ours.verdict is theirs.verdict:
        return False
    earned = (scoring.CREDIT[ours.verdict], scoring.CREDIT[theirs.verdict])
    against = Verdict.CONTRADICTED in (ours.verdict, theirs.verdict)
    return abs(earned[0] - earned[1]) > 0.5 or (against and max(earned) > 0)


def _settled(
    ours: PointGrade, theirs: PointGrade, second: PointGrade | None, language: Language, *, guarded: bool
) -> PointGrade:
    if theirs.verdict is Verdict.UNGRADED:
        return _plain(ours).model_copy(update={"note": theirs.note})
    if ours.verdict is theirs.verdict:
        sure = 1.0 - (1.0 - ours.confidence) * (1.0 - theirs.confidence)
        return theirs.model_copy(update={"confidence": round(min(0.97, sure), 3)})
    if not guarded and not _strong(ours, theirs):
        return theirs.model_copy(update={"confidence": round(theirs.confidence * DOUBTED, 3)})
    looks = [theirs, second] if second is not None and not guarded else [theirs, _plain(ours)]
    verdict = scoring.more_careful(look.verdict for look in looks)
    chosen = next(look for look in looks if look.verdict is verdict)
    sure = min(look.confidence for look in (ours, theirs, chosen)) * DISPUTED
    note = _dispute(ours, theirs, second, language)
    return chosen.model_copy(update={"confidence": round(sure, 3), "note": note})


def _plain(ours: PointGrade) -> PointGrade:
    """An offline point with the credit of its verdict, so that one score has one kind of credit."""
    return ours.model_copy(update={"credit": scoring.CREDIT[ours.verdict]})


def _dispute(ours: PointGrade, theirs: PointGrade, second: PointGrade | None, language: Language) -> str:
    at = 1 if language == "en" else 0
    first, then = _NAMES[ours.verdict][at], _NAMES[theirs.verdict][at]
    if language == "en":
        again = f", LLM looking again: {_NAMES[second.verdict][at]}" if second else ""
        return f"The graders disagree (offline: {first}, LLM: {then}{again}); the more careful verdict was taken."
    again = f", LLM 재검토: {_NAMES[second.verdict][at]}" if second else ""
    return f"채점기끼리 판정이 갈려 더 조심스러운 쪽을 택했습니다 (오프라인: {first}, LLM: {then}{again})."


def _claims(offline: Grade, llm: Grade) -> tuple[FalseClaim, ...]:
    """Each false claim once: a known one by its id, any by its place in the answer."""
    kept: list[FalseClaim] = list(llm.misconceptions)
    for claim in offline.misconceptions:
        same_place = [
            c for c in kept if c.evidence.start < claim.evidence.end and claim.evidence.start < c.evidence.end
        ]
        if all(known.id != claim.id for known in kept) and not same_place:
            kept.append(claim)
    return tuple(kept)


def _info(ours: GraderInfo, theirs: GraderInfo) -> GraderInfo:
    return theirs.model_copy(
        update={
            "kind": "both",
            "embedder": ours.embedder,
            "version": f"{ours.version}|{theirs.version.partition('+')[2]}",
        }
    )
