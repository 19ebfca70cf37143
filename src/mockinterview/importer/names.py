"""Headings and labels that say what stands under them instead of asking something."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """Where in the notes a claim was met; the values stand in `source.kind` of the drafts."""

    POINT = "면접 포인트"
    ANSWER = "Answer"
    KEYWORD = "Keyword"
    BODY = "본문"


def _names(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"[\W\d_]*(?:{'|'.join(patterns)})[\W_]*", re.IGNORECASE)


_POINTS = _names(
    r"면접 ?포인트", r"핵심 ?포인트", r"포인트", r"interview points?", r"key (?:points?|takeaways?)"
)
_ANSWERS = _names(
    r"한 ?줄 ?(?:정의|답변|요약|설명)", r"(?:모범 ?)?(?:답변|답안|정답)", "답", "(?:model )?answers?"
)
_KEYWORDS = _names(r"(?:핵심 ?)?키워드", "(?:key ?words?)")
_PLAIN_PARTS = _names(
    "정의", "개념", "설명", "해설", "특징", "원리", "배경", "수식", "공식", "예시", "예제", "사례", "비교",
    "장점", "단점", "장단점", "한계", "종류", "요약", "정리", "결론", "주의 ?사항", "효과", "해결책?", "문제점",
    r"코드(?: ?예시)?", "구현", "code(?: example)?",
    "definition", "summary", "explanation", "formula", "examples?", "pros", "cons", "pros and cons", "notes?",
)  # fmt: skip
_SILENT = _names(
    r"참고(?: ?(?:자료|문헌|링크))?", "출처", "references?", "links?",
    "목차", "toc", "table of contents", "들어가며", "마치며", "소개", "introduction", "todo",
)  # fmt: skip
_CONTAINERS = _names(
    r"(?:면접 ?)?(?:예상 ?)?질문(?: ?(?:목록|리스트|모음))?", "목록", "답변(?: ?모음)?", "문제(?: ?목록)?", "본문", "내용",
    r"q ?& ?a", "faq", "questions?", "answers?", "check ?list", "체크 ?리스트", "contents?",
)  # fmt: skip

_LABEL = re.compile(
    r"\s*(?P<name>(?:핵심 ?)?키워드|key ?words?|(?:모범 ?)?(?:답변|답안|정답)|answers?|답|A)\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"\s*(?:(?:Q|질문|문제)\s*\d*\s*[.):\uff1a]|\d{1,3}\s*[.)](?!\d))\s*(?=\S)", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\s*참고하|\s*(?:참고|출처|참조|refs?|references?|source|link)[\w ]{0,6}\s*[:\uff1a]", re.IGNORECASE
)


def part_kind(title: str) -> Kind | None:
    """What an answer's part holds, when its name says so."""
    for pattern, kind in ((_POINTS, Kind.POINT), (_ANSWERS, Kind.ANSWER), (_KEYWORDS, Kind.KEYWORD)):
        if pattern.fullmatch(title):
            return kind
    return None


def is_plain_part(title: str) -> bool:
    """정의, 장점, 예시 …: means nothing without the heading above it."""
    return bool(_PLAIN_PARTS.fullmatch(title) or _SILENT.fullmatch(title))


def is_silent(title: str) -> bool:
    """Holds code, links or small talk: nothing a candidate would say."""
    return bool(_SILENT.fullmatch(title))


def is_container(title: str) -> bool:
    """질문 목록, 답변 …: neither a question nor a topic."""
    return bool(_CONTAINERS.fullmatch(title))


def label_of(line: str, *, in_list: bool = False) -> tuple[Kind, str] | None:
    """`Keyword: a, b` -> (KEYWORD, "a, b"). In a list, `A: …` is more likely a thing called A than an answer."""
    found = _LABEL.match(line)
    if not found or (in_list and len(found["name"]) == 1):
        return None
    is_keyword = "키워드" in found["name"] or found["name"].lower().startswith("key")
    return (Kind.KEYWORD if is_keyword else Kind.ANSWER), line[found.end() :].strip()


def without_number(heading: str) -> str:
    """`Q3. …`, `2) …`: the number belongs to the document, not to the question."""
    return _NUMBERING.sub("", heading, count=1).strip()


def is_reference(text: str) -> bool:
    return bool(_REFERENCE.match(text))
