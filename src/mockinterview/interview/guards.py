"""Refuses the steps that make no sense now, each with one line that says what to do instead."""

from __future__ import annotations

from mockinterview.errors import MockInterviewError
from mockinterview.interview.state import Current, Phase, Session


def current_of(session: Session) -> Current:
    if session.current is None:
        raise MockInterviewError("지금은 질문이 없습니다.", "There is no question now.")
    return session.current


def running(session: Session) -> Session:
    if session.phase is Phase.FINISHED:
        raise over()
    if session.paused:
        raise MockInterviewError(
            "면접이 멈춰 있습니다. 먼저 '이어서 하기'를 눌러 주세요.",
            "The interview is paused. Resume it first.",
        )
    return session


def asking(session: Session) -> Session:
    if running(session).phase is not Phase.ASKING:
        raise MockInterviewError(
            "이 질문에는 이미 답하셨습니다. 다음으로 가거나 다시 답하기를 눌러 주세요.",
            "This question is answered already. Go on, or try it again.",
        )
    return session


def reviewing(session: Session) -> Session:
    if running(session).phase is not Phase.REVIEW:
        raise MockInterviewError(
            "아직 답하지 않은 질문이 있습니다. 답하거나 건너뛰어 주세요.",
            "There is a question waiting: answer or skip it.",
        )
    return session


def over() -> MockInterviewError:
    return MockInterviewError("이미 끝난 면접입니다.", "This interview is over.")
