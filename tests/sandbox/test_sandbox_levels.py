"""A level is what the self-test proved: each missing layer and each leak lowers it."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from mockinterview.errors import MissingDependency, SandboxUnavailable
from mockinterview.sandbox import Job, Level, Sandbox
from mockinterview.sandbox import process as processes
from mockinterview.sandbox.probe import judge, self_test
from mockinterview.sandbox.process import Wanted

ALL = ("landlock", "seccomp", "namespaces", "rlimits", "no-capabilities", "unprivileged-user")


def without(*layers: str) -> tuple[str, ...]:
    return tuple(layer for layer in ALL if layer not in layers)


@pytest.mark.parametrize(
    ("layers", "leaks", "level"),
    [
        (ALL, set(), "full"),
        (ALL, {"stat"}, "standard"),
        (without("namespaces"), {"stat"}, "standard"),
        (without("landlock"), {"list"}, "reduced"),
        (ALL, {"list"}, "reduced"),
        (without("landlock", "namespaces"), {"stat", "list"}, "off"),
        (without("seccomp"), set(), "off"),
        ((), set(), "off"),
        *[
            (ALL, {leak}, "off")
            for leak in ("read", "write", "chmod", "udp", "fork", "signal", "environment", "exec")
        ],
    ],
)
def test_levels(layers: tuple[str, ...], leaks: set[str], level: str) -> None:
    assert judge(layers, leaks).name == level


def test_a_layer_that_does_not_hold_is_missing() -> None:
    level = judge(ALL, {"list"})
    assert "landlock" not in level.layers
    assert level.missing == ("landlock",)


@pytest.mark.parametrize(
    ("host", "missing"), [("full", None), ("standard", "namespaces"), ("reduced", "landlock")]
)
def test_this_machine_proves_each_level(boxes: dict[str, Sandbox], host: str, missing: str | None) -> None:
    level = boxes[host].probe()
    assert level.name == host
    assert level.trusted == (host != "reduced")
    assert missing is None or missing in level.missing
    assert level.ko.startswith("코드 격리")
    assert level.en.startswith("Code sandbox")


def test_no_layer_at_all_is_off() -> None:
    def nothing(runtime: str) -> Wanted:
        return Wanted(runtime, namespaces=False, landlock_abi=0)

    with Sandbox(wanted=nothing) as box:
        assert box.probe().name == "off"
        with pytest.raises(SandboxUnavailable, match="실행하지 않고"):
            box.run(Job("x = 1"))


def test_an_exposed_server_runs_nothing_below_standard() -> None:
    def no_landlock(runtime: str) -> Wanted:
        return Wanted(runtime, landlock_abi=0)

    with (
        Sandbox(wanted=no_landlock, exposed=True) as box,
        pytest.raises(SandboxUnavailable, match="열린 서버"),
    ):
        box.run(Job("x = 1"))
    with Sandbox(exposed=True) as box:
        assert box.run(Job("x = 1")).status == "ok"


def test_other_systems_are_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with Sandbox() as box:
        level = box.probe()
        assert level == Level("off", note="No isolation on this system: code is discussed, not run.")
        with pytest.raises(SandboxUnavailable):
            box.run(Job("x = 1"))


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "find_spec", lambda _: None)
    with Sandbox() as box:
        assert "pip install" in box.probe().note
        with pytest.raises(MissingDependency):
            box.run(Job("x = 1"))


def test_a_half_refused_namespace_is_tried_without(monkeypatch: pytest.MonkeyPatch) -> None:
    launch = processes._launch

    def refuse(wanted: Wanted, roots: list[str]) -> processes.Zygote:
        if wanted.namespaces:
            raise processes.ZygoteLost("OSError: mount: Permission denied")
        return launch(wanted, roots)

    monkeypatch.setattr(processes, "_launch", refuse)
    with Sandbox() as box:
        level = box.probe()
    assert level.name == "standard"
    assert "namespaces" in level.missing
    assert "mount" in level.note


def test_an_attempt_that_fails_for_another_reason_proves_nothing(box: Sandbox) -> None:
    def confused(job: Job) -> object:
        return box.run(dataclasses.replace(job, code=job.code.replace("os.fork()", "undefined()")))

    level = self_test(confused, "numpy", ALL, "")
    assert level.leaks == ("fork",)
    assert level.name == "off"


def test_a_self_test_that_succeeds_is_off(box: Sandbox) -> None:
    """If reading worked and a file changed, no list of layers would help."""

    def naive(job: Job) -> object:
        for call in job.operations:
            if call.path == "write":
                Path(call.args[0]).write_text("x")
        return box.run(job)

    assert {"overwrite", "write"} <= set(self_test(naive, "numpy", ALL, "").leaks)
