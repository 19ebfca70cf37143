"""Letters of other alphabets that look Latin: а Cyrillic `а` in "mасhine" hides the word from every search.

Unicode's own normalisation (NFKC) leaves them alone, so they are mapped here, letter for letter, which keeps
every position in the text. A word is only touched when Latin must have been meant: it mixes both alphabets, or
it is made of look-alikes alone in a text that otherwise holds no word of that alphabet.
"""

from __future__ import annotations

import re

_CYRILLIC = ("АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһԛԝ", "ABESIJKMHOPCTYXaeijopcyxsdhqw")
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
_MAP = {ord(a): b for a, b in zip(_CYRILLIC[0] + _GREEK[0], _CYRILLIC[1] + _GREEK[1], strict=True)}

_SUSPECT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u052f]+")
_CYRILLIC_ONLY = re.compile(r"[\u0400-\u052f]+")
_LATIN = re.compile(r"[A-Za-z]")


def fold_lookalikes(text: str) -> tuple[str, int]:
    """The text with Latin letters where Latin was meant, and how many letters were changed."""
    if not _SUSPECT.search(text):
        return text, 0
    really_cyrillic = any(not _all_mapped(word) for word in _CYRILLIC_ONLY.findall(text) if len(word) > 1)
    changed = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal changed
        word = match[0]
        if not _latin_was_meant(word, really_cyrillic):
            return word
        mended = word.translate(_MAP)
        changed += sum(a != b for a, b in zip(word, mended, strict=True))
        return mended

    return _WORD.sub(mend, text), changed


def _latin_was_meant(word: str, really_cyrillic: bool) -> bool:
    if _LATIN.search(word):
        return bool(_SUSPECT.search(word))
    return bool(_CYRILLIC_ONLY.fullmatch(word)) and _all_mapped(word) and not really_cyrillic


def _all_mapped(word: str) -> bool:
    return all(ord(letter) in _MAP for letter in word)
