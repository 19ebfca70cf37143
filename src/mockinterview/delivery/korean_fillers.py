"""Which 음, 어, 그, 이제, 약간 … of a Korean answer are fillers.

What counts (the labels of `bench/data/delivery.jsonl` follow the same lines):
* hesitation sounds always, unless they are spoken about (어 다르고 아 다르다) or are a noun (음 함수);
* 그 when it points to nothing: before a sound, an adverb, a verb, or a noun nobody has mentioned;
* 이제 unless it is about time; 약간 and 좀 unless they say how much; 막 unless it means "just now";
* 뭐 unless it means "what"; 그러니까 unless it draws a conclusion from what was said;
* questions to oneself: 뭐랄까, 뭐라고 해야 되지.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mockinterview.delivery.following import Kind, Reader
from mockinterview.delivery.readable import Readable, vocabulary
from mockinterview.delivery.spots import SELF_QUESTION, SOUNDS, Scene, Spot, form_of
from mockinterview.domain.delivery import Filler

_SPOKEN_ABOUT = re.compile(r"어\s+다르고\s+아\s+다르\S*")
_NOUN_AFTER_EUM = re.compile(r"(?:함수|방향|부호|무한대|지수|극[은이을]?|값|대 )")
_AFTER_PARTICLE_E = re.compile(
    r"(?:대해|대한|대하|의해|의한|따라|따른|비해|관해|관한|관하|있어|있는|맞[게춰는])"
)
_MENTIONABLE = vocabulary(
    "값 함수 결과 다음 때 부분 방향 점 문제 이유 차이 과정 상태 방법 방식 경우 정도 자체 안 속 위 밑 아래 앞 뒤 후 전 이전 이후 "
    "사이 중 중간 대신 외 밖 만큼 동안 당시 순간 시점 이상 이하 반대 나머지 사람 회사 팀 논문 모델 식 수식 개념 원리 역할 효과 특징 "
    "말 질문 얘기 이야기 내용 예 예시 때문 덕분 탓 영향 기준 조건 목적 의미 뜻 관계 구조 층 단계 자리 쪽 편 둘 두 세 셋 네 한 하나 "
    "모든 여러 가운데 역 이름 종류 위치 크기 수 양 비율 확률 합 곱 평균 친구 분 날 해 시간 상황 기능 기법 작업 연산 계산 이외 "
    "중에 다음날 따위 근처 주변 옆 끝 처음 시절 무렵 즉시 전체 일부 각각 당연히"
)
_AMOUNT_NOUNS = vocabulary(
    "차이 문제 변화 손해 오차 여유 도움 시간 비용 효과 무리 부담 편차 왜곡 위험 손실 거리 한계"
)
_LONG_AGO = re.compile(r"예전|과거|옛날|원래|지금까지|그동안|전에는|한때|작년")
_BY_NOW = re.compile(r"더\s*이상|더는|(?:^|\s)안\s+[쓰씁써하합]|[쓰하]지\s*않|남았|끝났|다\s*됐")
_ABOUT_TO = re.compile(r"(?:보겠습니다|볼게요|봅시다|볼까요|보죠)\W*$")
_JUST_NOW = re.compile(
    r"시작|나온|나왔|끝난|끝났|공개|발표|출시|들어|입사|배우기|졸업|생겼|생긴|올라온|들어온|도착|태어"
)


def korean_fillers(text: Readable, reader: Reader, *, spoken: bool) -> tuple[Filler, ...]:
    asked = [match.span() for match in SELF_QUESTION.finditer(text.text) if not _has_object(text.text, match)]
    quoted = [match.span() for match in _SPOKEN_ABOUT.finditer(text.text)]
    scene = Scene.of(text, reader, asked, quoted, spoken=spoken)
    fillers = [_filler(text, start, end, " ".join(text.text[start:end].split())) for start, end in asked]
    for index, form in enumerate(scene.forms):
        if form and _DECIDE[form](spot := scene.spot(index)):
            fillers.append(_filler(text, spot.word.start, spot.word.end, form))
    return tuple(sorted(fillers, key=lambda filler: filler.start))


def _has_object(text: str, match: re.Match[str]) -> bool:
    """그걸 뭐라고 할까요: a question put to somebody."""
    return text[max(0, match.start() - 10) : match.start()].rstrip().endswith(("을", "를", "걸"))


def _filler(text: Readable, start: int, end: int, form: str) -> Filler:
    left, right = text.raw_span(start, end)
    return Filler(text=text.raw[left:right], start=left, end=right, form=form)


def _sound(spot: Spot) -> bool:
    quotes = "\"'“”‘’「」"
    if spot.word.after[:1] in quotes and spot.word.after and spot.said[-1:] in quotes:
        return False
    if spot.after is None or spot.word.after:
        return True
    if spot.word.text == "음":
        return not _NOUN_AFTER_EUM.match(spot.after.text)
    return not (spot.word.text in ("에", "애") and _AFTER_PARTICLE_E.match(spot.after.text))


def _geu(spot: Spot) -> bool:
    following = spot.following
    if spot.breaks_off or spot.filler_next or (spot.after and spot.after.text in ("예를", "예컨대")):
        return True
    if not spot.stumbling:
        return False
    if following.kind in (Kind.QUALITY, Kind.CHANGE, Kind.VERB) and following.described:
        return not (_known(spot) and following.noun not in ("때", "데"))
    if following.kind is Kind.NOUN:
        return not _known(spot) and (not spot.opens_sentence or spot.halting)
    return following.kind is not Kind.DEGREE


def _known(spot: Spot) -> bool:
    noun = spot.following.noun
    if spot.after is not None and spot.after.text in _MENTIONABLE:
        return True
    if noun in _MENTIONABLE and not (spot.following.compound and len(noun) == 1):
        return True
    return noun in spot.said if len(noun) > 1 else f" {noun}" in spot.said


def _ije(spot: Spot) -> bool:
    if spot.after is None or spot.after.text in ("막", "와서", "겨우", "곧", "그만", "다", "더"):
        return spot.after is None
    if _LONG_AGO.search(spot.said[-80:]):
        return False
    return not (spot.opens_sentence and (_BY_NOW.search(spot.rest) or _ABOUT_TO.search(spot.rest)))


def _yakgan(spot: Spot) -> bool:
    return not _says_how_much(spot, also=(Kind.VERB,))


def _jom(spot: Spot) -> bool:
    if spot.after is not None and re.match(r"전[에의]?$|뒤에|있다가", spot.after.text):
        return False
    return not _says_how_much(spot)


def _says_how_much(spot: Spot, also: tuple[Kind, ...] = ()) -> bool:
    if spot.filler_next or spot.after is None or spot.word.after:
        return spot.after is None
    if spot.following.kind is Kind.NOUN:
        return spot.following.noun in _AMOUNT_NOUNS
    return spot.following.kind in (Kind.QUALITY, Kind.CHANGE, Kind.DEGREE, *also)


def _mak(spot: Spot) -> bool:
    if spot.before is not None and spot.before.text in ("이제", "지금", "방금"):
        return False
    if spot.after is not None and spot.following.kind is Kind.VERB and spot.after.text.endswith(("한", "된")):
        return False
    return not _JUST_NOW.search(" ".join(spot.rest.split()[:2]))


def _mwo(spot: Spot) -> bool:
    if spot.breaks_off or spot.filler_next:
        return True
    if re.match(
        r"때문|하나|하[러는고려]|할|한|먹|있[나는]|같은|쓰|필요", spot.after.text if spot.after else ""
    ):
        return False
    return spot.reader.may_interject(spot.word)


def _jeogi(spot: Spot) -> bool:
    if spot.after is not None and re.match(r"있|보이|보면|멀|서\s|쓰|적혀|나오|나온", spot.after.text):
        return False
    if spot.breaks_off or spot.hesitates or spot.filler_next:
        return True
    addresses = spot.after is not None and re.match(r"죄송|잠깐|잠시|혹시|제가|저는|질문", spot.after.text)
    return spot.opens_sentence and bool(addresses)


def _jeo(spot: Spot) -> bool:
    """저 is mostly "I"."""
    stops = spot.word.after.startswith((",", "…", ".."))
    return stops or (
        spot.filler_next and spot.after is not None and spot.after.text in ("그", "음", "어", "뭐")
    )


def _so(spot: Spot) -> bool:
    if spot.hesitates or spot.before is None:
        return True
    if spot.filler_next and spot.after is not None and form_of(spot.after) == "그러니까":
        return True
    if form_of(spot.before) == "그러니까":
        return True
    return not spot.before.after and not spot.reader.closes_clause(spot.before)


_DECIDE: dict[str, Callable[[Spot], bool]] = {
    **dict.fromkeys(SOUNDS, _sound),
    "그": _geu,
    "이제": _ije,
    "약간": _yakgan,
    "좀": _jom,
    "막": _mak,
    "뭐": _mwo,
    "저기": _jeogi,
    "저": _jeo,
    "그러니까": _so,
}
