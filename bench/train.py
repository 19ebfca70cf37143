"""python bench/train.py: learns the offline grader's coefficients and writes them where the package reads them.

Seeded; the same data gives the same file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from training import Bench, as_json, calibration, data_folder, learn, without_counters

from mockinterview.embedding import EmbedderSpec, open_embedder
from mockinterview.grading.gold import read_gold
from mockinterview.resources import Places
from mockinterview.rubric_store import Layer, LayerName, RubricStore
from mockinterview.rubric_store.glossary_file import read_glossary
from mockinterview.settings import Settings

VERSION = "2026.11"
GOLD = ("gold_dev.jsonl", "gold_other.jsonl")


def open_bench(spec: str) -> Bench:
    places = Places(Settings.from_env())
    bank = RubricStore([Layer(LayerName.SHIPPED, places.shipped_rubrics)]).bank(strict=True)
    return Bench(
        open_embedder(EmbedderSpec(spec)),
        open_embedder(EmbedderSpec(spec), places.vectors),
        read_glossary(places.glossary),
        bank,
    )


def main() -> None:
    spec = sys.argv[1] if len(sys.argv) > 1 else "use"
    bench = open_bench(spec)
    rows = []
    for name in GOLD:
        for gold in read_gold(data_folder() / name):
            rows += bench.rows(gold) + bench.rows(gold, without_counters(gold.question))
    learned = calibration(bench, learn(rows), VERSION)
    target = (
        Path(__file__).parent.parent
        / "src/mockinterview/grading/calibrations"
        / f"{spec.partition(':')[0]}.json"
    )
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(as_json(learned), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} rows -> {target}")


if __name__ == "__main__":
    main()
