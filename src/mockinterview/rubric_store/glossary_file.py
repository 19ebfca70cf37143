"""Reads `glossary.yaml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from mockinterview.domain.glossary import Glossary
from mockinterview.errors import Problem, RubricError
from mockinterview.rubric_store.complaints import complaints
from mockinterview.rubric_store.yaml_text import dotted, read_yaml


def read_glossary(path: Path) -> Glossary:
    file = read_yaml(path)
    try:
        return Glossary.model_validate(file.data)
    except ValidationError as exc:
        raise RubricError(
            Problem(path, file.line_of(loc), dotted(loc), ko, en) for loc, ko, en in complaints(exc)
        ) from exc
