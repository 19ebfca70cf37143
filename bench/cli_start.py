"""python bench/cli_start.py: `mockinterview rubric list` beside Python alone and Python with pydantic, click and yaml."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 7
PROGRAMS = {
    "python -c pass": "pass",
    "python, importing pydantic, click and yaml": "import pydantic, click, yaml, platformdirs",
    "mockinterview rubric list": "from mockinterview.cli import main; main(['rubric', 'list'], standalone_mode=False)",
}


def seconds(program: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):  # in turn, so that a busy machine is busy for all of them
        for name, program in PROGRAMS.items():
            times[name].append(seconds(program))
    for name, runs in times.items():
        print(f"{name:<46} median {statistics.median(runs):.2f} s")


if __name__ == "__main__":
    main()
