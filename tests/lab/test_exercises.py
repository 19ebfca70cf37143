"""Every exercise examines fairly: right code passes, the starter fails, each slip gets the hint that names it."""

from __future__ import annotations

import numpy as np
import pytest

from mockinterview.domain.lab import LabVerdict
from mockinterview.lab import LabRunner, as_grade, exercise_ids, load_exercise, load_page
from mockinterview.lab.exercises.rbm_cd1.cases import LR, SAMPLED, Model, cases
from mockinterview.lab.verify import verify
from mockinterview.resources import Places
from mockinterview.rubric_store import Bank, Layer, LayerName, RubricStore
from mockinterview.sandbox import Sandbox
from mockinterview.settings import Settings

SEED = 1


@pytest.fixture(scope="module")
def bank() -> Bank:
    places = Places(Settings.from_env({}))
    return RubricStore([Layer(LayerName.SHIPPED, places.shipped_rubrics)]).bank()


@pytest.mark.parametrize("exercise_id", exercise_ids())
def test_an_exercise_is_fair(runner: LabRunner, exercise_id: str) -> None:
    """With one draw of the examples; `mockinterview lab verify` draws anew every time."""
    exercise = load_exercise(exercise_id)
    unfair = [checked for checked in verify(runner, exercise, seed=SEED) if not checked.good]
    assert unfair == []


@pytest.mark.parametrize("seed", range(12))
def test_a_random_update_is_told_from_its_slips_whatever_is_drawn(seed: int) -> None:
    many, *_ = cases(np.random.default_rng(seed))
    inputs = many.operations[0].inputs
    model = Model(inputs["v0"], inputs["W"], inputs["a"], inputs["b"])
    for slip, update in model.slips().items():
        moved = tuple(old + LR * by for old, by in zip((model.W, model.a, model.b), update, strict=True))
        assert model.judge(moved, 1.4 * SAMPLED) is not None, slip


@pytest.mark.parametrize("exercise_id", exercise_ids())
def test_an_exercise_speaks_both_languages_and_belongs_to_questions(bank: Bank, exercise_id: str) -> None:
    page = load_page(exercise_id)
    for text in (page.title, page.statement, *page.hints.values()):
        assert text.ko
        assert text.en
    assert page.front.questions
    assert all(question in bank for question in page.front.questions)


def test_every_exercise_a_question_offers_exists(bank: Bank) -> None:
    offered = {question.exercise for question in bank if question.exercise}
    assert offered <= set(exercise_ids())
    assert len(offered) >= 15


@pytest.mark.parametrize("exercise_id", exercise_ids())
def test_a_question_asks_about_the_code_of_every_exercise(bank: Bank, exercise_id: str) -> None:
    """One, kept out of mixed plans, whose wording makes sense without the code before one's eyes."""
    asking = [e.question for e in bank.entries if e.topic.aside and e.question.exercise == exercise_id]
    assert len(asking) == 1
    assert asking[0].question.ko
    assert asking[0].question.en
    assert "방금" not in asking[0].question.ko


def test_there_is_much_to_practise() -> None:
    assert len(exercise_ids()) >= 45


CHEATS = {
    "leaves early": "import os\nos._exit(0)\ndef momentum_step(*a): pass\n",
    "claims to equal everything": (
        "class Yes:\n    def __eq__(self, other): return True\n    def __array__(self, *a, **k): raise TypeError\n"
        "def momentum_step(w, v, grad, lr, beta): return Yes(), Yes()\n"
    ),
    "empty arrays": (
        "import numpy as np\ndef momentum_step(w, v, grad, lr, beta): return np.empty((0, 4)), np.empty((0, 4))\n"
    ),
    "not a number": "def momentum_step(w, v, grad, lr, beta): return w * float('nan'), v * float('nan')\n",
    "patches numpy": (
        "import numpy as np\nnp.allclose = lambda *a, **k: True\nnp.array_equal = lambda *a, **k: True\n"
        "def momentum_step(w, v, grad, lr, beta): return w, v\n"
    ),
    "prints a verdict": 'print(\'{"verdict": "pass", "score": 100}\')\ndef momentum_step(*a): return a[:2]\n',
}


@pytest.mark.parametrize("code", CHEATS.values(), ids=CHEATS)
def test_cheating_does_not_pass_and_leaves_nothing_behind(runner: LabRunner, code: str) -> None:
    exercise = load_exercise("momentum")
    assert runner.run(exercise, code).verdict is not LabVerdict.PASS
    assert runner.run(exercise, exercise.right["solution"].code).verdict is LabVerdict.PASS
    assert runner.run(exercise, exercise.page.starter).verdict is not LabVerdict.PASS


BROKEN = {
    "": LabVerdict.ERROR,
    "def momentum_step(:": LabVerdict.ERROR,
    "while True: pass": LabVerdict.TIMEOUT,
    "x = [0] * 10**10": LabVerdict.MEMORY,
    "1/0": LabVerdict.ERROR,
}


@pytest.mark.parametrize(
    ("code", "verdict"), BROKEN.items(), ids=["empty", "syntax", "endless", "memory", "raises"]
)
def test_broken_code_is_a_result(runner: LabRunner, code: str, verdict: LabVerdict) -> None:
    result = runner.run(load_exercise("momentum"), code)
    assert result.verdict is verdict
    assert result.score == 0
    assert result.model_validate_json(result.model_dump_json()) == result
    assert "mockinterview" not in result.error


def test_a_result_becomes_a_grade(runner: LabRunner) -> None:
    exercise = load_exercise("momentum")
    grade = as_grade(runner.run(exercise, exercise.right["solution"].code), "dl.optimizer.momentum-formula")
    assert (grade.score, grade.grader.kind) == (100, "lab")


def test_code_that_is_not_run_is_not_graded() -> None:
    with Sandbox(exposed=True) as sandbox:
        sandbox.close()
        result = LabRunner(sandbox).run(load_exercise("momentum"), "x = 1")
        if result.verdict is LabVerdict.UNAVAILABLE:
            assert as_grade(result, "q").score is None
