"""Every attack program, on every kind of host: nothing gets out, and judging goes on as before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sandbox_corpus import World, attacks, children_of
from sandbox_examine import MIB, Ahead, Outcome, attempt, said

from mockinterview.sandbox import Sandbox

REACHING = ("fs_read", "fs_write", "env", "network", "process", "kernel")
# Without a root of its own a child can ask for names, sizes and dates (never contents): README says so.
METADATA = {"stat-size", "lstat", "statx", "exists", "access", "open-errno-oracle"}
KNOWN = {f"fs_read/{name}" for name in METADATA} | {"env/hostname"}


def each(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("attack", attacks(*kinds), ids=lambda attack: attack.id)


def assert_unharmed(outcome: Outcome) -> None:
    assert outcome.leaked == []
    assert outcome.damage == []
    assert outcome.judging == (False, True, False)


@each(*REACHING)
def test_nothing_outside_is_reached(outcomes: Ahead, attack) -> None:
    assert_unharmed(outcomes.of(attack))


@each("time")
def test_time_is_limited(outcomes: Ahead, attack) -> None:
    outcome = outcomes.of(attack)
    assert_unharmed(outcome)
    assert outcome.result.seconds < 1.0


@each("memory")
def test_memory_is_limited(outcomes: Ahead, attack) -> None:
    outcome = outcomes.of(attack)
    assert_unharmed(outcome)
    assert outcome.result.peak_memory < 400 * MIB
    assert outcome.result.status != "ok" or outcome.result.answers[0].value is None


@each("disk", "output", "crash")
def test_a_result_always_comes(outcomes: Ahead, attack) -> None:
    outcome = outcomes.of(attack)
    assert_unharmed(outcome)
    assert len(outcome.result.stdout) <= 300 * 1024
    assert not any(char in outcome.said for char in "\x1b\x07\x9b\r\u202e\u2066")


@each("cheat")
def test_no_cheat_passes(outcomes: Ahead, attack) -> None:
    assert_unharmed(outcomes.of(attack))


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        *[("standard", kind) for kind in REACHING],
        *[("reduced", kind) for kind in ("fs_read", "fs_write", "env")],
    ],
)
def test_poorer_hosts_hold_too(boxes: dict[str, Sandbox], world: World, kind: str, host: str) -> None:
    programs = attacks(kind)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(partial(attempt, boxes[host], world), programs))
    reached = {
        attack.id: world.leaked(said(result)) for attack, result in zip(programs, results, strict=True)
    }
    expected = KNOWN if host == "standard" else set()
    assert {name: leaked for name, leaked in reached.items() if leaked and name not in expected} == {}
    assert all(reached[name] == ["claim"] for name in expected & set(reached)), (
        "only metadata, never contents"
    )
    assert world.damage() == []


def test_nothing_is_left_running(boxes: dict[str, Sandbox]) -> None:
    for box in boxes.values():
        zygote = box._kinds["numpy"].get()[0]
        assert children_of(zygote.pid) == []
