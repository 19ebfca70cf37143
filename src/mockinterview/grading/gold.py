"""Gold files: questions with labelled answers, carrying their own rubric (JSON Lines, one question a line)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from mockinterview.domain.base import Language, Value
from mockinterview.domain.grade import Score, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.errors import GoldError, Problem

MAX_PROBLEMS = 20


class GoldAnswer(Value):
    model_config = Value.model_config | {"extra": "ignore", "str_strip_whitespace": False}

    aid: str
    kind: str = "unknown"
    text: str
    verdicts: Annotated[dict[str, Verdict], Field(default_factory=dict)]
    score: Score


class GoldQuestion(Value):
    question: Question
    topic: str = ""
    lang: Language = "ko"
    answers: Annotated[tuple[GoldAnswer, ...], Field(min_length=1)]


def read_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Raises GoldError with every bad line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise GoldError(
            [Problem(path, None, "", f"읽을 수 없습니다: {exc}", f"cannot be read: {exc}")]
        ) from exc
    questions, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            key, what = _explain(exc)
            problems.append(
                Problem(path, number, key, f"골드 형식이 아닙니다: {what}", f"is not gold: {what}")
            )
    if not questions and not problems:
        problems.append(Problem(path, None, "", "질문이 없습니다.", "holds no question."))
    if problems:
        raise GoldError(problems[:MAX_PROBLEMS])
    return tuple(questions)


def _question(data: dict[str, Any]) -> GoldQuestion:
    points = [
        {
            "id": point["id"],
            "says": point["statement"],
            "keywords": point.get("keywords", []),
            "counters": point.get("counters", []),
            "phrasings": point.get("phrasings", []),
            "weight": point.get("weight", 1.0),
        }
        for point in data["points"]
    ]
    question = {
        "id": data["qid"].lower().replace("_", "-"),
        "question": data["question"],
        "points": points,
        "misconceptions": data.get("misconceptions", []),
        "model_answer": data.get("model_answer", ""),
    }
    gold = GoldQuestion.model_validate(
        {
            "question": question,
            "topic": data.get("topic", ""),
            "lang": data.get("lang", "ko"),
            "answers": data["answers"],
        }
    )
    known = {point.id for point in gold.question.points}
    for answer in gold.answers:
        unknown = set(answer.verdicts) - known
        if unknown:
            raise ValueError(f"{answer.aid}: verdicts: no point {', '.join(sorted(unknown))}")
    return gold


def _explain(exc: Exception) -> tuple[str, str]:
    if isinstance(exc, ValidationError):
        first = exc.errors(include_url=False)[0]
        return ".".join(map(str, first["loc"])), str(first["msg"])
    if isinstance(exc, KeyError):
        return str(exc.args[0]), "missing"
    return "", str(exc)
