"""What we add to the provider's own time for one graded answer, and how many answers at once scale.

    python bench/llm_overhead.py [--answers 60] [--pause 0.1]

The provider is the scripted server of the tests on loopback; it thinks for `--pause` seconds. Overhead is the
wall time of a whole grade (prompt, wire, parsing, quote checks) minus that pause, so it contains the server's
own work too. Target: below 30 ms at the median.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "llm"))

from wire_server import Say, WireServer  # noqa: E402 - lives with the tests

from mockinterview.domain.rubric import Question  # noqa: E402
from mockinterview.grading.llm_grader import RubricGrader  # noqa: E402
from mockinterview.llm import LlmConfig, open_chat  # noqa: E402
from mockinterview.prompts import PromptLibrary  # noqa: E402

SENTENCES = [
    "배치 정규화는 미니배치의 평균과 분산으로 각 층의 입력을 정규화합니다.",
    "그래서 학습률을 크게 잡아도 학습이 안정적이고 수렴이 빨라집니다.",
    "정규화한 뒤에는 감마와 베타로 다시 늘리고 옮기는데 이 둘도 학습됩니다.",
    "추론할 때는 학습하면서 모아 둔 이동 평균과 분산을 씁니다.",
    "배치가 아주 작으면 통계가 흔들려서 레이어 정규화를 쓰기도 합니다.",
]
ANSWER = " 음 그러니까 ".join(SENTENCES)
QUESTION = Question.model_validate(
    {
        "id": "bench.batch-norm",
        "question": "배치 정규화를 설명해 주세요.",
        "points": [{"id": f"p{i}", "says": text, "phrasings": [text]} for i, text in enumerate(SENTENCES)],
    }
)
REPLY = json.dumps(
    {
        "points": [
            {"id": f"p{i}", "quote": text, "why": "분명하게 말했습니다.", "verdict": "covered"}
            for i, text in enumerate(SENTENCES)
        ],
        "false_claims": [],
    },
    ensure_ascii=False,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=60)
    parser.add_argument("--pause", type=float, default=0.1)
    asked = parser.parse_args()
    with WireServer([Say(REPLY, pause=asked.pause)]) as server:
        chat = open_chat(LlmConfig(model="bench", base_url=server.url, concurrency=32))
        grader = RubricGrader(chat, PromptLibrary(ROOT / "prompts"))
        assert grader.grade(QUESTION, ANSWER).score == 100
        one_by_one(grader, asked.answers, asked.pause)
        at_once(grader, asked.answers)


def one_by_one(grader: RubricGrader, answers: int, pause: float) -> None:
    over = []
    cpu = time.process_time()
    for _ in range(answers):
        started = time.perf_counter()
        grader.grade(QUESTION, ANSWER)
        over.append(1000 * (time.perf_counter() - started - pause))
    cpu = 1000 * (time.process_time() - cpu) / answers
    over.sort()
    print(
        f"overhead a graded answer: median {statistics.median(over):.1f} ms, "
        f"p95 {over[int(0.95 * len(over))]:.1f} ms, CPU with the server's {cpu:.1f} ms (n={answers}, target < 30 ms)"
    )


def at_once(grader: RubricGrader, answers: int) -> None:
    alone = None
    for together in (1, 2, 4, 8, 16, 32):
        started = time.perf_counter()
        with ThreadPoolExecutor(together) as pool:
            list(pool.map(lambda _: grader.grade(QUESTION, ANSWER), range(answers)))
        rate = answers / (time.perf_counter() - started)
        alone = alone or rate
        print(f"{together:>3} at once: {rate:6.1f} answers/s, {rate / alone:4.1f} x one at a time")


if __name__ == "__main__":
    main()
