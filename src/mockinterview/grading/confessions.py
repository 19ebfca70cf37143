"""Where a candidate says that they do not know: no claim, and no reason to overlook the claims beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mockinterview.matching.clean import clean
from mockinterview.matching.fillers import without_fillers

_KOREAN = re.compile(
    r"모르겠[가-힣]*|(?:기억|생각)(?:이|은)?\s?(?:잘\s?|전혀\s?)?(?:안\s?[나난]|나(?:지|질)\s?않)[가-힣]*"
    r"|까먹[었은][가-힣]*"
    r"|(?:저는|제가|저도|잘|정확히는?|자세히는?|자세한\s\S+)\s(?:모릅니다|몰라요?|모름|모르지만|모르는데요?|모르고)(?![가-힣])"
)
_ENGLISH = re.compile(
    r"\bi\s(?:really\s|honestly\s)?(?:don't|do not|can't|cannot)\s(?:really\s|quite\s)?(?:know|remember|recall)\b"
    r"|\bi\shave\sno\sidea\b|\bno\sidea\b|\b(?:i'm|i\sam)\snot\s(?:really\s|quite\s|entirely\s)?sure\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"[.?!,;\n]|(?<=니다)\s|(?<=[가-힣][요죠며])\s|(?<=는데|은데|인데|지만|니까|해서|어서|아서|면서)\s"
    r"|(?<=[가-힣]고)(?<!그리고)\s"
)
_BEFORE_ENGLISH = re.compile(r"[.?!,;\n]|\s(?=(?:but|and|though|although)\s)", re.IGNORECASE)
_AFTER_ENGLISH = re.compile(r"[.?!,;\n]|\s(?=(?:but|though|although)\s)", re.IGNORECASE)
_LEADS_UP = re.compile(
    r"왜|무엇|뭐|뭔|어떻게|어떤|언제|들어\s?[보봤]|들어는\s?[보봤]|배[웠우운]|공부|외웠|읽[었은]|죄송"
)
"""What comes right before in the same sentence and is part of it: "배우긴 했는데", "왜 필요하고 … 모르겠습니다"."""
_SHORT = 30
_WHOLE = re.compile(
    r"\W*(?:\S+\s){0,2}(?:모릅니다|몰라요?|모름)\W*"
    r"|\W*(?:음|어|그냥|저는|이\s?질문은|이건)?\W*패스\s?(?:요|할게요|하겠습니다|해\s?주세요)?\W*"
    r"|\W*(?:i'll\s|i\swould\s|i\s)?pass(?:\son\sthis(?:\sone)?)?\W*",
    re.IGNORECASE,
)
"""An answer that is nothing else. "A forward pass" and "모델은 정답을 모릅니다" inside a longer one are none."""
_MANNERS = re.compile(
    r"죄송(?:합니다|해요|하지만|한데)?|미안(?:합니다|해요)?|(?:다음\s)?(?:문제|질문)(?:으로)?\s?(?:부탁\S*|넘어\S*|주세요)"
    r"|넘어가\S*|패스\S*|감사합니다|\bsorry\b|\bnext(?:\squestion)?(?:\splease)?\b|\bpass\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[가-힣A-Za-z0-9]")

Place = tuple[int, int]


def find_confessions(text: str) -> list[Place]:
    """Spans of the raw text, in order; each is a clause, so that what is claimed beside it stays."""
    mapped = clean(text)
    if _WHOLE.fullmatch(mapped.text) and mapped.text:
        return [mapped.span(0, len(mapped.text))]
    spans = [_korean(mapped.text, hit) for hit in _KOREAN.finditer(mapped.text)]
    spans += [_english(mapped.text, hit) for hit in _ENGLISH.finditer(mapped.text)]
    return [mapped.span(start, end) for start, end in sorted(spans)]


def silenced(text: str, places: Sequence[Place]) -> str:
    """As long as before: every sign of them becomes a line's end, which separates and says nothing."""
    for start, end in places:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def nothing_else(text: str, places: Sequence[Place]) -> bool:
    """Besides the confessions there are at most fillers, manners and a lone word."""
    rest = _MANNERS.sub(" ", silenced(text, places))
    lines = (without_fillers(f"- {line} -") for line in rest.splitlines())
    return sum(bool(_TELLING.search(word)) for line in lines for word in line.split()) < 2


def _korean(text: str, hit: re.Match[str]) -> Place:
    start = _clause_start(text, hit.start(), _BEFORE)
    while start:
        earlier = _clause_start(text, start - 1, _BEFORE)
        clause = text[earlier:start]
        if (
            not clause
            or re.search(r"[.?!\n]", clause)
            or len(clause) > _SHORT
            or not _LEADS_UP.search(clause)
        ):
            break
        start = earlier
    return start, _with_stop(text, hit.end())


def _english(text: str, hit: re.Match[str]) -> Place:
    after = _AFTER_ENGLISH.search(text, hit.end())
    end = after.start() if after else len(text)
    return _clause_start(text, hit.start(), _BEFORE_ENGLISH), _with_stop(text, end)


def _clause_start(text: str, before: int, cut: re.Pattern[str]) -> int:
    starts = [hit.end() for hit in cut.finditer(text, 0, before)]
    start = starts[-1] if starts else 0
    return start + len(text[start:before]) - len(text[start:before].lstrip())


def _with_stop(text: str, end: int) -> int:
    while end < len(text) and text[end] in ".,!?…":
        end += 1
    return end
