"""40 candidates at once against the real server: errors, mixed-up sessions, waiting times, memory.

    python bench/crowd.py [--candidates 40] [--answers 3] [--think 0] [--fresh]

Each candidate is a page of its own over real HTTP, as Chromium speaks it (page_wire.py), and signs every
answer. With `--think 0` nobody reads or thinks: every answer comes at once, which no real crowd manages. The bench
runs on the server's machine and shares its cores. Exit code 1 when anything went wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from page_wire import PageWire, Reply  # noqa: E402

from mockinterview.embedding import EmbedderSpec  # noqa: E402
from mockinterview.grading import open_offline_grader  # noqa: E402
from mockinterview.history.store import HistoryStore  # noqa: E402
from mockinterview.resources import Places  # noqa: E402
from mockinterview.rubric_store import Bank, RubricStore  # noqa: E402
from mockinterview.settings import Settings  # noqa: E402
from tests.ui.server_process import Server  # noqa: E402 - lives with the tests

KINDS = ("random", "topic", "exam", "checklist")
SIGNATURE = re.compile(r"표식-\d{3}-\d")
QUESTION = re.compile(r'id="mi-question"[^>]*>(.*?)</h1>', re.DOTALL)
TRACEBACK = re.compile(r"^Traceback .*\n(?:[ \t].*\n)+\S.*", re.MULTILINE)
USUAL = (
    "층을 여러 겹 쌓은 신경망이 데이터에서 특징을 스스로 배웁니다. 손실을 줄이는 방향으로 가중치를 조금씩 고칩니다. "
    "기울기는 역전파로 구합니다. 학습률이 너무 크면 발산하고 너무 작으면 느립니다. 과적합을 막으려고 정규화를 더합니다."
)


@dataclass(frozen=True)
class Answered:
    question: str
    text: str
    seconds: float


@dataclass
class Candidate:
    """One browser; writes down whatever reached it that was not its own."""

    number: int
    bank: Bank = field(repr=False)
    address: str
    answers: int
    think: float
    profile: str = ""
    told: list[Answered] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return KINDS[self.number % len(KINDS)]

    @property
    def language(self) -> str:
        return "en" if self.number % 5 == 4 else "ko"

    async def practise(self, doors: asyncio.Barrier | None = None) -> None:
        place = self.address + ("/en/" if self.language == "en" else "/")
        try:
            async with PageWire(place) as page:
                self.profile = page.profile or ""
                if doors is not None:
                    await doors.wait()
                await self._interview(page)
        except Exception as error:  # one candidate's trouble is a line of the result
            self.faults.append(f"{type(error).__name__}: {error}")
            if doors is not None:
                await doors.abort()

    async def _interview(self, page: PageWire) -> None:
        sizes = Counter(entry.topic.topic for entry in self.bank.entries)
        topics = [topic for topic, size in sizes.items() if size >= self.answers]
        chosen = [] if self.kind in ("random", "exam") else [topics[self.number % len(topics)]]
        reply = await page.press("mi-start", self.kind, chosen, None, 10, 20, True)
        for number in range(self.answers):
            self._look_at(reply)
            await asyncio.sleep(self.think * random.uniform(0.5, 1.5))
            reply = await self._answer(page, number, _question(reply))
        self._check_end(await page.press("mi-finish", ""))

    async def _answer(self, page: PageWire, number: int, question: str) -> Reply:
        """The reply that shows the next question."""
        signature = f"표식-{self.number:03d}-{number}"
        text = f"먼저 {signature} 이라고 적어 둡니다. {self._words_for(question)}"
        await page.press("mi-keep", text)
        reply = await page.press("mi-submit", text, "{}")
        self.told.append(Answered(question, text, reply.seconds))
        self._look_at(reply)
        if self.kind == "exam":
            return reply
        card = str(reply.parts.get("mi-card", ""))
        if "data-card" not in card:
            self.faults.append(f"no card for answer {number}: {reply.parts.get('mi-notice')}")
        if set(SIGNATURE.findall(card)) != {signature} or _question(reply) != question:
            self.mixed.append(f"a card of candidate {self.number} holds {SIGNATURE.findall(card)}")
        return await page.press("mi-next")

    def _look_at(self, reply: Reply) -> None:
        """Nothing on the page may be anybody else's."""
        if reply.parts.get("mi-notice"):
            self.faults.append(f"the page complained: {reply.parts['mi-notice']}")
        for signature in SIGNATURE.findall(json.dumps(reply.parts, ensure_ascii=False)):
            if not signature.startswith(f"표식-{self.number:03d}-"):
                self.mixed.append(f"candidate {self.number} was shown {signature}")

    def _check_end(self, reply: Reply) -> None:
        self._look_at(reply)
        shown = set(SIGNATURE.findall(json.dumps(reply.parts, ensure_ascii=False)))
        if len(shown) != self.answers:
            self.faults.append(f"the result shows {len(shown)} of {self.answers} answers")

    def _words_for(self, question: str) -> str:
        for known in self.bank:
            if known.question.text(self.language) == question and known.model_answer:
                return known.model_answer
        return USUAL


def _question(reply: Reply) -> str:
    found = QUESTION.search(str(reply.parts.get("mi-stage", "")))
    return found.group(1) if found else ""


def wrong_histories(store: HistoryStore, candidates: Sequence[Candidate]) -> list[str]:
    """What is kept of each profile must be what that candidate said, and nothing else may be kept."""
    wrong = []
    strangers = {info.id for info in store.profiles()} - {candidate.profile for candidate in candidates}
    if strangers:
        wrong.append(f"{len(strangers)} profiles of nobody")
    for candidate in candidates:
        kept = store.export(candidate.profile)
        turns = sorted(kept["turns"], key=lambda turn: turn["ended_at"])
        said = [(turn["asked"]["text"], turn["answer"]["text"]) for turn in turns]
        ungraded = [turn for turn in turns if not (turn["grade"] or {}).get("graded")]
        if said != [(unescape(one.question), one.text) for one in candidate.told]:
            wrong.append(f"the history of candidate {candidate.number} differs from what was said")
        if len(kept["sessions"]) != 1 or ungraded:
            wrong.append(f"{len(kept['sessions'])} interviews, {len(ungraded)} ungraded: {candidate.number}")
    return wrong


def memory(server: Server) -> int:
    """Megabytes that the server holds now."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()  # type: ignore[union-attr]
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024  # type: ignore[union-attr]


def read_rubrics(places: Places, bank: Bank) -> None:
    """Their vectors are on disk then, as on any server where each question was asked once."""
    grader = open_offline_grader(places, EmbedderSpec())
    for question in bank:
        grader.prepare(question)


def processor_seconds(server: Server) -> float:
    """What the server has computed so far, whatever else keeps the machine busy."""
    times = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()  # type: ignore[union-attr]
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def waits(candidates: Sequence[Candidate]) -> dict[str, float]:
    seconds = sorted(told.seconds for candidate in candidates for told in candidate.told)
    if not seconds:
        return {"n": 0, "p50": 0.0, "p95": 0.0}
    p95 = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    return {"n": len(seconds), "p50": round(statistics.median(seconds), 3), "p95": round(p95, 3)}


@dataclass(frozen=True)
class Run:
    alone: list[Candidate]
    crowd: list[Candidate]
    figures: dict[str, Any]

    @property
    def everybody(self) -> list[Candidate]:
        return [*self.alone, *self.crowd]


async def alone_and_together(server: Server, bank: Bank, options: argparse.Namespace) -> Run:
    def candidate(number: int, think: float) -> Candidate:
        return Candidate(number, bank, server.url, options.answers, think)

    alone = [candidate(900 + number, options.think) for number in range(2 * len(KINDS))]
    await alone[0].practise()
    warm = memory(server)
    spent = [processor_seconds(server)]
    for one in alone[1:]:
        await one.practise()
    between = memory(server)
    spent.append(processor_seconds(server))
    crowd = [candidate(number, options.think) for number in range(options.candidates)]
    doors = asyncio.Barrier(len(crowd))
    began = time.perf_counter()
    await asyncio.gather(*(one.practise(doors) for one in crowd))
    took = time.perf_counter() - began
    spent.append(processor_seconds(server))
    counts = [options.answers * (len(alone) - 1), options.answers * len(crowd)]
    return Run(
        alone,
        crowd,
        {
            "crowd_seconds": round(took, 1),
            "server_mb": {"warm": warm, "after_alone": between, "after_crowd": memory(server)},
            "cpu_seconds_an_answer": {
                name: round((after - before) / count, 3)
                for name, before, after, count in zip(
                    ("alone", "crowd"), spent, spent[1:], counts, strict=False
                )
            },
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=40)
    parser.add_argument("--answers", type=int, default=3)
    parser.add_argument("--think", type=float, default=0.0, help="seconds before each answer, on average")
    parser.add_argument("--fresh", action="store_true", help="no rubric was ever read on this machine")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Settings.from_env({"MOCKINTERVIEW_HOME": folder}))
        bank = RubricStore.standard(places).bank(strict=True)
        if not options.fresh:
            read_rubrics(places, bank)
        server = Server(Path(folder), fresh=True).start()
        try:
            server.wait_until_ready()
            run = asyncio.run(alone_and_together(server, bank, options))
        finally:
            server.stop()
        with HistoryStore.open(places.history) as store:
            wrong = wrong_histories(store, run.everybody)
        result = told(run, wrong, Path(folder, "server.log").read_text())
    print(json.dumps(result, ensure_ascii=False, indent=1))
    raise SystemExit(bool(result["errors"] or result["mixed"]))


def told(run: Run, wrong: Sequence[str], log: str) -> dict[str, Any]:
    faults = [fault for candidate in run.everybody for fault in candidate.faults]
    faults += TRACEBACK.findall(log)  # whole, for the log goes with its folder
    mixed = [line for candidate in run.everybody for line in candidate.mixed] + list(wrong)
    one, many = waits(run.alone), waits(run.crowd)
    return {
        "candidates": len(run.crowd),
        "errors": len(faults),
        "mixed": len(mixed),
        "submit_to_graded_alone": one,
        "submit_to_graded_crowd": many,
        "ratio_p50": round(many["p50"] / one["p50"], 1) if one["p50"] else None,
        **run.figures,
        "first_troubles": (faults + mixed)[:5],
    }


if __name__ == "__main__":
    main()
