"""Two GAN steps beside a numpy twin: a generator with batch norm, a linear critic, plain descent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]
Weights = dict[str, Floats]

GEN, DISC = ("w1", "gamma", "beta", "w2", "b2"), ("w", "c")
EPS = 1e-5
_OVERFLOWS = {"wrong-values": "overflow", "not-finite": "overflow"}
"""For a critic so sure that only losses of logits can tell how wrong it is."""

_DRIVER = """
nn = torch.nn
bn = nn.BatchNorm1d(w1.shape[0])
gen = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0], bias=False), bn, nn.Linear(*reversed(w2.shape)))
disc = nn.Linear(w.shape[1], 1)
with torch.no_grad():
    for target, value in zip([*gen.parameters(), *disc.parameters()], [w1, gamma, beta, w2, b2, w, c]):
        target.copy_(value)
opt_g = torch.optim.SGD(gen.parameters(), lr=lr)
opt_d = torch.optim.SGD(disc.parameters(), lr=lr)
losses = []
for step in range(2):
    gen.train(not sampling)
    loss_d, loss_g = gan_step(gen, disc, opt_g, opt_d, real[step], noise_d[step], noise_g[step])
    losses.append([float(loss_d), float(loss_g)])
losses = np.array(losses)
w1, gamma, beta, w2, b2 = gen.parameters()
w, c = disc.parameters()
"""


@dataclass(frozen=True, slots=True)
class _Way:
    """The right step by default; `half` is a convention, the others are slips."""

    half: bool = False
    goal: str = "non-saturating"
    swapped: bool = False
    fake_only: bool = False
    leaks: bool = False
    stale_d: bool = False
    stale_g: bool = False
    still: bool = False
    one_noise: bool = False
    generator_first: bool = False
    frozen_norm: bool = False


SLIPS = {
    "norm-in-eval": _Way(frozen_norm=True),
    "leaks-into-generator": _Way(leaks=True),
    "stale-critic": _Way(stale_d=True),
    "stale-generator": _Way(stale_g=True),
    "saturating": _Way(goal="saturating"),
    "helps-the-critic": _Way(goal="fake"),
    "labels-swapped": _Way(swapped=True),
    "real-missing": _Way(fake_only=True),
    "generator-still": _Way(still=True),
    "noise-reused": _Way(one_noise=True),
    "generator-first": _Way(generator_first=True),
}


@dataclass(frozen=True, slots=True)
class _Setting:
    start: Weights
    real: Floats
    noise_d: Floats
    noise_g: Floats
    lr: float


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(rng, Localized(ko="두 걸음", en="two steps"), 16),
        _case(
            rng,
            Localized(ko="견본을 뽑은 직후 (추론 모드)", en="just after sampling (eval mode)"),
            12,
            sampling=True,
        ),
        _case(rng, Localized(ko="작은 배치", en="a small batch"), 4),
        _case(rng, Localized(ko="확신에 찬 판별자", en="a very sure critic"), 24, sure=True),
    ]


def _case(
    rng: np.random.Generator, name: Localized, size: int, *, sampling: bool = False, sure: bool = False
) -> Case:
    start = {
        "w1": rng.normal(size=(6, 3)),
        "gamma": rng.uniform(0.5, 1.5, 6),
        "beta": rng.normal(size=6),
        "w2": rng.normal(size=(4, 6)) * 0.5,
        "b2": rng.normal(size=4),
        "w": np.sign(rng.normal(size=(1, 4))) * (30.0 if sure else 0.5),
        "c": rng.normal(size=1) * 0.1,
    }
    noise = rng.normal(size=(2, 2, size, 3))
    real = rng.normal(size=(2, size, 4)) + 1
    s = _Setting(start, real, noise[0], noise[1], 0.0005 if sure else 0.1)
    sent = start | {"real": s.real, "noise_d": s.noise_d, "noise_g": s.noise_g}
    inputs: dict[str, object] = {key: Tensor(value.astype(np.float32)) for key, value in sent.items()}
    inputs |= {"lr": s.lr, "sampling": sampling}
    operation = Snippet(_DRIVER, inputs, returns=(*GEN, *DISC, "losses"))
    return Case(name, (operation,), _expect(s, _OVERFLOWS if sure else {}))


def _expect(s: _Setting, renames: Mapping[str, str]) -> Expect:
    slips = {key: _answer(s, way) for key, way in SLIPS.items()}
    halved = {f"{key}:half": _answer(s, replace(way, half=True)) for key, way in SLIPS.items()}
    accepted = [_answer(s, _Way()), _answer(s, _Way(half=True))]
    names = {f"{key}:half": key for key in SLIPS}
    return Expect(accepted, slips | halved, rtol=2e-3, atol=2e-4, renames=names | dict(renames))


def _answer(s: _Setting, way: _Way) -> list[object]:
    twin = _Twin(dict(s.start), way, s.lr)
    losses = [twin.step(*batch) for batch in zip(s.real, s.noise_d, s.noise_g, strict=True)]
    return [{**twin.p, "losses": np.array(losses)}]


def _sigmoid(z: Floats) -> Floats:
    result: Floats = 0.5 * (1 + np.tanh(z / 2))
    return result


def _softplus(z: Floats) -> float:
    return float(np.logaddexp(0, z).mean())


class _Twin:
    """Both networks in numpy, with the gradients that a forgotten zero_grad would leave behind."""

    def __init__(self, p: Weights, way: _Way, lr: float) -> None:
        self.p, self._way, self._lr = p, way, lr
        self._pile = {key: np.zeros_like(value) for key, value in p.items()}

    def step(self, real: Floats, noise_d: Floats, noise_g: Floats) -> tuple[float, float]:
        noise_g = noise_d if self._way.one_noise else noise_g
        if self._way.generator_first:
            loss_g = self._teach_generator(noise_g)
            return self._teach_critic(real, noise_d), loss_g
        return self._teach_critic(real, noise_d), self._teach_generator(noise_g)

    def _teach_critic(self, real: Floats, noise: Floats) -> float:
        way, scale = self._way, 0.5 if self._way.half else 1.0
        fake, back = self._generate(noise)
        z_real, z_fake = self._criticise(real), self._criticise(fake)
        on_real, on_fake = (0.0, 1.0) if way.swapped else (1.0, 0.0)
        seen = 0.0 if way.fake_only else scale
        slope_real = seen * (_sigmoid(z_real) - on_real) / len(real)
        slope_fake = scale * (_sigmoid(z_fake) - on_fake) / len(fake)
        if not way.stale_d:
            self._clear(DISC)
        if not way.stale_g:
            self._clear(GEN)
        self._add({"w": slope_real.T @ real + slope_fake.T @ fake, "c": (slope_real + slope_fake).sum(0)})
        if way.leaks:
            self._add(back(slope_fake @ self.p["w"]))
        self._descend(DISC)
        loss_real = _softplus(z_real) - on_real * float(z_real.mean())
        return seen * loss_real + scale * (_softplus(z_fake) - on_fake * float(z_fake.mean()))

    def _teach_generator(self, noise: Floats) -> float:
        way = self._way
        fake, back = self._generate(noise)
        z = self._criticise(fake)
        p = _sigmoid(z)
        loss, slope = {
            "non-saturating": (_softplus(-z), p - 1),
            "saturating": (-_softplus(z), -p),
            "fake": (_softplus(z), p),
        }[way.goal]
        slope = slope / len(fake)
        if not (way.stale_g or way.leaks):
            self._clear(GEN)
        self._add(back(slope @ self.p["w"]))
        self._add({"w": slope.T @ fake, "c": slope.sum(0)})
        if not way.still:
            self._descend(GEN)
        return loss

    def _criticise(self, x: Floats) -> Floats:
        result: Floats = x @ self.p["w"].T + self.p["c"]
        return result

    def _generate(self, noise: Floats) -> tuple[Floats, _Back]:
        p, frozen = self.p, self._way.frozen_norm
        h = noise @ p["w1"].T
        centre, spread = (0.0, np.ones(h.shape[1])) if frozen else (h.mean(0), h.var(0))
        normal = (h - centre) / np.sqrt(spread + EPS)
        inner = normal * p["gamma"] + p["beta"]
        return inner @ p["w2"].T + p["b2"], _Back(dict(p), noise, normal, np.sqrt(spread + EPS), frozen)

    def _clear(self, names: Sequence[str]) -> None:
        for name in names:
            self._pile[name] = np.zeros_like(self._pile[name])

    def _add(self, gradients: Weights) -> None:
        for name, gradient in gradients.items():
            self._pile[name] = self._pile[name] + gradient

    def _descend(self, names: Sequence[str]) -> None:
        for name in names:
            self.p[name] = self.p[name] - self._lr * self._pile[name]


@dataclass(frozen=True, slots=True)
class _Back:
    """The way back through the generator as it was in one forward."""

    p: Weights
    noise: Floats
    normal: Floats
    spread: Floats
    frozen: bool

    def __call__(self, by_out: Floats) -> Weights:
        inner = self.normal * self.p["gamma"] + self.p["beta"]
        by_inner = by_out @ self.p["w2"]
        by_normal = by_inner * self.p["gamma"]
        if not self.frozen:
            by_normal = by_normal - by_normal.mean(0) - self.normal * (by_normal * self.normal).mean(0)
        return {
            "w1": (by_normal / self.spread).T @ self.noise,
            "gamma": (by_inner * self.normal).sum(0),
            "beta": by_inner.sum(0),
            "w2": by_out.T @ inner,
            "b2": by_out.sum(0),
        }
