"""Pace, pauses and length: from the clock where there is one, from the text where there is none."""

from __future__ import annotations

import re
import string

from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Language
from mockinterview.domain.delivery import Length, Pace, Pauses

NOTICEABLE = 1.0
"""Seconds; shorter silences are breath."""
MIN_SECONDS = 5.0
"""A pace measured over less says nothing."""
EASY_PACE = {"ko": 300.0, "en": 140.0}
"""Syllables and words a minute: how long a typed answer would take to say."""
WORDIER = 1.5
"""Spoken sentences need more words than the dense ones of a model answer."""
SHORTEST_TARGET, USUAL_TARGET, LONGEST_TARGET = 30.0, 60.0, 90.0
"""Seconds an interviewer likes to listen to: at least, when there is nothing to measure by, at most."""

_HANGUL = re.compile(r"[가-힣]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z]+")
_VOWELS = re.compile(r"[aeiouy]+")
_LETTER_NAMES = "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트"
_LETTER_SYLLABLES = dict(zip(string.ascii_uppercase, map(len, _LETTER_NAMES.split()), strict=True))


def syllables(text: str) -> int:
    """As a Korean speaker reads it, numbers and English words included."""
    count = len(_HANGUL.findall(text))
    count += sum(_number_syllables(match[0]) for match in _NUMBER.finditer(text))
    return count + sum(_latin_syllables(match[0]) for match in _LATIN.finditer(text))


def amount_of(text: str, language: Language) -> int:
    """Words in English, syllables in Korean: what a pace is measured in."""
    return len(text.split()) if language == "en" else syllables(text)


def _number_syllables(number: str) -> int:
    """2012 is 이천십이: four."""
    whole, _, decimals = number.partition(".")
    count = len(decimals) + bool(decimals) + (not whole.strip("0"))
    for place, digit in enumerate(reversed(whole[-16:])):
        if digit != "0":
            unit = place % 4 > 0
            count += unit + (digit != "1" or not unit)
        if place % 4 == 0 and place and whole[:-place][-4:].strip("0"):
            count += 1
    return count


def _latin_syllables(word: str) -> int:
    vowels = len(_VOWELS.findall(word.lower()))
    if word.isupper() or not vowels:
        return sum(_LETTER_SYLLABLES[letter] for letter in word.upper())
    # Hangul breaks consonant clusters: gradient has 3 syllables, 그래디언트 has 5.
    return max(1, round(1.6 * vowels))


def speech_seconds(answer: Answer) -> float | None:
    """From the first to the last word; the silence around the speech is not part of it."""
    if answer.chunks:
        span = max(chunk.end for chunk in answer.chunks) - min(chunk.start for chunk in answer.chunks)
        if span > 0:
            return span
    return answer.seconds if answer.channel is Channel.SPOKEN and answer.seconds else None


def pace(answer: Answer, amount: int, language: Language) -> Pace | None:
    """`amount` counts syllables or words, whichever the language is measured in. Where it is known what was heard,
    that is counted: what was typed between the sentences took none of the seconds."""
    seconds = speech_seconds(answer)
    if answer.chunks:
        amount = amount_of(" ".join(chunk.text for chunk in answer.chunks), language)
    if seconds is None or seconds < MIN_SECONDS or not amount:
        return None
    return Pace(
        per_minute=round(60.0 * amount / seconds, 1),
        unit="words" if language == "en" else "syllables",
        seconds=seconds,
    )


def pauses(answer: Answer) -> Pauses | None:
    """None without at least two timed pieces."""
    if len(answer.chunks) < 2:
        return None
    gaps = []
    reached = 0.0
    for number, chunk in enumerate(sorted(answer.chunks, key=lambda chunk: chunk.start)):
        if number and chunk.start - reached >= NOTICEABLE:
            gaps.append(chunk.start - reached)
        reached = max(reached, chunk.end)
    return Pauses(count=len(gaps), total=round(sum(gaps), 2), longest=round(max(gaps, default=0.0), 2))


def target_seconds(model_answer: str, *, one_point: bool = False) -> float:
    """How long an answer should take: as long as the model answer, said aloud; less for a question about one point."""
    if one_point:
        return SHORTEST_TARGET
    if not model_answer.strip():
        return USUAL_TARGET
    language: Language = "ko" if _HANGUL.search(model_answer) else "en"
    seconds = WORDIER * 60.0 * amount_of(model_answer, language) / EASY_PACE[language]
    return min(max(5.0 * round(seconds / 5.0), SHORTEST_TARGET), LONGEST_TARGET)


def length(answer: Answer, amount: int, language: Language, target: float | None) -> Length | None:
    if not target or target <= 0 or not amount:
        return None
    seconds = speech_seconds(answer)
    if seconds is None:
        return Length(seconds=round(60.0 * amount / EASY_PACE[language], 1), target=target, estimated=True)
    return Length(seconds=seconds, target=target, estimated=False)
