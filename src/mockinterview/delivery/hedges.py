"""Words that take back what is being said: …인 것 같아요, 아마, I think."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mockinterview.delivery.readable import Readable
from mockinterview.domain.base import Language
from mockinterview.domain.grade import Evidence

_KOREAN = re.compile(
    r"(?<![가-힣])아마도?(?![가-힣])"
    r"|(?<![가-힣])글쎄요?(?![가-힣])"
    # …인 것 같아요, but not 것 같은 경우 nor 두 식은 같습니다
    r"|(?<=[가-힣])\s+(?:것|거|게)\s*같(?:아|았|습|은데|네|고|다|지|거든|음|죠|더라)[가-힣]*"
    r"|(?:잘은?\s+|정확히는?\s+|정확하게는?\s+|자세히는?\s+)?(?:모르겠|몰라[요서])[가-힣]*"
    r"|(?<![가-힣])(?:잘은?|정확히는?|정확하게는?|자세히는?)\s+(?:모르지만|모르는데|모릅니다|기억(?:이|은)?\s*(?:안|나지|나진|못)\s*[가-힣]*)"
    r"|기억(?:이|은)?\s*(?:잘\s*)?(?:안\s*나|나지\s*않|나진\s*않)[가-힣]*"
    r"|(?:확실|정확)(?:하지|하진|치)(?:는|가|도)?\s*않(?:지만|은데|습니다|아요|네요|을\s*수|고요)[가-힣]*"
    r"|(?:게|것이|건|거)\s*아닌가\s*(?:싶|합니다|해요|요|생각)[가-힣]*"
    r"|아닐까\s*(?:싶|합니다|해요|요|생각)[가-힣]*"
    r"|(?:않나|었나|았나)\s*싶[가-힣]*"
    r"|지\s*않을까(?:요|\s*(?:싶|합니다|해요|생각)[가-힣]*)"
    r"|(?:것으로|걸로|거로|다고|라고)\s*(?:알고|기억하고)\s*있[가-힣]*"
    r"|(?:것으로|걸로|다고)\s*기억(?:합|해|하는데|됩|돼)[가-힣]*"
    r"|[가-힣]\s*듯\s*(?:합|해요|한데|하네|싶)[가-힣]*"
    r"|(?<![가-힣])(?:제|내)가?\s*알기(?:로|에)는?(?![가-힣])"
)
_ENGLISH = re.compile(
    r"\bI\s+(?:think|guess|believe|suppose|assume)\b"
    r"|\bI(?:'m|’m|\s+am)\s+not\s+(?:\w+\s+|100%\s+)?(?:sure|certain)\b"
    r"|\bI\s+(?:don't|don’t|do\s+not)\s+(?:really\s+)?(?:know|remember)\b"
    r"|\bas\s+far\s+as\s+I\s+(?:know|remember|can\s+tell)\b"
    r"|\bif\s+I\s+(?:remember|recall)(?:\s+(?:correctly|right))?\b"
    r"|\b(?:maybe|probably|perhaps(?!\s+surprisingly))\b"
    r"|(?<!\ba )(?<!\ban )(?<!\bthis )(?<!\bthat )(?<!\bthe )(?<!\bwhat )(?<!\bsome )(?<!\bany )(?<!\bone )"
    r"(?<!\bsame )(?<!\bnew )(?<!\bevery )(?<!\bwhich )(?<!\bspecial )(?<!\banother )(?<!\bdifferent )\b(?:kind|sort)\s+of\b",
    re.IGNORECASE,
)


def hedges(text: Readable, language: Language) -> tuple[Evidence, ...]:
    pattern = _ENGLISH if language == "en" else _KOREAN
    return tuple(text.evidence(start, end) for start, end in _trimmed(text.text, pattern.finditer(text.text)))


def _trimmed(text: str, matches: Iterable[re.Match[str]]) -> Iterable[tuple[int, int]]:
    for match in matches:
        start, end = match.span()
        while text[start].isspace():
            start += 1
        yield start, end
