"""The words of a report, both languages side by side, and the few figures that are written the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from mockinterview.domain.base import Language
from mockinterview.domain.grade import Flag, GraderInfo, Verdict
from mockinterview.domain.turn import AskedBecause, Ending
from mockinterview.report.turns import TurnKind, TurnReport

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("모의 면접 기록", "Mock interview report"),
    "made": ("만든 때", "Made"),
    "period": ("기간", "Period"),
    "overall": ("전체", "Overall"),
    "mean": ("평균 점수", "Mean score"),
    "best": ("최고", "Best"),
    "worst": ("최저", "Lowest"),
    "questions": ("채점된 질문", "Questions graded"),
    "ungraded": ("채점되지 않음", "Not graded"),
    "skipped": ("건너뜀", "Skipped"),
    "gave_up": ("모르겠다고 답함", "Didn't know"),
    "follow_ups": ("꼬리 질문", "Follow-ups"),
    "retries": ("다시 답함", "Retries"),
    "exercises": ("코딩 실습", "Exercises"),
    "mean_note": (
        "평균은 질문마다 마지막 답으로 내고, 꼬리 질문과 채점되지 않은 답은 넣지 않습니다.",
        "The mean takes the last answer to each question; follow-ups and ungraded answers are left out.",
    ),
    "nothing": ("아직 답한 질문이 없습니다.", "No question has been answered yet."),
    "no_scores": ("채점된 답이 아직 없습니다.", "Nothing has been graded yet."),
    "topics": ("주제별", "By topic"),
    "topic": ("주제", "Topic"),
    "other_topic": ("그 밖", "Other"),
    "strongest": ("가장 탄탄한 요점", "Strongest points"),
    "weakest": ("먼저 채울 요점", "Points to work on first"),
    "claims": ("사실과 다르게 말한 것", "False claims"),
    "times": ("{n}번", "{n} times"),
    "reviews": ("다시 볼 날", "Next reviews"),
    "overdue": ("지금 복습할 때", "due now"),
    "turns": ("질문과 답", "Questions and answers"),
    "question": ("질문", "Question"),
    "answer": ("답변", "Answer"),
    "no_answer": ("답하지 않았습니다.", "No answer was given."),
    "score": ("점수", "Score"),
    "band": ("{low}~{high}점 사이로 보임", "probably {low} to {high}"),
    "confidence": ("확신도 {percent}", "confidence {percent}"),
    "points": ("요점", "Points"),
    "gone_point": ("루브릭에서 없어진 요점", "a point the rubric no longer has"),
    "why_not": ("채점되지 않은 까닭", "Why it was not graded"),
    "feedback": ("조언", "Feedback"),
    "strength": ("좋았던 점", "What was good"),
    "gap": ("가장 아쉬운 점", "The gap that matters most"),
    "hint": ("힌트", "Hint"),
    "correction": ("바로잡기", "Correction"),
    "next_step": ("다음에 할 일", "Next step"),
    "say_it_like": ("이렇게 말해 보세요", "Say it like this"),
    "broken_off": ("(조언이 중간에 끊겼습니다.)", "(The feedback broke off.)"),
    "model_answer": ("모범 답안", "Model answer"),
    "due": ("다시 볼 날", "Next review"),
    "attempt": ("{n}번째 답", "attempt {n}"),
    "flags": ("표시", "Flags"),
}
_VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.COVERED: ("충분", "covered"),
    Verdict.PARTIAL: ("일부", "partial"),
    Verdict.MISSING: ("빠짐", "missing"),
    Verdict.CONTRADICTED: ("틀림", "contradicted"),
    Verdict.UNGRADED: ("판정 없음", "no verdict"),
}
_SIGNS = {
    Verdict.COVERED: "●",
    Verdict.PARTIAL: "◐",
    Verdict.MISSING: "○",
    Verdict.CONTRADICTED: "✕",
    Verdict.UNGRADED: "–",
}
_ENDINGS: dict[Ending, tuple[str, str]] = {
    Ending.ANSWERED: ("답함", "answered"),
    Ending.SKIPPED: ("건너뜀", "skipped"),
    Ending.DONT_KNOW: ("모르겠다고 답함", "didn't know"),
}
_KINDS: dict[TurnKind, tuple[str, str]] = {
    TurnKind.QUESTION: ("질문", "question"),
    TurnKind.FOLLOW_UP: ("꼬리 질문", "follow-up"),
    TurnKind.EXERCISE: ("코딩 실습", "exercise"),
}
_REASONS: dict[AskedBecause, tuple[str, str]] = {
    AskedBecause.PLAN: ("계획한 질문", "planned"),
    AskedBecause.MISSING_POINT: ("빠진 요점을 묻는 꼬리 질문", "follow-up on a missing point"),
    AskedBecause.FALSE_CLAIM: ("사실과 다른 말을 확인하는 꼬리 질문", "follow-up on a false claim"),
    AskedBecause.RELATED: ("이어지는 질문", "related question"),
    AskedBecause.RETRY: ("다시 답하기", "retry"),
    AskedBecause.DUE: ("복습할 때가 된 질문", "due for review"),
    AskedBecause.EXERCISE: ("쓴 코드에 대한 질문", "about the code"),
}
_FLAGS: dict[Flag, tuple[str, str]] = {
    Flag.EMPTY: ("빈 답", "empty"),
    Flag.DONT_KNOW: ("모른다는 답", "don't know"),
    Flag.OFF_TOPIC: ("질문과 다른 이야기", "off topic"),
    Flag.KEYWORD_LIST: ("키워드만 나열", "list of keywords"),
    Flag.QUESTION_ECHO: ("질문을 되풀이", "repeats the question"),
    Flag.INSTRUCTIONS: ("채점기에게 하는 지시가 있음", "instructions to the grader"),
    Flag.TOO_LONG: ("너무 긴 답", "too long"),
    Flag.HIDDEN_CHARACTERS: ("보이지 않는 문자가 있음", "hidden characters"),
    Flag.REPETITION: ("같은 말 되풀이", "repetition"),
    Flag.CODE_ONLY: ("코드만 있음", "code only"),
}
_GRADERS = {
    "offline": ("오프라인 채점", "offline grader"),
    "llm": ("LLM 채점", "LLM grader"),
    "both": ("오프라인+LLM 채점", "offline and LLM graders"),
    "lab": ("코드 실행", "code run"),
}


_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def word(key: str, language: Language) -> str:
    return _in(_WORDS[key], language)


def verdict_word(verdict: Verdict, language: Language) -> str:
    """With a sign of its own: colour alone would not reach everybody."""
    return f"{_SIGNS[verdict]} {_in(_VERDICTS[verdict], language)}"


def ending_word(ending: Ending, language: Language) -> str:
    return _in(_ENDINGS[ending], language)


def kind_word(kind: TurnKind, language: Language) -> str:
    return _in(_KINDS[kind], language)


def reason_word(because: AskedBecause, language: Language) -> str:
    return _in(_REASONS[because], language)


def flag_word(flag: Flag, language: Language) -> str:
    return _in(_FLAGS[flag], language)


def grader_line(grader: GraderInfo, language: Language) -> str:
    names = (_in(_GRADERS[grader.kind], language), grader.model, grader.embedder, grader.version)
    return " · ".join(name for name in names if name)


def headline(turn: TurnReport, language: Language) -> str:
    """The score, or why there is none, in two words."""
    if turn.graded:
        return f"{number(turn.score)} / 100"
    return (
        word("ungraded", language) if turn.ending is Ending.ANSWERED else ending_word(turn.ending, language)
    )


def facts(turn: TurnReport, language: Language, shown: Callable[[str], str] = str) -> Iterator[str]:
    """What the line below a question says of its grade; `shown` guards the one name that is not ours."""
    if turn.band is not None:
        yield word("band", language).format(low=number(turn.band.low), high=number(turn.band.high))
    if turn.confidence is not None:
        yield word("confidence", language).format(percent=percent(turn.confidence))
    if turn.grader is not None:
        yield shown(grader_line(turn.grader, language))
    yield f"{kind_word(turn.kind, language)} ({reason_word(turn.because, language)})"
    if turn.graded and turn.ending is not Ending.ANSWERED:
        yield ending_word(turn.ending, language)
    if turn.attempt > 1:
        yield word("attempt", language).format(n=turn.attempt)
    yield from (flag_word(flag, language) for flag in turn.flags)


def number(score: float | None) -> str:
    return "–" if score is None else f"{score:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    return f"{share:.0%}"


def day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def clean(text: str) -> str:
    """Without what no file can hold and no screen should obey: controls, halves of characters, reversed writing."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSHOWABLE.sub("\ufffd", whole.replace("\r\n", "\n").replace("\r", "\n"))


def _in(pair: tuple[str, str], language: Language) -> str:
    return pair[1] if language == "en" else pair[0]
