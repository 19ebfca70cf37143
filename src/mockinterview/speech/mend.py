"""Mends how speech-to-text spells technical terms. It respells what was said and never adds a term.

A known spelling of a term is changed only when what was said stays what was said:
* letters that were spelled out become letters: 엠에스이 → MSE;
* a misspelt word gets its customary letters: 그레디언트 → 그래디언트, 쏘프트맥스 → 소프트맥스;
* a few names have another customary form: 렐루 → ReLU, 배치 놈 → 배치 정규화.
Words that are customary as they are (배치, 드롭아웃) stay, and Korean stays Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mockinterview.domain.glossary import Glossary, Term
from mockinterview.speech.hangul import agreeing, ends_in, plain, spelled_letters

MAX_CHARACTERS = 20_000
"""An hour of speech; what comes after is left as it is."""
MIN_LETTERS = 3
"""Two letter names are too often a word: 티피, 에이."""

_CUSTOMARY = {
    "렐루": "ReLU",
    "랠루": "ReLU",
    "리키렐루": "Leaky ReLU",
    "피렐루": "PReLU",
    "겔루": "GELU",
    "젤루": "GELU",
    "배치놈": "배치 정규화",
    "배치노름": "배치 정규화",
    "레이어놈": "레이어 정규화",
    "엘원": "L1",
    "엘투": "L2",
}
"""Without blanks. Used only where the glossary has the spelling and the written form for one term."""
_CASED = {
    "iou": "IoU",
    "miou": "mIoU",
    "vit": "ViT",
    "moe": "MoE",
    "nan": "NaN",
    "t-sne": "t-SNE",
    "k-nn": "k-NN",
    "cudnn": "cuDNN",
    "grpc": "gRPC",
}
"""Names whose letters are not all capitals."""
_MISSPELT = {
    "그레디언트": "그래디언트", "그라디언트": "그래디언트", "베니싱": "배니싱", "래이어": "레이어", "트렌스포머": "트랜스포머",
    "콘볼루션": "컨볼루션", "컨벌루션": "컨볼루션", "드랍": "드롭", "노말라이제이션": "노멀라이제이션", "엔코더": "인코더",
    "데코더": "디코더", "패러미터": "파라미터", "파라메터": "파라미터", "파라매터": "파라미터", "엑티베이션": "액티베이션",
    "백터": "벡터", "커넬": "커널", "체널": "채널", "페딩": "패딩", "뉴론": "뉴런", "바이아스": "바이어스", "퍼샙트론": "퍼셉트론",
    "모맨텀": "모멘텀", "콘텍스트": "컨텍스트", "엠베딩": "임베딩", "캐라스": "케라스", "벨리데이션": "밸리데이션",
    "멕스": "맥스", "앤트로피": "엔트로피", "스토케스틱": "스토캐스틱", "이터래이션": "이터레이션", "레귤러라이제숀": "레귤러라이제이션",
    "트렌스퍼": "트랜스퍼", "베깅": "배깅", "에버리지": "애버리지", "오버해드": "오버헤드", "렝쓰": "렝스", "숀": "션",
}  # fmt: skip
_TAIL = (
    r"(?P<tail>(?:에서는|에서도|에서|에는|에도|에게|으로는|으로도|으로|로는|로도|로|까지|부터|처럼|보다|마다|만큼|이라고|라고|이라는|라는"
    r"|이라서|라서|이에요|예요|입니다|이죠|이고|이나|이랑|이면|인데|들이|들은|들을|하고|하면|하는|하게|해서|했|합니다|되는|되면|돼서|됩니다|된|한"
    r"|은|는|이|가|을|를|의|에|와|과|도|만|랑|나|고|죠|요)?)(?![가-힣])"
)


@dataclass(frozen=True, slots=True)
class Change:
    """`written` stands at [start:end] of the mended text, where `heard` was."""

    heard: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mended:
    text: str
    changes: tuple[Change, ...] = ()


class Mender:
    def __init__(self, glossary: Glossary, *, on: bool = True) -> None:
        self._written = dict(_spellings(glossary)) if on else {}
        spellings = sorted(self._written, key=lambda spelling: (-len(spelling), spelling))
        listed = "|".join(r"\s".join(map(re.escape, spelling.split())) for spelling in spellings)
        self._pattern = re.compile(rf"(?<![가-힣])(?P<said>{listed}){_TAIL}") if listed else None

    def mend(self, text: str) -> Mended:
        if self._pattern is None:
            return Mended(text)
        pieces: list[str] = []
        changes: list[Change] = []
        read = length = 0
        for match in self._pattern.finditer(text[:MAX_CHARACTERS]):
            written = self._written[" ".join(match["said"].split())]
            tail = agreeing(match["tail"], ends_in(match["said"]), ends_in(written))
            kept = text[read : match.start()]
            start = length + len(kept)
            pieces += [kept, written, tail]
            changes.append(Change(match["said"], written, start, start + len(written)))
            length = start + len(written) + len(tail)
            read = match.end()
        return Mended("".join([*pieces, text[read:]]), tuple(changes))


def _spellings(glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Spelling and written form; a spelling that would be mended in two ways is not safe."""
    found: dict[str, set[str]] = {}
    for term in glossary.terms:
        for spelling in term.hangul:
            if written := _written(term, spelling):
                found.setdefault(spelling, set()).add(written)
    for spelling, written_forms in found.items():
        if len(written_forms) == 1:
            yield spelling, written_forms.pop()


def _written(term: Term, spelling: str) -> str:
    """Always a form that the glossary has for this very term; empty when nothing is to be mended."""
    bare = _bare(spelling)
    customary = _CUSTOMARY.get(bare, "")
    if customary.casefold() in {form.casefold() for form in term.forms()}:
        return customary
    letters = spelled_letters(bare).casefold()
    if len(letters) >= MIN_LETTERS:
        latin = (*term.abbr, term.term, *term.en)
        return next((_capitals(form) for form in latin if _bare(form) == letters), "")
    return _respelt(term, bare) if spelling != term.hangul[0] else ""


def _bare(form: str) -> str:
    return form.casefold().replace("-", "").replace("/", "").replace(" ", "")


def _capitals(form: str) -> str:
    return _CASED.get(form.casefold(), form if form != form.lower() else form.upper())


def _respelt(term: Term, bare: str) -> str:
    """Where a blank stands is no matter of spelling and not touched."""
    better = bare
    for wrong, right in _MISSPELT.items():
        better = better.replace(wrong, right)
    wanted = plain(better)
    if wanted == bare:
        return ""
    return next((form for form in (*term.hangul, *term.ko) if _bare(form) == wanted), "")
