"""Run by path with `python -I -S -B`: loads this folder as `guest` and nothing else of the project."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys


def load_guest() -> None:
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib costs 6 ms of cold start
    spec = importlib.util.spec_from_file_location(
        "guest", f"{here}/__init__.py", submodule_search_locations=[here]
    )
    if spec is None or spec.loader is None:
        raise ImportError("guest")
    package = importlib.util.module_from_spec(spec)
    sys.modules["guest"] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    load_guest()
    config = json.loads(sys.argv[2])
    # Without `site` no .pth file of the host runs; these folders hold numpy and the two lock libraries.
    sys.path.extend(config["roots"])
    importlib.import_module("guest.zygote").main(int(sys.argv[1]), config)
