"""Inference with batch normalisation and dropout: what the model must still be afterwards is judged as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Failure, difference, plain
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]

_DRIVER = """
nn = torch.nn
bn = nn.BatchNorm1d(w1.shape[0])
model = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), bn, nn.ReLU(), nn.Dropout(0.5),
                      nn.Linear(w1.shape[0], w2.shape[0]))
with torch.no_grad():
    for target, value in zip([*model.parameters(), bn.running_mean, bn.running_var],
                             [w1, b1, gamma, beta, w2, b2, mean, var]):
        target.copy_(value)
model.train(training)
out = predict(model, x)
tracked = bool(torch.is_tensor(out) and out.requires_grad)
modes = [bool(module.training) for module in model.modules()]
moved_mean, moved_var = bn.running_mean, bn.running_var
"""
_RETURNS = ("out", "tracked", "modes", "moved_mean", "moved_var")


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(rng, Localized(ko="학습 중인 모델로 검증", en="validating while training"), 16, training=True),
        _case(rng, Localized(ko="표본 하나", en="a single sample"), 1, training=True),
        _case(
            rng, Localized(ko="이미 추론 모드인 모델", en="a model already in eval mode"), 6, training=False
        ),
    ]


def _parameters(rng: np.random.Generator) -> dict[str, Floats]:
    return {
        "w1": rng.normal(size=(12, 5)),
        "b1": rng.normal(size=12),
        "gamma": rng.uniform(0.5, 1.5, 12),
        "beta": rng.normal(size=12),
        "w2": rng.normal(size=(3, 12)),
        "b2": rng.normal(size=3),
        "mean": rng.normal(size=12),
        "var": rng.uniform(0.5, 3.0, 12),
    }


def _forward(p: Mapping[str, Floats], x: Floats) -> Floats:
    h = x @ p["w1"].T + p["b1"]
    h = (h - p["mean"]) / np.sqrt(p["var"] + 1e-5) * p["gamma"] + p["beta"]
    result: Floats = np.maximum(h, 0) @ p["w2"].T + p["b2"]
    return result


def _case(rng: np.random.Generator, name: Localized, size: int, *, training: bool) -> Case:
    p = _parameters(rng)
    x = rng.normal(size=(size, 5)) + 1.0
    tensors = {key: Tensor(value.astype(np.float32)) for key, value in (p | {"x": x}).items()}

    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        return _judge(value, p, x, training=training)

    return Case(name, (Snippet(_DRIVER, tensors | {"training": training}, _RETURNS),), Check(test))


def _judge(value: Mapping[str, Any], p: Mapping[str, Floats], x: Floats, *, training: bool) -> Failure | None:
    moved = difference(value["moved_mean"], p["mean"], rtol=1e-4) or difference(
        value["moved_var"], p["var"], rtol=1e-4
    )
    if moved is not None:
        return Failure("이동 통계가 바뀌었습니다.", "moved the running statistics.", "train-mode")
    wrong = difference(plain(value["out"]), _forward(p, x), rtol=1e-3, atol=1e-4)
    if wrong is not None:
        values_differ = wrong.slip == "wrong-values" and training
        return Failure(wrong.ko, wrong.en, "dropout-active") if values_differ else wrong
    if value["tracked"] is not False:
        return Failure("출력에 계산 그래프가 달려 있습니다.", "returns a tensor with a graph.", "keeps-graph")
    if value["modes"] != [training] * 6:
        slip = "mode-not-restored" if training else "mode-forced"
        return Failure("모델의 모드가 달라졌습니다.", "left the model in another mode.", slip)
    return None
