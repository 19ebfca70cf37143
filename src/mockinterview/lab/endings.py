"""A run that was stopped from outside: one sentence about why and what to do, in place of an error for each test."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mockinterview.domain.base import Localized
from mockinterview.sandbox import Answer, Limits, RunResult
from mockinterview.sandbox.job import MIB
from mockinterview.sandbox.transcript import UNANSWERED


def stopped(done: RunResult, limits: Limits) -> Localized | None:
    """None for a run that came to its own end, be it an error of the code."""
    tell = _ENDINGS.get(done.status)
    if tell is None or all(answer.error != UNANSWERED for answer in done.answers):
        return None
    return tell(done, limits)


def never_tested(done: RunResult, answer: Answer) -> bool:
    """Whether this answer has nothing of its own to tell: the run never came so far, or the code could not even be
    defined, and then all answers hold one and the same error."""
    undefined = len(done.answers) > 1 and all(other.error is done.error for other in done.answers)
    return answer.error is not None and (answer.error == UNANSWERED or undefined)


def _timeout(done: RunResult, limits: Limits) -> Localized:
    spent = limits.wall_seconds if done.seconds >= limits.wall_seconds else limits.cpu_seconds
    return Localized(
        ko=f"제한 시간 {spent:g}초를 다 써서 멈췄습니다. 끝나지 않는 반복이나 재귀가 있는지 보세요.",
        en=f"Stopped at the time limit of {spent:g} s. Look for a loop or a recursion that never ends.",
    )


def _memory(_: RunResult, limits: Limits) -> Localized:
    size = limits.memory // MIB
    return Localized(
        ko=f"메모리 {size} MB를 다 써서 멈췄습니다. 한꺼번에 만드는 배열이나 계속 커지는 목록이 있는지 보세요.",
        en=f"Stopped: {size} MB of memory were used up. Look for a huge array or a list that keeps growing.",
    )


def _output(_: RunResult, limits: Limits) -> Localized:
    printed, returned = limits.printed // MIB, limits.returned // MIB
    return Localized(
        ko=f"출력하거나 돌려준 것이 너무 많아 멈췄습니다(출력 {printed} MB, 돌려주는 값 {returned} MB까지). "
        "반복 안의 print부터 지워 보세요.",
        en=f"Stopped: too much was printed or returned (up to {printed} MB printed, {returned} MB returned). "
        "Start by taking print out of loops.",
    )


def _forbidden(_done: RunResult, _limits: Limits) -> Localized:
    return Localized(
        ko="허용하지 않는 일(파일, 네트워크, 프로세스)을 해서 멈췄습니다. 그런 줄을 빼고 다시 실행하세요.",
        en="Stopped: the code tried what is not allowed (files, network, processes). Take that out and run again.",
    )


def _crashed(_done: RunResult, _limits: Limits) -> Localized:
    return Localized(
        ko="프로그램이 답을 다 내기 전에 갑자기 끝났습니다. exit을 부르는 줄이나 아주 깊은 재귀가 있는지 보세요.",
        en="The program ended before it had answered. Look for a call of exit or a very deep recursion.",
    )


_ENDINGS: Mapping[str, Callable[[RunResult, Limits], Localized]] = {
    "timeout": _timeout,
    "memory": _memory,
    "output-limit": _output,
    "forbidden": _forbidden,
    "crashed": _crashed,
}
