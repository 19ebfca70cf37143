"""python bench/delivery.py [--half dev|test|all] [--errors]: how well delivery analysis finds what people marked.

`data/delivery.jsonl`, one text a line, written by hand for this test: [filler], <hedge>, and where labelled the speech
level of the sentence and whether the answer begins with its conclusion. Errors were
looked at in the half `dev` only; `test` is for reporting. One author wrote texts, labels and rules, so expect less on
other people's speech. Two hedge patterns and some cues for circling were added knowing texts of `test` (ids `late-…`). What counts as a filler is said in `mockinterview/delivery/korean_fillers.py`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mockinterview.delivery import Morphology, analyse, kiwi
from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.delivery import Delivery

DATA = Path(__file__).parent / "data" / "delivery.jsonl"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    id: str
    lang: str
    half: str
    text: str
    fillers: frozenset[Span]
    hedges: frozenset[Span]
    speech_level: str | None
    has_level: bool
    conclusion_first: bool | None


@dataclass(frozen=True, slots=True)
class Score:
    label: str
    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read(path: Path = DATA) -> list[Labelled]:
    return [_labelled(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _labelled(row: dict[str, object]) -> Labelled:
    text, spans = "", {"[": set[Span](), "<": set[Span]()}
    opened: list[tuple[str, int]] = []
    for char in str(row["marked"]):
        if char in "[<":
            opened.append((char, len(text)))
        elif char in "]>":
            kind, start = opened.pop()
            spans[kind].add((start, start + len(text[start:].rstrip("….")) if kind == "[" else len(text)))
        else:
            text += char
    return Labelled(
        id=str(row["id"]),
        lang=str(row["lang"]),
        half=str(row["half"]),
        text=text,
        fillers=frozenset(spans["["]),
        hedges=frozenset(spans["<"]),
        speech_level=str(row["formality"]) if row.get("formality") else None,
        has_level="formality" in row,
        conclusion_first=row.get("conclusion_first"),  # type: ignore[arg-type]
    )


def deliver(item: Labelled, morphology: Morphology | None) -> Delivery:
    answer = Answer(text=item.text, channel=Channel.SPOKEN)
    return analyse(answer, "en" if item.lang == "en" else "ko", morphology=morphology)


def score(items: list[Labelled], morphology: Morphology | None) -> list[Score]:
    counts: Counter[tuple[str, str]] = Counter()
    labels: dict[str, None] = {}
    for item in items:
        for label, outcome, number in _outcomes(item, deliver(item, morphology)):
            labels.setdefault(label)
            counts[label, outcome] += number
    return [Score(label, *(counts[label, outcome] for outcome in OUTCOMES)) for label in labels]


OUTCOMES = ("right", "extra", "missed")


def _outcomes(item: Labelled, found: Delivery) -> Iterator[tuple[str, str, int]]:
    if item.conclusion_first is not None:
        yield from _classes(
            f"{item.lang} conclusion first", item.conclusion_first, found.conclusion_first, True
        )
        yield from _classes(f"{item.lang} circling", item.conclusion_first, found.conclusion_first, False)
        return
    spans = {(filler.start, filler.end) for filler in found.fillers}
    yield f"{item.lang} fillers", "right", len(spans & item.fillers)
    yield f"{item.lang} fillers", "extra", len(spans - item.fillers)
    yield f"{item.lang} fillers", "missed", len(item.fillers - spans)
    hedges = {(hedge.start, hedge.end) for hedge in found.hedges}
    met = sum(any(_overlap(hedge, other) for other in hedges) for hedge in item.hedges)
    yield f"{item.lang} hedges", "right", met
    yield f"{item.lang} hedges", "missed", len(item.hedges) - met
    extra = sum(not any(_overlap(hedge, other) for other in item.hedges) for hedge in hedges)
    yield f"{item.lang} hedges", "extra", extra
    if item.has_level:
        for level in ("formal", "polite", "plain"):
            yield from _classes(f"{item.lang} {level}", item.speech_level, _level(found), level)


def _classes(label: str, wanted: object, got: object, value: object) -> Iterator[tuple[str, str, int]]:
    yield label, "right", int(wanted == value and got == value)
    yield label, "extra", int(wanted != value and got == value)
    yield label, "missed", int(wanted == value and got != value)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _level(found: Delivery) -> str | None:
    if found.formality is None:
        return None
    counts = {level: getattr(found.formality, level) for level in ("formal", "polite", "plain")}
    return max(counts, key=lambda level: counts[level])


def _errors(items: list[Labelled], morphology: Morphology | None) -> Iterator[str]:
    for item in items:
        found = deliver(item, morphology)
        wrong = sorted(
            {
                f"{label}:{outcome}"
                for label, outcome, number in _outcomes(item, found)
                if number and outcome != "right"
            }
        )
        if wrong:
            heard = [filler.text for filler in found.fillers], [hedge.text for hedge in found.hedges]
            yield f"{item.id} {item.text!r} {wrong} {heard}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=("dev", "test", "all"), default="test")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    items = [item for item in read() if arguments.half in (item.half, "all")]
    begin = time.perf_counter()
    loaded = kiwi()
    print(f"{len(items)} texts, half {arguments.half}; kiwi loaded in {time.perf_counter() - begin:.1f} s")
    for name, morphology in (("kiwi", loaded), ("rules", None)):
        if name == "kiwi" and loaded is None:
            print("kiwi: not installed")
            continue
        begin = time.perf_counter()
        scores = score(items, morphology)
        each = 1000 * (time.perf_counter() - begin) / len(items)
        print(f"\n{name:20} precision  recall      F1  (marked)   {each:.2f} ms a text")
        for line in scores:
            marked = line.right + line.missed
            print(f"{line.label:20} {line.precision:9.3f} {line.recall:7.3f} {line.f1:7.3f}  {marked:8}")
        if arguments.errors:
            print(*_errors(items, morphology), sep="\n")


if __name__ == "__main__":
    main()
