"""python bench/exam.py [--quick]: the grader's own exam, as the tables of the README.

Leave-question-out: every answer is graded with coefficients learned from other questions only. Three tracks: the
gold's bare rubric, the same with its counters, and the shipped bank's own rubric for the same question.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from train import GOLD, VERSION, open_bench
from training import Bench, ProfileRows, data_folder, learn, profile_rows, without_counters

from mockinterview.domain.rubric import Question
from mockinterview.grading import agreement
from mockinterview.grading.calibration import PROFILES
from mockinterview.grading.exam import Sat, figures, ordered_share, sit
from mockinterview.grading.gold import GoldQuestion, read_gold
from mockinterview.grading.offline import OfflineGrader
from mockinterview.matching.features import FAMILIES, NAMES

FOLDS = 11
PAIRS = (
    ("good", "flipped"),
    ("excellent", "flipped"),
    ("good", "mixed"),
    ("spoken", "mixed"),
    ("good", "misconception"),
    ("partial", "vague"),
    ("partial", "keyword_dump"),
    ("concise", "rambling"),
    ("spoken", "off_topic"),
)
BANK = {
    "dl-015": "dl.training.gd-for-middle-schooler",
    "dl-036": "dl.framework.tensorflow-vs-pytorch",
    "dl-049": "dl.cnn.what-is-cnn",
}
"""Gold questions whose wording joins two questions; the others are found by their wording."""

Grouped = dict[str, ProfileRows]
"""Training rows by gold question."""


def folds(gold: Sequence[GoldQuestion]) -> list[list[GoldQuestion]]:
    return [list(gold[i::FOLDS]) for i in range(min(FOLDS, len(gold)))]


def leave_out(
    bench: Bench,
    gold: Sequence[GoldQuestion],
    rows: Grouped,
    rubric: Callable[[GoldQuestion], Question],
    keep: Sequence[bool] | None = None,
) -> list[Sat]:
    """Every answer graded by coefficients that never saw its question; gates and all, as a user would be."""
    sat: list[Sat] = []
    for held in folds(gold):
        away = {question.question.id for question in held}
        seen = [group for name, group in rows.items() if name not in away]
        joined = {profile: [row for group in seen for row in group[profile]] for profile in PROFILES}
        grader = OfflineGrader(
            bench.embedder, bench.cached, bench.glossary, learn(bench, joined, VERSION, keep)
        )
        for question in held:
            own = rubric(question)
            sat += sit([question], lambda _, answer, grader=grader, own=own: grader.grade(own, answer))  # type: ignore[misc]
    return sat


def of_bank(bench: Bench, gold: GoldQuestion) -> Question:
    known = BANK.get(gold.question.id)
    found = bench.bank.question(known) if known else bench.bank.asked_as(gold.question.question.ko)
    if found is None:
        raise SystemExit(f"{gold.question.id}: the bank does not ask {gold.question.question.ko!r}")
    return found


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def track_line(name: str, sat: list[Sat], *, points: bool = True) -> str:
    result = figures(sat)
    score = result["score"]
    verdicts = (
        [number(result["points"]["kappa"]), number(result["points"]["macro_f1"])] if points else ["–", "–"]
    )
    cells = [name, number(score["spearman"]), number(score["qwk"]), f"{score['mae']:.1f}", *verdicts]
    cells.append(number(result["within_kind_spearman"]))
    return "| " + " | ".join(cells) + " |"


def length_only(gold: Sequence[GoldQuestion]) -> float | None:
    lengths = [float(len(answer.text)) for question in gold for answer in question.answers]
    scores = [answer.score for question in gold for answer in question.answers]
    return agreement.spearman(lengths, scores)


def partial_with_length(sat: list[Sat]) -> float | None:
    given = [s.grade.score or 0.0 for s in sat]
    gold = [s.answer.score for s in sat]
    return agreement.partial_spearman(given, gold, [float(len(s.answer.text)) for s in sat])


def print_tracks(
    bench: Bench, dev: Sequence[GoldQuestion], other: Sequence[GoldQuestion], rows: Grouped
) -> list[Sat]:
    print("| track (leave-question-out) | Spearman | QWK | MAE | kappa | macro F1 | within kind |")
    print("|---|---|---|---|---|---|---|")
    bare = leave_out(bench, dev, rows, lambda g: without_counters(g.question))
    print(track_line("development gold, bare rubric", bare))
    main = leave_out(bench, dev, rows, lambda g: g.question)
    print(track_line("development gold, with counters", main))
    bank = leave_out(bench, dev, rows, lambda g: of_bank(bench, g))
    print(track_line("development gold, the shipped bank's rubric", bank, points=False))
    print(track_line("other fields, with counters", leave_out(bench, other, rows, lambda g: g.question)))
    only_dev = {q.question.id: rows[q.question.id] for q in dev}
    print(
        track_line("other fields, never trained on", leave_out(bench, other, only_dev, lambda g: g.question))
    )
    print(f"| length of the answer only | {number(length_only(dev))} | – | – | – | – | – |")
    print(f"\npartial Spearman with the length taken out: {number(partial_with_length(main))}\n")
    return main


def print_details(sat: list[Sat]) -> None:
    print("| better > worse | share |\n|---|---|")
    for better, worse in PAIRS:
        print(f"| {better} > {worse} | {number(ordered_share(sat, better, worse))} |")
    result = figures(sat)
    print("\n| kind | gold | given | MAE |\n|---|---|---|---|")
    for kind, row in result["by_kind"].items():
        print(f"| {kind} | {row['mean_gold']:.0f} | {row['mean_pred']:.0f} | {row['mae']:.0f} |")
    print("\n| gold \\ given | covered | partial | missing | contradicted |\n|---|---|---|---|---|")
    for label, row in result["points"]["confusion"].items():
        print(f"| {label} | " + " | ".join(str(row[name]) for name in row) + " |")
    print_reliability(sat)


def print_reliability(sat: list[Sat]) -> None:
    """Is a verdict of confidence 0.8 right four times in five?"""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    inside = []
    for s in sat:
        for point in s.grade.points:
            gold = s.answer.verdicts.get(point.id)
            if gold is not None:
                bins[min(9, int(point.confidence * 10))].append((point.confidence, gold is point.verdict))
        if s.grade.band is not None:
            inside.append(s.grade.band.low <= s.answer.score <= s.grade.band.high)
    print("\n| verdict confidence | n | mean | right |\n|---|---|---|---|")
    for key in sorted(bins):
        group = bins[key]
        print(
            f"| {key / 10:.1f}– | {len(group)} | {np.mean([c for c, _ in group]):.2f} | {np.mean([r for _, r in group]):.2f} |"
        )
    print(f"\nscores inside their band: {np.mean(inside):.2f}\n")


def print_ablation(bench: Bench, dev: Sequence[GoldQuestion], rows: Grouped) -> None:
    print(
        "| without | Spearman | QWK | MAE | kappa | macro F1 | within kind |\n|---|---|---|---|---|---|---|"
    )
    for family, names in FAMILIES.items():
        keep = [name not in names for name in NAMES]
        print(track_line(family, leave_out(bench, dev, rows, lambda g: g.question, keep)), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the tracks only")
    quick = parser.parse_args().quick
    bench = open_bench("use")
    dev, other = (read_gold(data_folder() / name) for name in GOLD)
    rows = {question.question.id: profile_rows(bench, [question]) for question in (*dev, *other)}
    sat = print_tracks(bench, dev, other, rows)
    if not quick:
        print_details(sat)
        print_ablation(bench, dev, rows)


if __name__ == "__main__":
    main()
