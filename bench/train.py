"""python bench/train.py: learns the offline grader's coefficients and writes them where the package reads them.

Nothing is drawn at random; the same data gives the same file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from training import Bench, Remembering, data_folder, learn, profile_rows

from mockinterview.embedding import CachedEmbedder, EmbedderSpec, open_embedder
from mockinterview.grading.calibration import to_json
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
    embedder = open_embedder(EmbedderSpec(spec))
    return Bench(
        Remembering(embedder),
        CachedEmbedder(embedder, places.vectors),
        read_glossary(places.glossary),
        bank,
    )


def main() -> None:
    spec = sys.argv[1] if len(sys.argv) > 1 else "use"
    bench = open_bench(spec)
    gold = [question for name in GOLD for question in read_gold(data_folder() / name)]
    rows = profile_rows(bench, gold)
    learned = learn(bench, rows, VERSION)
    folder = Path(__file__).parent.parent / "src/mockinterview/grading/calibrations"
    folder.mkdir(exist_ok=True)
    target = folder / f"{spec.partition(':')[0]}.json"
    target.write_text(json.dumps(to_json(learned), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(
        f"{ {name: len(group) for name, group in rows.items()} } -> {target.relative_to(folder.parents[3])}"
    )


if __name__ == "__main__":
    main()
