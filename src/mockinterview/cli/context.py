"""What every command is handed, and the two ways a command speaks: lines for people, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from mockinterview.resources import Places
from mockinterview.rubric_store import RubricStore
from mockinterview.settings import Settings


@dataclass(frozen=True, slots=True)
class App:
    settings: Settings

    @property
    def places(self) -> Places:
        return Places(self.settings)

    def store(self, extra: Iterable[Path] = ()) -> RubricStore:
        return RubricStore.standard(self.places, extra)

    def say(self, ko: str, en: str) -> None:
        click.echo(en if self.settings.language == "en" else ko)

    def warn(self, ko: str, en: str) -> None:
        click.echo(en if self.settings.language == "en" else ko, err=True)


pass_app = click.make_pass_decorator(App)

rubrics_option = click.option(
    "--rubrics",
    "rubrics",
    multiple=True,
    type=click.Path(path_type=Path),
    help="맨 위에 얹을 루브릭 파일이나 폴더 (여러 번 가능).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="기계가 읽을 JSON으로 출력합니다.")


def echo_json(value: Any) -> None:
    """Lone surrogates (half an emoji from a broken client) must not stop the output."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))
