"""python bench/short_answers.py FILE.csv: the grader on a public English short-answer set that you fetched yourself.

Made for the Mohler et al. data-structures set in its usual CSV form (columns question, desired_answer, student_answer,
score_avg); other sets work when their columns are named with --columns. The data's licence stays with you: nothing of
it is shipped or written. The sentences of the desired answer become a bare rubric, so this is the grader's hardest case.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from mockinterview.domain.rubric import Question
from mockinterview.embedding import EmbedderSpec, open_embedder
from mockinterview.grading import agreement, open_offline_grader
from mockinterview.matching.segments import segment
from mockinterview.resources import Places
from mockinterview.settings import Settings

COLUMNS = "question,desired_answer,student_answer,score_avg"


def rubric(number: int, question: str, desired: str) -> Question:
    says = [span.of(desired) for span in segment(desired).sentences] or [desired]
    points = [{"id": f"p{i}", "says": text} for i, text in enumerate(says, 1)]
    return Question.model_validate({"id": f"set.q{number}", "question": question, "points": points})


def rows(path: Path, columns: list[str]) -> Iterator[tuple[str, str, str, float]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            question, desired, answer, score = (row[name].strip() for name in columns)
            if question and desired:
                yield question, desired, answer, float(score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--columns", default=COLUMNS)
    options = parser.parse_args()
    grader = open_offline_grader(Places(Settings.from_env()), EmbedderSpec())
    embedder = open_embedder(EmbedderSpec())
    known: dict[tuple[str, str], Question] = {}
    gold, given, plain, ungraded = [], [], [], 0
    for question, desired, answer, score in rows(options.file, options.columns.split(",")):
        own = known.setdefault((question, desired), rubric(len(known) + 1, question, desired))
        grade = grader.grade(own, answer, "en")
        if grade.score is None:
            ungraded += 1
            continue
        first, second = embedder.encode([desired, answer])
        gold.append(score)
        given.append(grade.score)
        plain.append(float(first @ second))
    print(f"{len(gold)} answers to {len(known)} questions, {ungraded} not graded")
    for name, scores in (("our grader", given), ("plain cosine", plain)):
        print(
            f"{name:<13} pearson {agreement.pearson(gold, scores)}  spearman {agreement.spearman(gold, scores)}"
        )


if __name__ == "__main__":
    main()
