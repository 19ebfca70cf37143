"""One attack and what it did: the run, what leaked, what broke, and whether judging goes on as before."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from sandbox_corpus import Attack, World
from sandbox_judge import BAD, GOOD, passes

from mockinterview.sandbox import Call, Job, Limits, RunResult, Sandbox

MIB = 1024 * 1024
LIMITS = {
    "time": Limits(wall_seconds=0.25),
    "memory": Limits(memory=256 * MIB, wall_seconds=1.0),
    "output": Limits(wall_seconds=1.0),
    "crash": Limits(wall_seconds=1.0),
}
_AHEAD = 4


@dataclass(frozen=True)
class Outcome:
    result: RunResult
    said: str
    leaked: list[str]
    damage: list[str]
    judging: tuple[bool, bool, bool]
    """Whether the attack itself, a right and a wrong submission pass the judge afterwards."""


class Ahead:
    """Works two attacks ahead of the test that asks, so that both processors are used."""

    def __init__(self, box: Sandbox, world: World, wanted: Sequence[Attack]) -> None:
        self._box, self._world = box, world
        self._wanted = list(dict.fromkeys(wanted))
        self._futures: dict[Attack, Future[Outcome]] = {}
        self._pool = ThreadPoolExecutor(2)
        self._looking = threading.Lock()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def of(self, attack: Attack) -> Outcome:
        at = self._wanted.index(attack)
        for near in self._wanted[at : at + _AHEAD]:
            if near not in self._futures:
                self._futures[near] = self._pool.submit(self._examine, near)
        return self._futures[attack].result()

    def _examine(self, attack: Attack) -> Outcome:
        if attack.name.startswith("previous"):
            self._box.run(Job(f"x = 'PREVIOUS-{self._world.tokens['previous']}'\ny = [x * 2, x + 'z'] * 9\n"))
        result = attempt(self._box, self._world, attack)
        with self._looking:
            damage = self._world.damage()
        text = said(result)
        cheated = attack.kind == "cheat" and passes(self._box, attack.code)
        judging = (cheated, passes(self._box, GOOD), passes(self._box, BAD))
        return Outcome(result, text, self._world.leaked(text), damage, judging)


def attempt(box: Sandbox, world: World, attack: Attack) -> RunResult:
    limits = LIMITS.get(attack.kind, Limits(wall_seconds=3.0))
    return box.run(Job(attack.code, (Call("attack", (world.arguments(),)),), limits=limits))


def said(result: RunResult) -> str:
    """All text that a person could get to see of this run."""
    errors = [result.error, *(answer.error for answer in result.answers)]
    values = [repr(answer.value)[: 4 * MIB] for answer in result.answers]
    return "\n".join([result.stdout, *values, *(error.text for error in errors if error)])
