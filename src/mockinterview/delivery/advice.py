"""What to say to the candidate about the delivery: one line an aspect, nothing when there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable

from mockinterview.domain.base import Localized
from mockinterview.domain.delivery import Advice, Aspect, Delivery

FILLERS = 3
FORMS = 3
"""So many kinds of them are named; the others are counted together."""
FILLERS_PER_WORD = 0.05
"""One word in twenty: below, a listener hardly notices."""
SLOW_FAST = {"syllables": (200.0, 400.0), "words": (100.0, 180.0)}
LONG_PAUSE = 3.0
PAUSE_SHARE = 0.25
HEDGES = 2
HEDGES_PER_SENTENCE = 0.34
LONG_SENTENCE = 30
LONG_ON_AVERAGE = 22.0
MIXED_SHARE = 0.3
TOO_SHORT, TOO_LONG = 0.5, 1.35


def advice(delivery: Delivery) -> tuple[Advice, ...]:
    lines = ((aspect, line(delivery)) for aspect, line in _LINES.items())
    return tuple(Advice(aspect=aspect, line=line) for aspect, line in lines if line is not None)


def _fillers(delivery: Delivery) -> Localized | None:
    count = len(delivery.fillers)
    if count < FILLERS or count < FILLERS_PER_WORD * delivery.words:
        return None
    top = delivery.filler_counts()[:FORMS]
    rest = count - sum(n for _, n in top)
    ko = [f"‘{form}’ {n}번" for form, n in top] + ([f"그 밖에 {rest}번"] if rest else [])
    en = [f"“{form}” ×{n}" for form, n in top] + ([f"others ×{rest}"] if rest else [])
    return Localized(
        ko=f"군말이 {count}번 나왔어요 ({', '.join(ko)}). 소리로 채우지 말고 잠깐 쉬어도 됩니다.",
        en=f"{count} filler words ({', '.join(en)}). A short silence is fine instead.",
    )


def _pace(delivery: Delivery) -> Localized | None:
    if delivery.pace is None:
        return None
    speed = round(delivery.pace.per_minute)
    slow, fast = SLOW_FAST[delivery.pace.unit]
    unit_ko, unit_en = ("단어", "words") if delivery.pace.unit == "words" else ("음절", "syllables")
    if speed > fast:
        return Localized(
            ko=f"말이 빨라요 (분당 {speed}{unit_ko}). 문장이 끝날 때마다 한 박자 쉬어 보세요.",
            en=f"You speak fast ({speed} {unit_en} a minute). Take a beat after each sentence.",
        )
    if speed < slow:
        return Localized(
            ko=f"말이 느린 편이에요 (분당 {speed}{unit_ko}). 답의 뼈대를 먼저 정하고 말하면 이어집니다.",
            en=f"You speak slowly ({speed} {unit_en} a minute). Decide on the outline first, then talk.",
        )
    return None


def _pauses(delivery: Delivery) -> Localized | None:
    pauses = delivery.pauses
    if pauses is None or not pauses.count:
        return None
    whole = delivery.pace.seconds if delivery.pace else 0.0
    if pauses.longest < LONG_PAUSE and not (whole and pauses.total > PAUSE_SHARE * whole):
        return None
    return Localized(
        ko=f"1초 넘는 침묵이 {pauses.count}번, 가장 긴 것은 {pauses.longest:.1f}초예요. 막히면 “잠시 정리하겠습니다”라고 말하고 쉬세요.",
        en=f"Silences over one second: {pauses.count}, the longest {pauses.longest:.1f} s. If you are stuck, say that you need a moment.",
    )


def _hedges(delivery: Delivery) -> Localized | None:
    count = len(delivery.hedges)
    sentences = delivery.sentences.count if delivery.sentences else 1
    if count < HEDGES or count < HEDGES_PER_SENTENCE * sentences:
        return None
    example = " ".join(delivery.hedges[0].text.split())
    return Localized(
        ko=f"자신 없어 보이는 말이 {count}번 있어요 (예: ‘{example}’). 아는 내용은 단정해서 말하세요.",
        en=f"{count} hedges (such as “{example}”). State what you know as a fact.",
    )


def _conclusion(delivery: Delivery) -> Localized | None:
    if delivery.conclusion_first is not False:
        return None
    return Localized(
        ko="첫 문장이 답이 아니에요. 결론이나 정의를 먼저 한 문장으로 말하고 설명을 붙이세요.",
        en="Your first sentence is not the answer. Give the conclusion or definition first, then explain.",
    )


def _sentences(delivery: Delivery) -> Localized | None:
    sentences = delivery.sentences
    if sentences is None or (sentences.longest <= LONG_SENTENCE and sentences.mean <= LONG_ON_AVERAGE):
        return None
    unit = "words" if delivery.language == "en" else "어절"
    return Localized(
        ko=f"문장이 길어요 (가장 긴 문장 {sentences.longest}{'단어' if unit == 'words' else unit}). 한 문장에 한 가지만 담아 끊어 말하세요.",
        en=f"Long sentences (the longest has {sentences.longest} words). One idea a sentence.",
    )


def _formality(delivery: Delivery) -> Localized | None:
    manner = delivery.formality
    if manner is None:
        return None
    courteous = manner.formal + manner.polite
    if manner.plain and courteous:
        return Localized(
            ko=f"존댓말 사이에 반말(-다, -야)로 끝난 문장이 {manner.plain}번 있어요. 말끝을 하나로 맞추세요.",
            en=f"{manner.plain} sentence(s) ended in plain style (-다, -야) among polite ones. Keep one speech level.",
        )
    if manner.plain >= 2 and not courteous:
        return Localized(
            ko="문장이 반말(-다, -야)로 끝나요. 면접에서는 -습니다나 -요로 말하세요.",
            en="Your sentences end in plain style (-다, -야). In an interview use -습니다 or -요.",
        )
    if courteous >= 6 and min(manner.formal, manner.polite) >= MIXED_SHARE * courteous:
        return Localized(
            ko=f"-습니다 {manner.formal}번, -요 {manner.polite}번으로 말끝이 섞여 있어요. -습니다를 바탕으로 하면 더 단정하게 들립니다.",
            en=f"Endings are mixed (-습니다 {manner.formal}, -요 {manner.polite}). Mostly -습니다 sounds tidier.",
        )
    return None


def _length(delivery: Delivery) -> Localized | None:
    length = delivery.length
    if length is None:
        return None
    took, target = round(length.seconds), round(length.target)
    about_ko, about_en = ("말하면 약 ", "about ") if length.estimated else ("", "")
    if length.seconds < TOO_SHORT * length.target:
        return Localized(
            ko=f"짧아요 ({about_ko}{took}초, 목표 {target}초). 이유나 예를 한 가지 덧붙여 보세요.",
            en=f"Short ({about_en}{took} s, target {target} s). Add a reason or an example.",
        )
    if length.seconds > TOO_LONG * length.target:
        return Localized(
            ko=f"길어요 ({about_ko}{took}초, 목표 {target}초). 결론과 근거 두 가지만 남겨 보세요.",
            en=f"Long ({about_en}{took} s, target {target} s). Keep the conclusion and two reasons.",
        )
    return None


_LINES: dict[Aspect, Callable[[Delivery], Localized | None]] = {
    Aspect.CONCLUSION: _conclusion,
    Aspect.FILLERS: _fillers,
    Aspect.HEDGES: _hedges,
    Aspect.PACE: _pace,
    Aspect.PAUSES: _pauses,
    Aspect.SENTENCES: _sentences,
    Aspect.FORMALITY: _formality,
    Aspect.LENGTH: _length,
}
