"""Turns the sentences of a rubric into something a candidate would say aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mockinterview.domain.base import Language
from mockinterview.domain.rubric import Point

QUOTE_LENGTH = 70
NAME_LENGTH = 28
_FIRST, _LAST = ord("가"), ord("힣")
_FINALS = 28
_NONE, _N, _L, _B = 0, 4, 8, 17
"""Places of no final consonant, ㄴ, ㄹ and ㅂ in the order of Unicode's syllables."""

_NOUN_PARTICLE = r"(?:을|를|의|과|와|이|가|에서|으로|입니다|이라|이다)(?![가-힣])|[하한할해함합되된될됨됩]"
_ADJECTIVES = (
    "이",
    "하",
    "다르",
    "빠르",
    "이르",
    "게으르",
    " 크",
    "쁘",
    "아프",
    "슬프",
    "아니",
    "느리",
    "흐리",
    " 싸",
    "비싸",
)
_NOUNS_IN_I = ("차이", "사이", "길이", "높이", "깊이", "넓이", "풀이", "이하")
_VERBAL_ENDINGS = "아어해여라고며면도게서에지든은는을를히로나니까요다큼"


def polite(text: str) -> str:
    """Korean statements in plain style (…한다, …이다) in the formal polite one (…합니다, …입니다); others unchanged."""
    sentences = re.split(r"(?<=다\.)\s+", text.strip())
    return " ".join(_polite(sentence) for sentence in sentences)


def _polite(sentence: str) -> str:
    aside = re.search(r"\([^()]*\)\.?$", sentence)
    body = (sentence[: aside.start()] if aside else sentence).rstrip().rstrip(".")
    tail = f"{aside[0].rstrip('.')}." if aside else "."
    if len(body) < 2 or not body.endswith("다") or _is_polite(body):
        return sentence
    return _polite_stem(body[:-1]) + tail


def _is_polite(body: str) -> bool:
    """…ㅂ니다; 아니다 only looks like it."""
    return body.endswith("니다") and len(body) > 2 and _final(body[-3]) == _B


def _polite_stem(stem: str) -> str:
    """`stem` is what stands before the closing 다."""
    final = _final(stem[-1])
    if final is None:
        return f"{stem}입니다"
    if stem.endswith("는") and len(stem) >= 2 and _final(stem[-2]):
        return f"{stem[:-1]}습니다"
    if final == _NONE and _is_noun(stem):
        return f"{stem}입니다"
    if final in (_NONE, _N, _L):
        return f"{stem[:-1]}{_with_final(stem[-1], _B)}니다"
    return f"{stem}습니다"


def _is_noun(stem: str) -> bool:
    """함수다 is 함수+이다, 크다 is not: after a vowel only these few stems are adjectives or the copula itself."""
    word = f" {stem}"
    return word.endswith(_NOUNS_IN_I) or not word.endswith(_ADJECTIVES)


def _final(letter: str) -> int | None:
    code = ord(letter)
    return (code - _FIRST) % _FINALS if _FIRST <= code <= _LAST else None


def _with_final(syllable: str, final: int) -> str:
    code = ord(syllable) - _FIRST
    return chr(_FIRST + code - code % _FINALS + final)


def is_english(text: str) -> bool:
    return not re.search(r"[가-힣]", text) and bool(re.search(r"[A-Za-z]", text))


def spoken_phrasing(point: Point, language: Language) -> str | None:
    """The phrasing that sounds most like speech; terse notes never do."""
    whole = [text for text in point.phrasings if text.rstrip().endswith((".", "요", "다"))]
    if language == "en":
        return next((text for text in whole if is_english(text)), None)
    korean = [text for text in whole if not is_english(text)]
    casual = (text for text in korean if text.rstrip(" .").endswith("요"))
    formal = (text for text in korean if text.rstrip(" .").endswith("니다"))
    return next(casual, None) or next(formal, None)


def statement(point: Point, language: Language) -> str:
    """The point itself as one would say it; in English only if the rubric has it in English."""
    if language == "en":
        return point.says if is_english(point.says) else (spoken_phrasing(point, "en") or polite(point.says))
    return polite(point.says)


def label(point: Point, language: Language) -> str | None:
    """A short name for a point. A Korean one is always in the point's own words: many English keywords stand there
    only to be searched for."""
    words = [word for group in point.keywords for word in group if re.search(r"[^\W\d_]{2}", word)]
    if language == "en":
        english = next((word for word in words if is_english(word)), None)
        return english or next(iter(words), None)
    named = (word for group in point.keywords for word in _names_in(point, group))
    return next(named, None) or (_beginning(point.says) if words else None)


def _names_in(point: Point, group: Sequence[str]) -> Iterator[str]:
    """As the point itself writes it first: a phrasing may hold what speech-to-text makes of ReLU."""
    yield from (word for word in group if _is_noun_in(point.says, word))
    korean = [word for word in group if not is_english(word)]
    yield from (word for word in korean if _is_noun_in("\n".join(point.phrasings), word))


def _is_noun_in(text: str, word: str) -> bool:
    """Keywords may be cut-off stems (학습되, 스케일을 맞): a noun is met with a noun's particle, or standing alone.

    The topic of a sentence (은, 는) stands at its beginning; elsewhere the same letters end verbs. An English name
    is one that the sentence writes out, not the original of a Korean term in brackets.
    """
    if is_english(word):
        return len(word) > 1 and re.search(rf"(?<![A-Za-z(]){re.escape(word)}(?![A-Za-z)])", text) is not None
    alone = "" if word[-1] in _VERBAL_ENDINGS else "|(?=[\\s,.·/]|$)"
    found = rf"{re.escape(word)}(?:{_NOUN_PARTICLE}{alone})|\A{re.escape(word)}[은는]\s"
    return re.search(found, text) is not None


def _beginning(says: str) -> str:
    """Of a point that no keyword names; without its asides, which may be cut in two."""
    text = re.sub(r"\s*\([^()]*\)", "", says)
    if len(text) <= NAME_LENGTH:
        return text.rstrip(".")
    return text[:NAME_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.") + "…"


def whole(text: str) -> str:
    """Without the halves of broken characters: no value but an answer itself can hold them."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def clipped(quote: str) -> str:
    """Words of the candidate, short enough to be said back in one breath."""
    text = " ".join(whole(quote).split()).strip(" .,")
    if len(text) <= QUOTE_LENGTH:
        return text
    cut = text[: QUOTE_LENGTH - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[QUOTE_LENGTH // 2 :] else cut).rstrip(" .,") + "…"
