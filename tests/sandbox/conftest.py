from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mockinterview.sandbox import Sandbox
from mockinterview.sandbox.process import Wanted

sys.path.insert(0, str(Path(__file__).parent))

from sandbox_corpus import Attack, World
from sandbox_examine import Ahead

# What a host offers: everything, the oldest kernel with Landlock and no namespaces (a container), no Landlock.
HOSTS = {
    "full": Wanted,
    "standard": partial(Wanted, namespaces=False, landlock_abi=1),
    "reduced": partial(Wanted, landlock_abi=0),
}


@pytest.fixture(scope="session")
def boxes() -> Iterator[dict[str, Sandbox]]:
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(Sandbox(wanted=wanted)) for name, wanted in HOSTS.items()}


@pytest.fixture(scope="session")
def box(boxes: dict[str, Sandbox]) -> Sandbox:
    return boxes["full"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    for parent in (folder, folder.parent, folder.parent.parent):
        # pytest makes them private; an attack must fail by the sandbox and not by these modes.
        with contextlib.suppress(PermissionError):
            parent.chmod(0o755)
    with contextlib.ExitStack() as stack:
        yield World(folder, stack)


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest, box: Sandbox, world: World) -> Iterator[Ahead]:
    """The attacks of the tests that were chosen, examined two at a time while the tests look at them one by one."""
    chosen = [getattr(item, "callspec", None) for item in request.session.items]
    wanted = [
        spec.params["attack"] for spec in chosen if spec and isinstance(spec.params.get("attack"), Attack)
    ]
    with Ahead(box, world, wanted) as ahead:
        yield ahead
