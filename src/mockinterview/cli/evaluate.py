"""`mockinterview evaluate`: how well a grader agrees with labelled answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.cli.graders import GRADERS, Graders


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD.jsonl...")
@click.option("--grader", type=click.Choice(GRADERS), default="auto", show_default=True)
@json_option
@pass_app
def evaluate(app: App, gold: tuple[Path, ...], grader: str, as_json: bool) -> None:
    """채점기가 사람의(또는 기준) 점수와 얼마나 일치하는지 잽니다."""
    from mockinterview.grading.exam import figures, sit
    from mockinterview.grading.gold import read_gold

    questions = [question for path in gold for question in read_gold(path)]
    result = figures(sit(questions, Graders(app.settings).open(grader)))
    if as_json:
        echo_json(result)
        return
    for line in _table(result):
        click.echo(line)


def _table(result: dict[str, Any]) -> list[str]:
    score, points = result["score"], result["points"]
    lines = [
        f"n {result['n']}   ungraded {result['ungraded']}",
        "score   " + "   ".join(f"{name} {_number(value)}" for name, value in score.items()),
        f"points  kappa {_number(points['kappa'])}   macro F1 {_number(points['macro_f1'])}",
        f"within kind  spearman {_number(result['within_kind_spearman'])}",
        f"latency  p50 {_number(result['latency_ms']['p50'])} ms   p95 {_number(result['latency_ms']['p95'])} ms",
        "",
        f"{'kind':<16}{'n':>4}{'gold':>8}{'given':>8}{'mae':>8}",
    ]
    for kind, row in result["by_kind"].items():
        lines.append(
            f"{kind:<16}{row['n']:>4}{row['mean_gold']:>8.1f}{row['mean_pred']:>8.1f}{row['mae']:>8.1f}"
        )
    return lines


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
