"""When two documents ask the same thing in other words.

A wording is taken apart into its terms (`relu`, `batch normalization`), what it wants to know about them (why,
how, the difference …) and the rest of its Korean, bare of politeness and particles. Two wordings ask the same when
terms and wants agree and the rest is alike, letter pair by letter pair; a slip of the pen in a term is forgiven.
No model, no embeddings: a person who reads the report can follow every merge.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from mockinterview.importer.wording import ENGLISH_GLUE, plain
from mockinterview.matching.terms import TermIndex

_LONG_TERM = 8
"""Long enough to be known by its outline, one letter astray."""
SAME = 0.5
"""Likeness from which two wordings are one question."""

_DEFAULT = "what"
_WANTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (want, re.compile(pattern))
    for want, pattern in (
        ("what", r"무엇|뭘까|뭔가|뭐예|뭐죠|의미|뜻|정의|\bwhat\b|\bdefin\w+|\bmean\w*\b"),
        ("why", r"왜|이유|까닭|필요|써야|\bwhy\b|\breasons?\b"),
        ("effect", r"효과|장단점|장점|좋은|이점|\badvantages?|\bbenefits?|\beffects?\b"),
        (
            "problem",
            r"문제점|장단점|단점|한계|약점|\bdisadvantages?|\bdrawbacks?|\bproblems?\b|\blimitations?\b",
        ),
        ("how", r"어떻게|방법|대처|해결|\bhow\b"),
        ("amount", r"몇\s*\S|얼마나|\bhow (?:many|much|long)\b"),
        ("difference", r"차이|다른\s*점|비교|\bdiffer\w*|\bversus\b|\bvs\b|\bcompare"),
        ("kinds", r"종류|\bkinds?\b|\btypes?\b"),
        ("caution", r"주의"),
        ("formula", r"수식|계산|개수|유도|\bformula|\bderive\b|\bcompute\b"),
    )
)
_NEARLY_WHAT = frozenset({"why", "effect"})
"""`X란?` and `X의 효과는?` get the same answer, unless a document asks both."""

_SCAFFOLD = re.compile(
    r"(?:딥러닝|머신러닝|인공지능)(?:\s*분야)?에서|(?:딥러닝|머신러닝)을?\s*할\s*때"
    r"|(?:이)?라는\s*말의?|라는\s*말|(?:이)?란(?=[\s?.!]|$)|말의|대하여|대해서?|각각을?|각|아는\s*대로|알고\s*있는"
    r"|쉽게|자세히|간단히|설명\s*(?:한다면|하시오|하라|해라|해\s*보세요|해\s*주세요|해봐|해보시오)?"
    r"|(?:알려|말해|얘기해|이야기해|소개해|서술해|적어)\s*(?:\S*주세요|\S*주시겠\S*|\s*보세요|\s*본다면)?|얘기하라|이야기하라|서술하\S*"
    r"|무엇\S*|뭘까\S*|뭔가\S*|뭐예요|뭐죠|의미\S*|뜻\S*|정의\S*|개념\S*|이유\S*|까닭\S*|왜|필요\S*|써야\S*|특징\S*"
    r"|효과\S*|장단점\S*|장점\S*|좋은\s*점?|이점\S*|문제점\S*|단점\S*|한계\S*|약점\S*|어떻게|방법\S*|대처\S*|해결\S*"
    r"|얼마나|차이점?\S*|다른\s*점\S*|비교\S*|종류\S*|주의\S*|수식\S*|계산\s*\S*|개수\S*|유도\s*\S*"
    r"|이해할\s*수\s*있게|알\s*수\s*있는|아닌지|있는\s*걸까\S*|있는가\S*|있는(?=\s|$)|있나\S*|인가요?|일까요?|될까요?|되나요?"
    r"|쓰면|쓰는데?|쓰나\S*|사용하는\S*|하는가\S*|하나요?|고\s*있다|많이|요즘|가장|따로|때때로|그리고|또는|및|꼭|더|그(?=\s|이)|중에?"
)
_ENDING = re.compile(
    r"(?:으로부터|에서는|에서도|으로는|에게|에서|까지|부터|보다|처럼|으로|에는|에도|에만|은|는|이|가|을|를|의|에|로|와|과|도|만"
    r"|하는데?|되는데?|한다면|된다면|는다면|다면|하기|하면|하고|하게|하다|하지|되었다는|됬다는|됐다는|되었다|고|할|한|된|될|하|인데)$"
)
_POLITE = re.compile(r"(?:니까|까요?|는?가요?|나요?|니다|어요|아요|지요|죠)$")
_ENDING_FINALS = (4, 8, 17)
"""ㄴ, ㄹ, ㅂ, as Unicode counts the consonants below a syllable."""
_SET = re.compile(r"세트|셋(?=\s|$|[은는이가을를의과와])")
_SHOWN = re.compile(r"([가-힣]+)\s*\(([A-Za-z][A-Za-z \-]*)\)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LATIN = re.compile(r"[a-z][a-z0-9]*|\d+(?:\.\d+)?")
_HANGUL_WORD = re.compile(r"[가-힣]+")


@dataclass(frozen=True, slots=True)
class Signature:
    terms: frozenset[str]
    wants: frozenset[str]
    rest: str

    @property
    def joined(self) -> str:
        return "".join(sorted(self.terms))


@dataclass(frozen=True, slots=True)
class Asked:
    """A wording ready to be compared: as it stands, and with every term under its glossary name."""

    plain: str
    literal: Signature
    canonical: Signature

    def handles(self) -> frozenset[str]:
        """Only wordings that share one of these can be alike."""
        both = (self.literal, self.canonical)
        handles = {f"{signature.joined}|{signature.rest}" for signature in both}
        words = self.literal.terms | self.canonical.terms
        if not words:
            rest = self.literal.rest
            return frozenset(handles | {rest[i : i + 2] for i in range(len(rest) - 1)})
        outlines = {f"{word[0]}…{word[-2:]}" for word in words if len(word) >= _LONG_TERM}
        return frozenset(handles | words | outlines | {_letters(signature.joined) for signature in both})


def asks_about(part: Asked, other: Asked) -> bool:
    """The second half of a heading, and a question about nothing but the same terms: `그래서 나온 Y는?`, `Y란?`"""
    if likeness(part, other) >= SAME:
        return True
    halves = ((part.literal, other.literal), (part.canonical, other.canonical))
    return any(a.terms and a.terms == b.terms and a.wants & b.wants and not b.rest for a, b in halves)


def asked(wording: str, index: TermIndex | None) -> Asked:
    text = _shown(unicodedata.normalize("NFKC", wording).casefold())
    literal = _signature(text, None)
    return Asked(plain(wording), literal, literal if index is None else _signature(text, index))


def _shown(text: str) -> str:
    """`역전파(back propagation)` is one term under two names; other asides are left out."""
    return _ASIDE.sub(" ", _SHOWN.sub(r"\2", text))


def _signature(text: str, index: TermIndex | None) -> Signature:
    wants = frozenset(want for want, pattern in _WANTS if pattern.search(text)) or frozenset({_DEFAULT})
    text = _SET.sub(" set ", text)
    terms: set[str] = set()
    if index is not None:
        for hit in reversed(index.hits(text)):
            terms.add(hit.term)
            text = f"{text[: hit.start]} {text[hit.end :]}"
    bare = _SCAFFOLD.sub(" ", re.sub(r"[^\w\s]|_", " ", text))
    terms |= {word for word in _LATIN.findall(bare) if word not in ENGLISH_GLUE}
    return Signature(frozenset(terms), wants, "".join(_stem(word) for word in _HANGUL_WORD.findall(bare)))


def _stem(word: str) -> str:
    """Without the endings that Korean glues to words; particles of a Latin word stand alone and vanish."""
    polite = _POLITE.search(word)
    if polite:
        word = _without_final(word[: polite.start()])
    while (shorter := _ENDING.sub("", word)) != word:
        word = shorter
    return word


def _without_final(word: str) -> str:
    """나눌(까요) -> 나누: the ㄹ, ㄴ or ㅂ of the ending sits inside the last syllable."""
    place = ord(word[-1]) - 0xAC00 if word else 0
    return word[:-1] + chr(ord(word[-1]) - place % 28) if place % 28 in _ENDING_FINALS else word


def likeness(a: Asked, b: Asked) -> float:
    """0: other questions. From `SAME`: one question. 1: word for word."""
    if a.plain == b.plain:
        return 1.0
    pairs = [(a.literal, b.literal)]
    if a.canonical is not a.literal:
        pairs.append((a.canonical, b.canonical))
    return max(_likeness(first, second) for first, second in pairs)


def _likeness(a: Signature, b: Signature) -> float:
    terms = _terms_alike(a, b)
    rest = _rest_alike(a.rest, b.rest)
    shorter = min(len(a.rest), len(b.rest))
    if terms < 0.6:
        return 0.0
    agreed = bool(a.wants & b.wants)
    if terms >= 0.85 and agreed:
        enough = 0.6 if a.terms else 0.9
        return 0.5 + 0.45 * terms * rest if rest >= enough else 0.0
    if terms >= 0.85:
        return _different_wants(a, b, rest, shorter)
    nested = a.terms <= b.terms or b.terms <= a.terms
    return 0.55 if agreed and nested and rest >= 0.8 and shorter >= 4 else 0.0


def _different_wants(a: Signature, b: Signature, rest: float, shorter: int) -> float:
    """One of the two only says `what`: a bare term, or a question that the other one carries on."""
    other = (a.wants | b.wants) - {_DEFAULT}
    if frozenset({_DEFAULT}) not in (a.wants, b.wants):
        return 0.0
    if shorter >= 6 and rest >= 0.75:
        return 0.6
    return 0.5 if a.terms and rest >= 0.8 and other <= _NEARLY_WHAT else 0.0


def _rest_alike(a: str, b: str) -> float:
    """Dice's coefficient of letter pairs; a syllable left over from an ending does not tell two wordings apart."""
    if a == b or len(a) + len(b) == 1:
        return 1.0
    first, second = _pairs(a), _pairs(b)
    shared = sum((first & second).values())
    total = sum(first.values()) + sum(second.values())
    return 2 * shared / total if total else 0.0


@lru_cache(maxsize=8192)
def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _terms_alike(a: Signature, b: Signature) -> float:
    if a.terms == b.terms or (a.joined and _letters(a.joined) == _letters(b.joined)):
        return 1.0
    if not a.terms or not b.terms:
        return 0.0
    shared = a.terms & b.terms
    left, right = sorted(a.terms - shared), sorted(b.terms - shared)
    slips = 0
    for word in left:
        twin = next((other for other in right if _is_slip(word, other, alone=not shared)), None)
        if twin is not None:
            right.remove(twin)
            slips += 1
    return (len(shared) + 0.85 * slips) / (len(shared) + len(left) + len(right))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)


def _is_slip(a: str, b: str, *, alone: bool) -> bool:
    """`bath`/`batch`, `linearlty`/`linearity`: the same ends, one letter inside astray. A short term that stands
    alone must be right: resnet is not resnext."""
    shorter = min(len(a), len(b))
    if shorter < (_LONG_TERM if alone else 4) or a[0] != b[0] or a[-1] != b[-1] or not (a + b).isalpha():
        return False
    return _distance(a, b) <= (2 if shorter >= 9 else 1)


def _distance(a: str, b: str) -> int:
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]
