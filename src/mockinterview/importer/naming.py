"""Ids for drafts: a pure function of the wording, so that importing the same notes again gives the same ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable

from mockinterview.importer.wording import plain

MAX_SLUG = 40

_SPELLED = re.compile(r"\S+")
_INITIALS = _SPELLED.findall("g kk n d tt r m b pp s ss _ j jj ch k t p h")
_VOWELS = _SPELLED.findall("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_FINALS = _SPELLED.findall("_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
_WORD = re.compile(r"[a-z0-9]+|[가-힣]+")
_PARTICLE = re.compile(r"에서|에게|으로|이란|라는|은|는|이|가|을|를|의|에|로|와|과|란|도")
_PARTICLE_END = re.compile(rf"(?<=..)(?:{_PARTICLE.pattern})$")


def romanise(hangul: str) -> str:
    """Revised Romanisation, syllable by syllable."""
    out = []
    for syllable in hangul:
        place = ord(syllable) - 0xAC00
        out += [_INITIALS[place // 588], _VOWELS[place % 588 // 28], _FINALS[place % 28]]
    return "".join(out).replace("_", "")


def slug(text: str, most_words: int = 6) -> str:
    """`Batch Normalization의 효과는?` -> batch-normalization-hyogwa; a hash where there is nothing to spell."""
    spelled = unicodedata.normalize("NFKC", text).casefold()
    words = [word for word in _WORD.findall(spelled) if not _PARTICLE.fullmatch(word)]
    words = [word if word.isascii() else romanise(_PARTICLE_END.sub("", word)) for word in words][:most_words]
    out = ""
    for word in words:
        if len(out) + len(word) + 1 > MAX_SLUG:
            break
        out = f"{out}-{word}" if out else word
    return out or (words[0][:MAX_SLUG] if words else f"x{_digest(text)}")


def unique(wanted: str, text: str, is_taken: Callable[[str], bool]) -> str:
    """The wanted slug, or the same with a hash of the text when another text has it already."""
    candidate, salt = wanted, 0
    while is_taken(candidate):
        candidate = f"{wanted[: MAX_SLUG - 7].rstrip('-')}-{_digest(text + '!' * salt)}"
        salt += 1
    return candidate


def _digest(text: str) -> str:
    return hashlib.sha256(plain(text).encode() or text.encode()).hexdigest()[:6]
