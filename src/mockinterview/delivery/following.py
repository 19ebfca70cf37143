"""What stands behind a possible filler, in terms that both the analyser and the rules can supply.

그, 이제, 약간, 좀, 막 and 뭐 are words as often as they are fillers; what follows tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from mockinterview.delivery.morphology import Morpheme
from mockinterview.delivery.readable import Word, vocabulary


class Kind(Enum):
    NOTHING = auto()
    NUMBER = auto()
    NOUN = auto()
    QUALITY = auto()
    """An adjective: it can be more or less."""
    CHANGE = auto()
    """A verb that can be more or less: to grow, to fall."""
    VERB = auto()
    DEGREE = auto()
    """더, 덜, 많이"""
    POINTER = auto()
    """이렇게, 그런"""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Following:
    kind: Kind
    noun: str = ""
    """The first noun, when a noun stands there."""
    compound: bool = False
    described: bool = False
    """A clause or adjective stands before the noun: 그 [큰] 값."""


class Reader(Protocol):
    def after(self, words: Sequence[Word], index: int) -> Following: ...

    def closes_clause(self, word: Word, /) -> bool:
        """Whether a connective or final ending stands at the end of the word."""
        ...

    def may_interject(self, word: Word, /) -> bool:
        """False when the word is surely no interjection here."""
        ...


_POINTERS = ("이렇", "그렇", "저렇", "어떻", "이런", "그런", "저런", "어떤", "요렇")
_DEGREES = vocabulary("더 덜 많이 적게 빨리 늦게 크게 작게 다르게 가까이 멀리 오래 덜하게 과하게 높게 낮게")
_CHANGES = re.compile(
    r"(?:줄|늘|커지|커져|커졌|작아|떨어|올라|오르|올리|올려|내려|내리|낮추|낮춰|낮아|높이|높여|높아|빨라|느려|나아|나빠|좋아"
    r"|흔들|밀리|밀려|벗어나|달라|바뀌|바꾸|바꿔|약해|강해|세지|세져|길어|짧아|넘|모자라|남|튀|튄|기울|치우|변하|변해|어긋)"
)
_CHANGING_NOUNS = (
    "증가",
    "감소",
    "상승",
    "하락",
    "개선",
    "향상",
    "악화",
    "변화",
    "수정",
    "조정",
    "차이",
    "변동",
    "완화",
)


class Kiwi:
    """Reads the morphemes of the whole text."""

    def __init__(self, morphemes: Sequence[Morpheme]) -> None:
        self._all = morphemes
        self._first_at: dict[int, int] = {}
        self._last_until: dict[int, int] = {}
        for i, morpheme in enumerate(morphemes):
            self._first_at.setdefault(morpheme.start, i)
            self._last_until[morpheme.end] = i

    def after(self, words: Sequence[Word], index: int) -> Following:
        if index + 1 >= len(words):
            return Following(Kind.NOTHING)
        at = self._first_at.get(words[index + 1].start)
        if at is None:
            return Rules().after(words, index)
        return self._read(at, described=False)

    def closes_clause(self, word: Word) -> bool:
        at = self._last_until.get(word.end)
        if at is None:
            return Rules().closes_clause(word)
        last = self._all[at]
        if last.form == "요" and at:
            return self._all[at - 1].tag in ("EC", "EF")
        return last.tag in ("EC", "EF")

    def may_interject(self, word: Word) -> bool:
        at = self._first_at.get(word.start)
        return at is None or self._all[at].tag in ("IC", "MM", "MAG", "MAJ")

    def _read(self, at: int, described: bool) -> Following:
        here = self._all[at]
        tag = here.tag.partition("-")[0]
        if here.form.startswith(_POINTERS):
            return Following(Kind.POINTER)
        if tag in ("VA", "VV", "XR", "VCN"):
            return self._predicate(at)
        if tag in ("SN", "NR"):
            return Following(Kind.NUMBER)
        if tag == "MAG":
            return Following(Kind.DEGREE if here.form in _DEGREES else Kind.OTHER)
        if tag == "MM":
            return Following(Kind.NOUN, noun=here.form)
        if tag in ("NNG", "NNP", "NNB", "XPN", "SL"):
            return self._noun(at, described)
        return Following(Kind.OTHER)

    def _predicate(self, at: int) -> Following:
        """A verb or adjective; when it describes a noun (큰 값) the noun is what follows."""
        end = at + 1
        while (
            end < len(self._all) and self._all[end].tag in ("XSA", "XSV", "EP", "EC", "VX") and end - at < 4
        ):
            end += 1
        noun = self._tag(end) == "ETM" and self._tag(end + 1) in ("NNG", "NNP")
        here = self._all[at]
        if here.tag.startswith(("VA", "XR", "VCN")):
            kind = Kind.QUALITY
        else:
            kind = Kind.CHANGE if _CHANGES.match(here.form + "다") else Kind.VERB
        return Following(kind, self._all[end + 1].form if noun else "", described=noun)

    def _noun(self, at: int, described: bool) -> Following:
        end = at
        while self._tag(end) in ("NNG", "NNP", "NNB", "XPN", "SL", "XSN", "SN"):
            end += 1
        nouns = [morpheme for morpheme in self._all[at:end] if morpheme.tag != "XSN"]
        gap = self._gap(at, end)
        one_word = gap == self._all[end - 1].end
        if one_word and (self._tag(end) == "XSA" or self._all[end - 1].form == "적"):
            return Following(Kind.QUALITY)
        if one_word and self._tag(end) == "XSV":
            changing = any(morpheme.form in _CHANGING_NOUNS for morpheme in nouns)
            return Following(Kind.CHANGE if changing else Kind.VERB)
        first = "".join(
            morpheme.form for morpheme in self._all[at:end] if morpheme.start < gap and morpheme.form != "들"
        )
        return Following(Kind.NOUN, first, not one_word, described)

    def _gap(self, at: int, end: int) -> int:
        """Where the first blank inside the compound is: 정규화/NNG 층/NNG ends its first word at 정규화."""
        for left, right in zip(self._all[at : end - 1], self._all[at + 1 : end], strict=True):
            if right.start > left.end:
                return left.end
        return self._all[end - 1].end

    def _tag(self, at: int) -> str:
        return self._all[at].tag if at < len(self._all) else ""


_PARTICLES = vocabulary(
    "에서는 에서도 으로는 으로도 로는 에게서 이라는 이라고 이라서 라는 라고 에서 에게 으로 까지 부터 처럼 보다 마다 "
    "만큼 조차 이나 이랑 하고 이면 이죠 이고 인데 입니다 이에요 예요 에는 에도 들은 들이 들을 들의 "
    "은 는 이 가 을 를 의 에 로 와 과 도 만 랑 나 요"
)
_PARTICLE = re.compile(
    rf"(.+?)(?:{'|'.join(sorted(_PARTICLES, key=lambda particle: (-len(particle), particle)))})"
)
_NAMING = re.compile(r"(..+?)(?:이라고|라고|이라는|라는|이라서|이면|이죠|이고|이에요|예요|입니다|인데)")
_QUALITY = re.compile(
    r"(?:크|큰|컸|작|높|낮|많|적[은다게습]|빠[르른]|빨[라랐]|느[리린려렸]|어렵|어려[운웠]|쉽|쉬[운웠]|다르|다른|다[른릅]|달[라랐]|복잡"
    r"|단순|불안|좋|나쁘|나쁜|길[다고게었]|긴|짧|비슷|약한|약하|약[합해]|강[하한합해]|부족|까다|애매|무겁|무거|가볍|가벼|비싸|비싼|이상[하한합해]"
    r"|튼튼|위험|안정|중요|특이|독특|극단|민감|둔[하한합]|넓|좁|헷갈|아쉽|아쉬)"
)
_NUMBER = re.compile(r"\d|(?:영점|영이|[일이삼사오육칠팔구십]?[백천만]|이천|천구백)")
_VERB_END = re.compile(
    r".*(?:[니습]다|까|면|고|서|며|는데|은데|지만|어요|아요|해요|죠|려고|면서|어야|아야|해야|던|지|게|거든요|볼게요|드릴게요)$"
)
_DOING = re.compile(r"(.+?)(?:하[는고면며지기려여]|할|한|해[서야도]?|했|합니|돼|되[는고면어]|됩니|된).*")
_CLOSING = re.compile(
    r".*(?:[니습]다|[가-힣]요|죠|고|서|며|면|는데|은데|인데|니까|지만|려고|도록|거든|다가|어|아|해|돼)$"
)


class Rules:
    """Reads endings of words alone."""

    def after(self, words: Sequence[Word], index: int) -> Following:
        if index + 1 >= len(words):
            return Following(Kind.NOTHING)
        text = words[index + 1].text
        if text.startswith(_POINTERS):
            return Following(Kind.POINTER)
        if text in _DEGREES:
            return Following(Kind.DEGREE)
        if _NUMBER.match(text):
            return Following(Kind.NUMBER)
        if _CHANGES.match(text):
            return Following(Kind.CHANGE)
        if _QUALITY.match(text):
            return Following(Kind.QUALITY)
        if doing := _DOING.fullmatch(text):
            changing = doing[1].endswith(_CHANGING_NOUNS)
            return Following(Kind.CHANGE if changing else Kind.VERB)
        return self._noun_or_verb(text, words, index)

    def _noun_or_verb(self, text: str, words: Sequence[Word], index: int) -> Following:
        if naming := _NAMING.fullmatch(text):
            return Following(Kind.NOUN, naming[1])
        particle = _PARTICLE.fullmatch(text)
        if _VERB_END.match(text) and not (particle and len(particle[1]) > 1 and text.endswith(("이", "가"))):
            return Following(Kind.VERB)
        bare = particle is None and index + 2 < len(words) and not words[index + 1].after
        return Following(Kind.NOUN, particle[1] if particle else text, compound=bare)

    def closes_clause(self, word: Word) -> bool:
        return bool(_CLOSING.match(word.text))

    def may_interject(self, _: Word, /) -> bool:
        return True
