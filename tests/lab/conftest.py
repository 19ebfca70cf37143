"""One sandbox for all tests of the code lab: starting one with torch takes seconds."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from mockinterview.lab import LabRunner
from mockinterview.sandbox import Rate, Sandbox


@pytest.fixture(scope="session")
def runner() -> Iterator[LabRunner]:
    with Sandbox(rate=Rate(runs=10_000, seconds=60)) as sandbox:
        if not sandbox.probe().trusted:
            message = "no sandbox on this machine: Linux with Landlock and seccomp is needed"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        yield LabRunner(sandbox)
