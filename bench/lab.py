"""python bench/lab.py [--torch]: from submission to verdict, cold start, a crowd with one endless loop in it, memory."""

from __future__ import annotations

import argparse
import statistics
import threading
import time

from mockinterview.lab import LabRunner, load_exercise
from mockinterview.sandbox import Rate, Sandbox

NUMPY = ("momentum", "adam", "stable-softmax", "batchnorm-forward", "conv2d-forward")
TORCH = ("torch-custom-relu", "torch-bn-eval", "torch-multi-head-attention")
CROWD = 20
ROUNDS = 5


def seconds(runner: LabRunner, exercise_id: str, code: str | None = None, session: str = "") -> float:
    exercise = load_exercise(exercise_id)
    start = time.perf_counter()
    runner.run(exercise, exercise.right["solution"].code if code is None else code, session=session)
    return time.perf_counter() - start


def warm(runner: LabRunner, name: str, exercises: tuple[str, ...]) -> None:
    for exercise in exercises:
        seconds(runner, exercise)
    times = [seconds(runner, exercise) for _ in range(ROUNDS) for exercise in exercises]
    print(
        f"{name}: submission to verdict, warm: median {statistics.median(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms"
    )


def crowd(runner: LabRunner) -> None:
    alone = statistics.median(seconds(runner, "momentum") for _ in range(ROUNDS))
    waits: list[float] = []
    work = [(f"user {i}", None) for i in range(CROWD - 1)]
    jobs = [("spinner", "while True: pass"), *work]
    threads = [
        threading.Thread(target=lambda s=s, c=c: waits.append(seconds(runner, "momentum", c, s)))
        for s, c in jobs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    others = sorted(waits)[:-1]
    # the endless one keeps a slot to itself, so the others stand in one line: the n-th is due after n runs
    late = max(wait - (place + 1) * alone for place, wait in enumerate(others)) / alone
    print(
        f"{CROWD} at once, one of them endless: the others' median {statistics.median(others):.2f} s, last {others[-1]:.2f} s;"
        f" alone {alone:.3f} s; beyond its place in the line nobody waited more than {late:.1f} runs"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--torch", action="store_true")
    with_torch = parser.parse_args().torch
    with Sandbox(rate=Rate(runs=10_000, seconds=60)) as sandbox:
        start = time.perf_counter()
        level = sandbox.probe()
        print(f"cold start with self-test: {time.perf_counter() - start:.2f} s; level {level.name}")
        runner = LabRunner(sandbox)
        warm(runner, "numpy", NUMPY)
        crowd(runner)
        if with_torch:
            warm(runner, "torch", TORCH)
        memory = {name: f"{size / 2**20:.0f} MB" for name, size in sandbox.resident().items()}
        print(f"memory of the warm processes: {memory}")


if __name__ == "__main__":
    main()
