"""python bench/latency.py: a warm grade, a cold grade, memory, and a plain cosine grader on the same answers."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import resource  # noqa: E402

from mockinterview.domain.rubric import Question  # noqa: E402
from mockinterview.embedding import EmbedderSpec, open_embedder  # noqa: E402
from mockinterview.grading import open_offline_grader  # noqa: E402
from mockinterview.resources import Places  # noqa: E402
from mockinterview.rubric_store import RubricStore  # noqa: E402
from mockinterview.settings import Settings  # noqa: E402

POINTS = 5
QUESTIONS = 12
"""As many as a grader keeps prepared: a warm grade is one of a question that was read before."""
COLD = """
import time; start = time.perf_counter()
from mockinterview.cli import main
main(['grade', '--question', 'dl.activation.why-relu', '--answer', {answer!r}, '--grader', 'offline', '--json'], standalone_mode=False)
print('SECONDS', time.perf_counter() - start)
"""


def questions(places: Places) -> list[Question]:
    bank = RubricStore.standard(places).bank(strict=True)
    return [question for question in bank if len(question.points) == POINTS and question.model_answer]


def milliseconds(run: list[float]) -> str:
    return (
        f"p50 {statistics.median(run) * 1000:.1f} ms, p95 {sorted(run)[int(0.95 * len(run))] * 1000:.1f} ms"
    )


def timed(work: object, rounds: int, items: list[tuple[Question, str]]) -> list[float]:
    times = []
    for i in range(rounds):
        question, answer = items[i % len(items)]
        start = time.perf_counter()
        work(question, f"{answer} {i}번째 답입니다.")  # type: ignore[operator]
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=120)
    rounds = parser.parse_args().rounds
    places = Places(Settings.from_env())
    items = [(question, question.model_answer) for question in questions(places)[:QUESTIONS]]
    grader = open_offline_grader(places, EmbedderSpec())
    embedder = open_embedder(EmbedderSpec())
    timed(grader.grade, len(items), items)

    def cosine(question: Question, answer: str) -> None:
        answers = embedder.encode([answer])
        _ = answers @ embedder.encode([point.says for point in question.points]).T

    ours, plain = timed(grader.grade, rounds, items), timed(cosine, rounds, items)
    print(f"warm grade, 6 sentences x {POINTS} points, one thread: {milliseconds(ours)}")
    print(f"plain cosine of the whole answer (6 embeddings):      {milliseconds(plain)}")
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    program = COLD.format(answer=items[0][1])
    for name in ("first", "second"):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        print(
            f"{name} grade of a fresh process, imports included: {done.stdout.split('SECONDS')[1].strip()[:5]} s"
        )


if __name__ == "__main__":
    main()
