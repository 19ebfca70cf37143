"""Which speech level each sentence ends in: 합니다체, 해요체, or plain."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from mockinterview.delivery.morphology import Morpheme
from mockinterview.delivery.readable import Readable
from mockinterview.domain.delivery import Formality

_FORMAL = re.compile(r".*(?:니다|[습ᆸ]니까|십시오|시오|시다)")
_POLITE = re.compile(r".*[요죠]")
_PLAIN = re.compile(r".*(?:다|야|지|어|아|네|해|돼|임|음|됨|함|냐|자|군|구나|거든|잖아|을까|니)")
_NOUNS = re.compile(
    r".*(?:이미지|[가-힣]*[방유정감인]지|단어|언어|용어|이해|오해|가지|해석|장단점|마음|처음|다음|[중필주수]요)"
)
_FORMAL_QUESTION = re.compile(r".*[가-힣]니까")


def formality(
    text: Readable, morphemes: Sequence[Morpheme] | None, fillers: Collection[tuple[int, int]]
) -> Formality | None:
    """`fillers` (뭐랄까, 뭐지) end like sentences and are none."""
    styles = _by_words(text) if morphemes is None else _by_morphemes(text, morphemes, fillers)
    if not styles:
        return None
    return Formality(
        formal=styles.count("formal"), polite=styles.count("polite"), plain=styles.count("plain")
    )


def _by_words(text: Readable) -> list[str]:
    styles = []
    for sentence in text.sentences:
        last = sentence.text.rstrip(" .?!…~,\"'”’)\t").rpartition(" ")[2][-20:]
        if _NOUNS.fullmatch(last):
            continue
        if _FORMAL.fullmatch(last) or (_FORMAL_QUESTION.fullmatch(last) and _has_bieup(last[-3])):
            styles.append("formal")
        elif _POLITE.fullmatch(last):
            styles.append("polite")
        elif sentence.words > 1 and _PLAIN.fullmatch(last):
            styles.append("plain")
    return styles


def _has_bieup(syllable: str) -> bool:
    """합니까, 입니까: the final consonant of the syllable is ㅂ."""
    return (ord(syllable) - ord("가")) % 28 == 17


def _by_morphemes(
    text: Readable, morphemes: Sequence[Morpheme], fillers: Collection[tuple[int, int]]
) -> list[str]:
    inside = {place for start, end in fillers for place in range(start, end)}
    styles = []
    for here, then in zip(morphemes, [*morphemes[1:], None], strict=True):
        if text.starts[here.start] in inside or (
            then is not None and then.form == "요" and here.tag in ("EF", "EC")
        ):
            continue
        style = _style(here, then)
        if style:
            styles.append(style)
    return styles


def _style(here: Morpheme, then: Morpheme | None) -> str:
    ends = then is None or then.tag in ("SF", "SE", "SP", "SW", "W_EMOJI")
    if here.form == "요" and here.tag in ("JX", "MM", "IC", "EF"):
        return "polite"
    if here.tag != "EF":
        return ""
    if _FORMAL.fullmatch(here.form):
        return "formal"
    if _POLITE.fullmatch(here.form):
        return "polite"
    # 되네 하고, 않을까 싶어요: an ending inside a sentence; speech has no full stops to tell by.
    return "plain" if ends or (then is not None and then.tag == "MAJ") else ""
