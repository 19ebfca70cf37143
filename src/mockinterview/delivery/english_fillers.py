"""Which um, like, you know … of an English answer are fillers.

Sounds always are; the others only where commas set them apart or a sound stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mockinterview.delivery.readable import Readable, vocabulary
from mockinterview.domain.delivery import Filler

_SOUND = re.compile(r"u+h*m+|u+h+|e+r+m*|h+m+|m{2,}|a+h+", re.IGNORECASE)
_SETS_APART = (",", "…", "..", "-", "—", "–")
_BE = vocabulary("is was are were it's that's be 's")
_INTENSIFIER = vocabulary("really very super so totally completely pretty extremely way quite")
_PHRASES = (("you", "know"), ("i", "mean"), ("like",), ("well",))
_BEFORE_YOU_KNOW = vocabulary("as do did if when because how what that would otherwise then let")


def english_fillers(text: Readable) -> tuple[Filler, ...]:
    return tuple(_filler(text, start, end) for start, end in _places(text))


def _filler(text: Readable, start: int, end: int) -> Filler:
    left, right = text.raw_span(start, end)
    said = text.raw[left:right]
    sound = _SOUND.fullmatch(said)
    form = ("um" if "m" in said.lower() else "uh") if sound else " ".join(said.lower().split())
    return Filler(text=said, start=left, end=right, form=form)


def _places(text: Readable) -> Iterator[tuple[int, int]]:
    words = [word.text.lower().replace("’", "'") for word in text.words]
    openers = {sentence.start for sentence in text.sentences}
    index = 0
    while index < len(words):
        if _SOUND.fullmatch(words[index]):
            yield text.words[index].start, text.words[index].end
            index += 1
            continue
        phrase = next(
            (phrase for phrase in _PHRASES if tuple(words[index : index + len(phrase)]) == phrase), ()
        )
        if phrase and _set_apart(text, words, index, phrase, openers):
            yield text.words[index].start, text.words[index + len(phrase) - 1].end
        index += len(phrase) or 1


def _set_apart(
    text: Readable, words: list[str], index: int, phrase: tuple[str, ...], openers: set[int]
) -> bool:
    last = index + len(phrase) - 1
    before = words[index - 1] if index else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    if phrase == ("you", "know") and before in _BEFORE_YOU_KNOW:
        return False
    if _SOUND.fullmatch(after) or (_SOUND.fullmatch(before) and phrase != ("like",)):
        return True
    if phrase == ("like",) and before in _BE and after in _INTENSIFIER:
        return True
    opens = text.words[index].start in openers
    sign_before = text.words[index - 1].after if index else ""
    return (opens or sign_before.endswith(_SETS_APART)) and text.words[last].after.startswith(_SETS_APART)
