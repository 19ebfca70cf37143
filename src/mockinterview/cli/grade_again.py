"""`mockinterview grade --again`: an answer of the history, graded anew; the former grade is kept beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from mockinterview.cli.context import App
from mockinterview.cli.graders import Graders
from mockinterview.cli.history import open_history
from mockinterview.domain.grade import Grade
from mockinterview.domain.rubric import Question
from mockinterview.errors import MockInterviewError, NotFound

LAST = "last"


def grade_again(app: App, profile: str, wanted: str, graders: Graders, kind: str) -> tuple[Question, Grade]:
    from mockinterview.interview import focused, question_of, read_against

    with open_history(app) as store:
        if wanted == LAST:
            recent = store.turns(profile, limit=200)
            answered = [turn for turn in recent if turn.answer is not None and not turn.is_code]
            if not answered:
                raise NotFound("답변", "The answer", wanted, ())
            turn = answered[0]
        else:
            turn = store.turn(profile, wanted)
        if turn.answer is None:
            raise NotFound("답변", "The answer", wanted, ())
        if turn.is_code:
            raise MockInterviewError(
                "코드는 시험으로 채점합니다. 다시 채점하려면 코드 실습에서 다시 실행하세요.",
                "Code is graded by its tests: run it again in the code lab.",
            )
        bank = graders.bank()
        question = read_against(turn.asked, bank)
        result = graders.open(kind)(question, turn.answer.text)
        if turn.asked.point_id is not None:
            result = focused(result, question, turn.asked.point_id)
        store.replace_grade(profile, turn.id, result, datetime.now(UTC))
    return question_of(turn.asked, bank), result
