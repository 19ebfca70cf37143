"""An exercise: a page to read (`exercise.md`) and trusted code that makes its tests (`cases.py`).

exercise.md holds everything a person reads or writes: front matter, the statement in both languages, the starter,
the solution, and submissions that must pass (`## right: …`) or fail with the named hint (`## wrong: … -> hint`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.errors import NotFound
from mockinterview.lab.judging import Case
from mockinterview.lab.page import Page, Submission, read_page
from mockinterview.sandbox import Runtime

Difficulty = Literal["easy", "medium", "hard"]

_PACKAGE = "mockinterview.lab.exercises"


@dataclass(frozen=True, slots=True)
class Exercise:
    id: str
    page: Page
    make_cases: Callable[[np.random.Generator], Sequence[Case]]

    @property
    def title(self) -> Localized:
        return self.page.title

    @property
    def runtime(self) -> Runtime:
        return self.page.runtime

    @property
    def right(self) -> Mapping[str, Submission]:
        return self.page.right

    @property
    def wrong(self) -> Mapping[str, Submission]:
        return self.page.wrong

    def hint(self, slip: str) -> Localized:
        return self.page.hints.get(slip) or GENERAL_HINTS.get(slip, Localized())


GENERAL_HINTS: dict[str, Localized] = {
    "no-return": Localized(ko="함수 끝에서 결과를 return 하세요.", en="Return the result at the end."),
    "wrong-shape": Localized(
        ko="어느 축으로 더하거나 평균 내는지 확인하세요.", en="Check the axis you reduce over."
    ),
    "not-finite": Localized(
        ko="0으로 나누거나 큰 수의 exp, 0의 log가 없는지 보세요.",
        en="Look for a division by 0, exp of large or log of 0.",
    ),
    "changes-inputs": Localized(
        ko="+=, -= 같은 제자리 연산이 입력 배열을 바꿉니다. 새 배열을 만드세요.",
        en="In-place operators such as += change the input array; make a new one.",
    ),
    "raises": Localized(
        ko="오류 메시지의 줄 번호부터 확인하세요.", en="Start from the line number of the error."
    ),
    "wrong-type": Localized(
        ko="무엇을 돌려줘야 하는지 문제를 다시 읽어 보세요.", en="Read again what has to be returned."
    ),
}


def exercise_ids() -> tuple[str, ...]:
    folder = Path(str(files(_PACKAGE)))
    return tuple(sorted(path.parent.name.replace("_", "-") for path in folder.glob("*/exercise.md")))


def load_exercise(exercise_id: str) -> Exercise:
    if exercise_id not in exercise_ids():
        raise NotFound("연습 문제", "The exercise", exercise_id, exercise_ids())
    name = exercise_id.replace("-", "_")
    module: Any = import_module(f"{_PACKAGE}.{name}.cases")
    return Exercise(exercise_id, load_page(exercise_id), module.cases)


@cache
def load_page(exercise_id: str) -> Page:
    """The readable part alone: listing needs no numpy."""
    return read_page(Path(str(files(_PACKAGE))) / exercise_id.replace("-", "_") / "exercise.md")
