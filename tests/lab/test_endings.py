"""A run that is stopped is told once, in the reader's language."""

from __future__ import annotations

import re

import pytest

from mockinterview.domain.base import Language
from mockinterview.domain.lab import LabResult, LabVerdict
from mockinterview.lab import LabRunner, load_exercise
from mockinterview.ui.present.lab import result_card
from mockinterview.ui.texts import Words
from tests.ui.reading import words

RIGHT = load_exercise("momentum").right["solution"].code
ENDLESS = "while True:\n    pass\n"
FLOOD = "while True:\n    print('x' * 1000)\n"
EXIT = "import os\nos._exit(0)\n"
LATE = RIGHT.replace("def ", "calls = []\ndef ", 1) + (
    "\nright = momentum_step\ndef momentum_step(*args):\n    calls.append(0)\n"
    "    while len(calls) > 1: pass\n    return right(*args)\n"
)


def shown(runner: LabRunner, code: str, language: Language = "ko") -> tuple[LabResult, str]:
    result = runner.run(load_exercise("momentum"), code, language=language)
    return result, words(result_card(result, Words(language)))


@pytest.mark.parametrize(
    ("code", "verdict", "ko", "en"),
    [
        (ENDLESS, LabVerdict.TIMEOUT, r"제한 시간 [56]초를 다 써서", r"time limit of [56] s"),
        (FLOOD, LabVerdict.ERROR, r"출력하거나 돌려준 것이 너무 많아", r"too much was printed"),
        (EXIT, LabVerdict.ERROR, r"갑자기 끝났습니다", r"ended before it had answered"),
    ],
    ids=["endless", "flood", "exit"],
)
def test_one_line_says_why_and_what_to_do(
    runner: LabRunner, code: str, verdict: LabVerdict, ko: str, en: str
) -> None:
    result, card = shown(runner, code)
    assert result.verdict is verdict
    assert len(re.findall(ko, card)) == 1
    assert "NoAnswer" not in card
    assert "힌트" not in card
    _, card = shown(runner, code, "en")
    assert len(re.findall(en, card)) == 1
    assert not re.search("[가-힣]", card)


def test_tests_before_the_endless_one_keep_their_result(runner: LabRunner) -> None:
    result, card = shown(runner, LATE)
    assert result.verdict is LabVerdict.TIMEOUT
    passed = [test.name for test in result.tests if test.passed]
    never = [test.name for test in result.tests if not test.passed]
    assert passed
    assert never
    assert all(name in card for name in passed)
    assert not any(name in card for name in never)


def test_code_that_cannot_be_read_is_told_once(runner: LabRunner) -> None:
    result, card = shown(runner, "def momentum_step(:\n")
    assert result.verdict is LabVerdict.ERROR
    assert card.count("SyntaxError") == 1
    assert "line 1" in card


def test_memory_that_runs_out_names_the_line(runner: LabRunner) -> None:
    result, card = shown(runner, "x = [0] * 10**10\n")
    assert result.verdict is LabVerdict.MEMORY
    assert card.count("MemoryError") == 1
    assert "line 1" in card
