"""What a child may read: the standard library, the packages of its runtime, and nothing else on the disk."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PACKAGES: Mapping[str, tuple[str, ...]] = {
    "numpy": ("numpy", "numpy.libs"),
    "torch": (
        "numpy",
        "numpy.libs",
        "torch",
        "torch.libs",
        "torchgen",
        "functorch",
        "sympy",
        "mpmath",
        "networkx",
        "jinja2",
        "markupsafe",
        "filelock",
        "fsspec",
        "tqdm",
        "typing_extensions.py",
    ),
}
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_FOREIGN = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class Readable:
    libraries: tuple[str, ...]
    """Folders of the standard library; their `site-packages` is not part of them."""
    packages: tuple[str, ...]

    def hidden(self) -> list[str]:
        """Folders inside a library that hold other people's packages, perhaps our own."""
        inside = (f"{library}/{name}" for library in self.libraries for name in _FOREIGN)
        return [path for path in inside if os.path.isdir(path)]  # noqa: PTH112

    def entries(self) -> list[str]:
        """Landlock has no exceptions to a rule, so a library is granted entry by entry."""
        found = [
            f"{library}/{name}"
            for library in self.libraries
            for name in os.listdir(library)  # noqa: PTH208
            if name not in _FOREIGN and _stays_inside(library, name)
        ]
        return [*found, *self.packages]


def _stays_inside(library: str, name: str) -> bool:
    """Debian's sitecustomize.py is a link into /etc: a rule would follow it."""
    path = f"{library}/{name}"
    inside = os.path.realpath(path).startswith(os.path.realpath(library) + "/")
    return inside and os.path.exists(path)  # noqa: PTH110


def find_readable(runtime: str, roots: Sequence[str]) -> Readable:
    paths = sysconfig.get_paths()
    libraries = dict.fromkeys((paths["stdlib"], paths["platstdlib"]))
    packages = (f"{root}/{name}" for root in roots for name in PACKAGES[runtime])
    return Readable(
        tuple(path for path in libraries if os.path.isdir(path)),  # noqa: PTH112
        tuple(dict.fromkeys(path for path in packages if os.path.exists(path))),  # noqa: PTH110
    )


def importable(runtime: str) -> frozenset[str]:
    """Top-level names whose import can succeed; others get a clear message instead of a denied open."""
    names = {name.partition(".")[0] for name in PACKAGES[runtime]}
    return frozenset(names | set(sys.stdlib_module_names) | set(sys.builtin_module_names))
