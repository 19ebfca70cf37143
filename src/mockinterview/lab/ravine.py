"""The land that optimisers are tried on: gentle along one axis, steep along the other, lowest at the origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure, Series
from mockinterview.lab.judging import Case, Expect
from mockinterview.lab.pictures import walk
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]

CURVATURE = np.array([0.2, 4.0])
STEPS, RATE = 30, 0.1
_LEVELS = (1.0, 0.6, 0.3, 0.1, 0.02)
"""Of the height at the start."""

_DRIVER = """
w, *state = start, *[np.zeros_like(start) for _ in range(memories)]
path = [np.array(w)]
for t in range(1, steps + 1):
    w, *state = STEP
    path.append(np.array(w))
path = np.stack(path)
"""


def slope(w: Floats) -> Floats:
    gradient: Floats = CURVATURE * w
    return gradient


@dataclass(frozen=True, slots=True)
class Ravine:
    start: Floats

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> Ravine:
        return cls(rng.uniform(1, 2, size=2))

    def path(self, step: Callable[..., tuple[Floats, ...]], memories: int = 1) -> Floats:
        """All places visited; `step(t, w, *state)` gives the next w and state, which begins with zeros."""
        w, state = self.start, [np.zeros_like(self.start)] * memories
        places = [w]
        for t in range(1, STEPS + 1):
            w, *state = step(t, w, *state)
            places.append(w)
        return np.stack(places)

    def descent(self) -> Floats:
        """Plain gradient descent."""
        return self.path(lambda _, w: (w - RATE * slope(w),), memories=0)

    def driver(self, step: str, memories: int = 1, **inputs: object) -> Snippet:
        """`step` is the call in the child, of `w`, `*state`, `curvature * w`, `t`, `lr` and the inputs."""
        given = {"start": self.start, "curvature": CURVATURE, "steps": STEPS, "lr": RATE}
        source = _DRIVER.replace("STEP", step)
        return Snippet(source, given | {"memories": memories} | inputs, returns=("path",))

    def case(
        self,
        operation: Snippet,
        accepted: Sequence[Floats],
        slips: Mapping[str, Floats],
        mine: Localized,
        beside: Sequence[Series] = (),
    ) -> Case:
        """Many steps show what one cannot: whether the state really travels from step to step."""

        def draw(values: Sequence[Any]) -> list[Figure]:
            return [self._figure(walk(mine, values[0]["path"]), beside)]

        return Case(
            Localized(ko=f"골짜기 {STEPS}걸음", en=f"{STEPS} steps down a ravine"),
            (operation,),
            Expect(
                [[{"path": path}] for path in accepted],
                {slip: [{"path": path}] for slip, path in slips.items()},
            ),
            draw=draw,
        )

    def _figure(self, mine: Series, beside: Sequence[Series]) -> Figure:
        plain = walk(Localized(ko="보통의 경사하강", en="plain descent"), self.descent(), known=True)
        return Figure(
            kind="path",
            title=Localized(ko="골짜기를 내려가는 길", en="The way down a ravine"),
            series=(mine, *beside, plain),
            ground=self._levels(),
            x=Localized(ko="완만한 방향", en="gentle direction"),
            y=Localized(ko="가파른 방향", en="steep direction"),
        )

    def _levels(self) -> tuple[Series, ...]:
        """Ellipses around the lowest point."""
        turn = np.linspace(0, 2 * np.pi, 97)
        circle = np.stack([np.cos(turn), np.sin(turn)], axis=1)
        height = float(CURVATURE @ self.start**2)
        name = Localized(ko="골짜기 (안쪽이 낮음)", en="the ravine (lower inside)")
        radii = (np.sqrt(level * height / CURVATURE) for level in _LEVELS)
        return tuple(walk(name, np.round(circle * radius, 3), known=True) for radius in radii)
