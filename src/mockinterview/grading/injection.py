"""Finds text that is addressed to the grader instead of the interviewer.

Such text is never evidence, and the LLM is not shown it (people are): what it cannot read it cannot obey. The patterns want an order or a claim about the
grading itself, not a word: "instruction tuning", "이전 층의 출력을 무시" and "점수 함수" are ordinary answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mockinterview.matching.clean import Mapped, clean

LONGEST: Final = 20_000
VEIL: Final = " [...] "
REACH: Final = 160
"""Letters on either side of a pattern that its sentence may go on for."""

_JOB = r"(?:채점|평가|심사|판정|검토|grading|scoring|evaluat\w+|assess\w+)"
_JUDGE = r"(?:채점(?:자|관|기|\s*(?:AI|모델|시스템|봇|프로그램|에이전트))|평가(?:자|관|\s*(?:AI|모델|시스템|봇))|심사(?:자|관|위원))"
_TOP = r"(?:만점|(?:100|백)\s*점|최고\s*점(?:수)?|높은\s*점수|좋은\s*점수|후한\s*점수|가산점|A\s*\+)"
_RULES = r"(?:지시|명령|규칙|지침|안내|프롬프트|기준|루브릭|instruction|채점표)"
_MET = r"(?:covered|충족|정답|통과|인정|만점|pass(?:ed)?)"

_KOREAN = (
    rf"(?:이전|위의?|앞의?|앞선|지금까지의?|기존의?|모든|원래|주어진)\s*.{{0,10}}{_RULES}\S{{0,4}}\s*(?:\S{{1,4}}\s*){{0,2}}(?:무시|잊|따르지|버리|취소|무효|지우|어기)",
    rf"{_RULES}\S{{0,3}}\s*(?:\S{{1,6}}\s*){{0,2}}(?:무시하|잊어|바뀌었|변경되|따르지\s*(?:말|마)|무효)",
    rf"{_TOP}\s*(?:을|를|으로|로|만|이라고|처리)?\s*(?:\S{{1,5}}\s*){{0,2}}(?:줘|주세|주십|주시|주면|달라|부탁|처리|채점|매겨|매기|기록|부여|내려|받아야|줄\s*것|출력)",
    rf"{_JUDGE}\s*(?:님)?\s*(?:께|에게|한테|는|은|이라면|,|:|!|여|야)",
    rf"{_JOB}\S{{0,3}}\s*(?:하지\s*(?:말|마)|생략|건너뛰|중단|멈추|완료(?:됨|되었))",
    r"(?:당신|너|넌|지금부터|이제부터|이제)\S{0,2}\s*.{0,14}(?:채점자|채점관|채점기|평가자|심사자|도우미|어시스턴트|DAN)\S{0,3}\s*(?:이다|입니다|이야|야|가\s*아니|로서|역할|다)",
    rf"(?:모든|전체|전부|각|나머지)\s*(?:루브릭\s*)?(?:포인트|항목|요소|point)\S{{0,3}}\s*.{{0,14}}(?:{_MET}|만족|맞은|맞는)",
    rf"{_MET}\s*(?:으로|로|라고|이라고)\s*(?:\S{{1,4}}\s*)?(?:표시|처리|판정|채점|기록|간주|평가|답|출력|적)",
    r"(?:점수|판정|verdict|score)(?:를|을)?\s*.{0,10}(?:바꿔|수정해|올려|높여|조작해|조정해)\s*(?:줘|주세|주십|달라|라[.!\s])",
    r"(?:점수|판정|verdict|score)\S{0,2}\s*.{0,10}(?:100\s*(?:점|으로)|백점|만점)",
    r"(?:시스템|관리자|개발자)\s*(?:메시지|프롬프트|지시|명령|모드|공지|권한)\S{0,3}\s*.{0,8}(?:공개|출력|무시|변경|따르|:|：)",
    r"(?:아래|다음)\s*(?:의\s*)?(?:JSON|제이슨|결과|판정|형식|값)\S{0,3}\s*(?:\S{1,5}\s*){0,2}(?:그대로|출력|반환|복사|제출)",
    r"(?:이|본|제)\s*(?:답|답변|답안)\S{0,3}\s*.{0,10}(?:이미|검증|승인|전문가|출제자|관리자)\S{0,4}.{0,14}(?:만점|정답|승인|통과|검증(?:됨|되|받))",
    r"(?:답변|답안|지원자의?\s*답)\s*(?:의\s*)?(?:끝|종료)\s*(?:[-=\]>]|입니다|。|\.|$)",
    r"(?:인용|quote|근거)\S{0,3}\s*(?:\S{1,5}\s*){0,2}(?:없이|필요\s*없|아무|지어|만들어)\S{0,3}\s*.{0,10}(?:인정|covered|적|써|채워)",
)
_ENGLISH = (
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,24}\b(?:previous|prior|above|earlier|all|any|your|the|system|grading|scoring)\b.{0,24}\b(?:instruction|prompt|rule|rubric|guideline|criteria|message|direction)s?\b",
    r"\b(?:give|award|grant|assign|return|output|mark|grade|score (?:this|me|it|the answer))\b.{0,24}\b(?:full (?:marks?|credit|points?|score)|top (?:marks?|score)|maximum (?:score|marks?|credit|points?)|perfect (?:score|marks?|grade)|100(?:\s*(?:%|/|points?|out of|percent|$|\W))|highest (?:score|grade|marks?))",
    r"\b(?:mark|treat|label|count|consider|judge|set|rate|return|report|classify)\b.{0,40}\b(?:every|each|all|any|the remaining|points?|verdicts?|items?|criteria)\b.{0,30}\b(?:covered|correct|passed|satisfied|met|fulfilled|as true)\b",
    r"\b(?:dear|hey|hello|attention|note to|message (?:to|for)|instructions? (?:to|for))\b.{0,12}\b(?:grader|examiner|evaluator|judge|grading (?:model|ai|system)|ai model|assistant|llm|language model)\b",
    r"\b(?:grader|examiner|evaluator|grading (?:model|ai|system))\s*[,:]\s",
    r"\byou (?:are|act|must act|will act|should act)\b.{0,24}\b(?:no longer|now|a (?:generous|lenient|helpful|kind)|dan)\b.{0,24}\b(?:grader|examiner|assistant|evaluator|model|judge|mode)\b",
    r"\b(?:must|should|has to|deserves to) (?:get|receive|score|be given)\b.{0,16}\b(?:full|perfect|maximum|top|highest|100)\b",
    r"\b(?:new|updated|revised)\b.{0,16}\b(?:instructions?|rubric|rules|grading (?:policy|criteria)|system prompt)\b\s*(?::|are|is|say)",
    r"\b(?:do not|don't|stop|skip)\b.{0,10}\b(?:grade|grading|evaluat\w+|scor\w+|assess\w+)\b.{0,30}\b(?:answer|response|this|submission|instead)\b",
    r"\bthis (?:answer|response|submission)\b.{0,30}\b(?:pre-?approved|already (?:graded|verified|approved)|deserves|must (?:get|receive|score)|has been (?:verified|approved|graded))\b",
    r"\b(?:reveal|print|repeat|show)\b.{0,16}\b(?:system prompt|your (?:instructions|prompt)|the rubric)\b",
    r"\bend of (?:the )?(?:candidate'?s? )?(?:answer|submission|response|transcript)\b",
    r"\b(?:developer|debug|admin|god|jailbreak) mode\b",
)
_FORGED = (
    r"<<\s*/?\s*\w+(?:\s+[0-9a-f]{4,})?\s*>>",
    r"</?\s*(?:answer|candidate|rubric|points?|question|system|user|assistant|instructions?|grading|data|document)\b[^>\n]{0,60}>",
    r"<\|[^|>\n]{1,40}\|>|\[/?INST\]|<<SYS>>|</s>|<(?:start|end)_of_turn>",
    r"^\s*(?:#+\s*|\*{0,2})(?:system|assistant|user|human|developer|시스템|어시스턴트)(?:\s*(?:message|prompt|메시지|프롬프트))?\*{0,2}\s*[:：]",
    r"^\s*#{1,4}\s*(?:new |updated |새로운? |추가 )?(?:instructions?|지시(?:\s*사항)?|system|시스템)\b",
    r"[\"']?(?:verdict|credit|misconceptions|false_claims)[\"']?\s*[:=]\s*[\"'\[{\d]",
    r"[\"'](?:score|points|graded?|점수|판정)[\"']\s*:\s*[\"'\[{\d]",
    r"\b(?:verdict|score|점수|판정|최종\s*점수|final score)\s*[:=]\s*(?:covered|100|만점|pass)",
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in (*_KOREAN, *_ENGLISH, *_FORGED)
)
_BREAK = re.compile(r"[.!?。！？]+[\s\"'”’)\]]+|\n+|(?<=[다요죠까오라임음줘])\s+(?=\S)")
_BLOB = re.compile(r"[{\[][^\n]{0,4000}[}\]]")


def find_instructions(text: str) -> list[tuple[int, int]]:
    """Spans of the raw text, whole sentences, in order and apart from one another."""
    mapped = clean(text[:LONGEST])
    spans = [
        _sentence(mapped.text, *hit.span()) for pattern in _PATTERNS for hit in pattern.finditer(mapped.text)
    ]
    return _raw(mapped, _joined(spans))


def veiled(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text as the LLM gets it."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], VEIL]
        at = end
    return "".join((*pieces, text[at:]))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """A pattern grown to the ends of its sentence; a forged object grows to all of its braces."""
    for blob in _BLOB.finditer(text, max(0, start - REACH)):
        if blob.start() <= start < blob.end():
            start, end = blob.start(), max(end, blob.end())
            break
    low = max(0, start - REACH)
    before = [hit.end() for hit in _BREAK.finditer(text, low, start)]
    after = _BREAK.search(text, max(start, end - 1), min(len(text), end + REACH))
    return (before[-1] if before else low), (after.start() + 1 if after else min(len(text), end + REACH))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _raw(mapped: Mapped, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [mapped.span(start, end) for start, end in spans if start < end]
