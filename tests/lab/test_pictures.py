"""Pictures: drawn from what right code returns, none when it raises, and kept results can be read again."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

import numpy as np
import pytest

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure, LabResult, Series
from mockinterview.lab import LabRunner, exercise_ids, load_exercise
from mockinterview.lab.pictures import MOST, cells, curve, walk
from mockinterview.sandbox import Tensor

NAME = Localized(ko="이름", en="name")
OPTIMISERS = ("momentum", "nesterov", "rmsprop", "adam", "adamw")
DIGITS = ("digits-mlp", "digits-cnn", "torch-digits-module")
PICTURES = {
    **dict.fromkeys(OPTIMISERS, ("path",)),
    **dict.fromkeys(DIGITS, ("heatmap", "heatmap")),
    "batchnorm-forward": ("bars", "bars"),
    "confusion-counts": ("heatmap",),
    "cosine-warm-restarts": ("lines",),
    "dropout": ("heatmap",),
    "feature-scaling": ("bars",),
    "gradient-descent": ("lines",),
    "relu-fits-sine": ("lines",),
    "scaled-dot-product-attention": ("heatmap",),
    "torch-bce-monitor-mse": ("lines",),
    "torch-init-by-module": ("lines",),
    "weight-initialization": ("lines",),
}


def figures(runner: LabRunner, exercise_id: str, code: str | None = None) -> tuple[Figure, ...]:
    exercise = load_exercise(exercise_id)
    return runner.run(exercise, exercise.right["solution"].code if code is None else code, seed=7).figures


def names(figure: Figure) -> Iterator[Localized]:
    yield figure.title
    yield from (series.name for series in (*figure.series, *figure.ground))
    yield from (axis for axis in (figure.x, figure.y) if axis.text("ko"))


def raising(code: str) -> str:
    """The same functions, each of which raises at once."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = ast.parse("raise ValueError('not written yet')").body
    return ast.unparse(tree)


def test_the_list_of_pictures_is_complete() -> None:
    rng = np.random.default_rng(0)
    drawn = {
        name for name in exercise_ids() if any(case.draw for case in load_exercise(name).make_cases(rng))
    }
    assert drawn == set(PICTURES)


@pytest.mark.parametrize(("exercise_id", "kinds"), PICTURES.items(), ids=PICTURES)
def test_right_code_is_drawn(runner: LabRunner, exercise_id: str, kinds: tuple[str, ...]) -> None:
    drawn = figures(runner, exercise_id)
    assert tuple(figure.kind for figure in drawn) == kinds
    for figure in drawn:
        assert all(name.ko and name.en for name in names(figure))
        assert any(figure.rows) or all(series.y for series in figure.series)
        assert figure.kind == "heatmap" or any(not series.known for series in figure.series)


@pytest.mark.parametrize("exercise_id", PICTURES)
def test_code_that_raises_is_not_drawn(runner: LabRunner, exercise_id: str) -> None:
    code = raising(load_exercise(exercise_id).right["solution"].code)
    assert figures(runner, exercise_id, code) == ()


@pytest.mark.parametrize("exercise_id", OPTIMISERS)
def test_an_optimiser_walks_beside_plain_descent_from_the_same_place(
    runner: LabRunner, exercise_id: str
) -> None:
    (figure,) = figures(runner, exercise_id)
    mine, descent = figure.series[0], figure.series[-1]
    assert (mine.known, descent.known) == (False, True)
    assert (mine.x[0], mine.y[0]) == (descent.x[0], descent.y[0])
    assert len(mine.x) == len(descent.x) == 31
    assert mine.x[1:] != descent.x[1:]


@pytest.mark.parametrize("exercise_id", DIGITS)
def test_a_confusion_matrix_counts_every_hidden_image_once(runner: LabRunner, exercise_id: str) -> None:
    matrix, _ = figures(runner, exercise_id)
    rows = np.array(matrix.rows)
    assert rows.sum() == 500
    assert np.trace(rows) >= 450
    assert matrix.labels == matrix.row_labels == tuple("0123456789")
    assert (matrix.y.en, matrix.x.en) == ("true digit", "predicted digit")


def test_what_is_not_finite_is_left_out_and_the_result_can_be_kept(runner: LabRunner) -> None:
    exercise = load_exercise("gradient-descent")
    code = (
        "import numpy as np\ndef fit(x, y, lr, steps): return x[0] * 0, 0.0, np.array([1.0, np.nan, np.inf])"
    )
    result = runner.run(exercise, code)
    assert result.figures[0].series[0].y == (1.0, None, None)
    kept = json.loads(json.dumps(result.as_json(), allow_nan=False))
    assert LabResult.model_validate(kept) == result


def test_pictures_are_made_of_any_numbers_that_come_back() -> None:
    assert curve(NAME, Tensor(np.array([1, 2]))) == Series(name=NAME, x=(0.0, 1.0), y=(1.0, 2.0))
    assert curve(NAME, [True, False], x=[5, 6]).x == (5.0, 6.0)
    assert walk(NAME, [[1, 2], [3, 4]]).y == (2.0, 4.0)
    assert cells(np.eye(2)) == ((1.0, 0.0), (0.0, 1.0))


@pytest.mark.parametrize(
    "value", [None, "text", 1.0, [[1.0]], [1j], ["a"], np.zeros(MOST + 1), {"a": 1}, [[1], [2, 3]]]
)
def test_what_is_no_row_of_numbers_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        curve(NAME, value)
