"""The other side stays small: what it imports, what it may read, and how tightly it is told to."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import numpy as np
import pytest

import mockinterview.sandbox
from mockinterview.sandbox import Call, Job, Sandbox
from mockinterview.sandbox.guest.confine import build_ruleset
from mockinterview.sandbox.guest.readable import PACKAGES, Readable, find_readable, importable

GUEST = Path(mockinterview.sandbox.__file__).with_name("guest")
ITS_OWN = {"numpy", "landlockpy", "seccompy"}
ROOTS = [str(Path(np.__file__).parents[1])]


@pytest.mark.parametrize("path", sorted(GUEST.glob("*.py")), ids=lambda path: path.name)
def test_it_never_imports_the_rest_of_the_project(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level <= 1
            names = [node.module or ""] if node.level == 0 else []
        tops = {name.partition(".")[0] for name in names}
        assert tops <= ITS_OWN | sys.stdlib_module_names, tops


def test_a_child_has_nothing_of_the_project_in_memory(box: Sandbox) -> None:
    code = """
import sys
def f():
    return [name for name in sys.modules if "mockinterview" in name], [p for p in sys.path if p.endswith("/src")]
"""
    assert box.run(Job(code, (Call("f"),))).answers[0].value == ([], [])


def test_a_whole_site_packages_is_never_readable() -> None:
    readable = find_readable("numpy", ROOTS)
    assert {Path(path).name for path in readable.packages} <= set(PACKAGES["numpy"])
    assert not {Path(path).name for path in readable.entries()} & {"site-packages", "dist-packages"}
    assert not any(Path(path) in Path(GUEST).parents for path in readable.entries())


def test_links_out_of_the_library_are_not_followed(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "site-packages").mkdir(parents=True)
    (library / "os.py").touch()
    (tmp_path / "outside").touch()
    (library / "outside").symlink_to(tmp_path / "outside")
    (library / "dangling").symlink_to(tmp_path / "nothing")
    readable = Readable((str(library),), ())
    assert readable.entries() == [f"{library}/os.py"]
    assert readable.hidden() == [f"{library}/site-packages"]


def test_importable_names_are_the_library_and_the_runtime() -> None:
    assert {"numpy", "math", "json"} <= importable("numpy")
    assert not {"torch", "scipy", "mockinterview"} & importable("numpy")
    assert {"torch", "numpy"} <= importable("torch")


def test_no_landlock_means_no_ruleset() -> None:
    assert build_ruleset(find_readable("numpy", ROOTS), abi_at_most=0) is None


def test_a_child_is_nobody_with_nothing(box: Sandbox) -> None:
    code = """
import os, resource
def f():
    limits = [resource.getrlimit(getattr(resource, name)) for name in ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_NPROC")]
    return os.getuid(), os.getgroups(), limits, os.getcwd(), sorted(set(range(99)) - closed())
def closed():
    found = set()
    for fd in range(99):
        try:
            os.fstat(fd)
        except OSError:
            found.add(fd)
    return found
"""
    uid, groups, limits, folder, descriptors = box.run(Job(code, (Call("f"),))).answers[0].value
    assert uid == (os.getuid() or 64123)
    assert groups == [] if os.getuid() == 0 else True
    assert limits == [(0, 0)] * 3
    assert folder == "/"
    assert descriptors == [0, 1, 2, 3]
