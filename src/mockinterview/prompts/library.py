"""A prompt and the library of them: the user's own copy first, then ours."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from string import Template

from mockinterview.errors import NotFound, Problem, PromptError
from mockinterview.prompts.neutral import defused, visible
from mockinterview.prompts.reading import PromptFile, problem, read_file
from mockinterview.prompts.uses import TAG, USES


@dataclass(frozen=True, slots=True)
class Rendered:
    system: str
    user: str
    provenance: str
    hidden: tuple[str, ...] = ()
    """The variables in which hidden characters were found and left out."""


@dataclass(frozen=True, slots=True)
class Prompt:
    file: PromptFile

    @property
    def provenance(self) -> str:
        """Kept with every grade: scores are comparable only under the same prompt."""
        return f"{self.file.name}@{self.file.version}#{self.file.content_hash}"

    def render(
        self, values: Mapping[str, str], new_tag: Callable[[], str] = lambda: secrets.token_hex(6)
    ) -> Rendered:
        """`language` is ours and goes in bare; everything else is a stranger's and is fenced off."""
        self._check_passed(values.keys())
        seen = {name: visible(text) for name, text in values.items()}
        tag = next(tag for tag in iter(new_tag, None) if not any(tag in text for text, _ in seen.values()))
        filled = {
            name: text if name == "language" else f"<<{name} {tag}>>\n{defused(text)}\n<</{name} {tag}>>"
            for name, (text, _) in seen.items()
        }
        filled[TAG] = tag
        return Rendered(
            system=Template(self.file.system).substitute(filled),
            user=Template(self.file.user).substitute(filled),
            provenance=self.provenance,
            hidden=tuple(name for name, (_, count) in seen.items() if count),
        )

    def _check_passed(self, passed: Set[str]) -> None:
        path, declared = self.file.path, self.file.variables
        found = [
            problem(path, None, name, "값이 없는 변수입니다.", "no value is passed for this variable.")
            for name in sorted(declared - passed)
        ]
        found += [
            problem(
                path, None, name, "이 프롬프트에 없는 변수입니다.", "the prompt declares no such variable."
            )
            for name in sorted(passed - declared)
        ]
        if found:
            raise PromptError(found)


@lru_cache(maxsize=64)
def _read(path: Path, name: str, _changed: int, _size: int) -> PromptFile:
    """A file is read again when it has changed: reading costs more than the rest of a prompt."""
    return read_file(path, name)


@dataclass(frozen=True, slots=True)
class PromptLibrary:
    shipped: Path
    user: Path | None = None
    """A file of the same name here is used instead of ours."""

    def names(self) -> tuple[str, ...]:
        return tuple(USES)

    def path(self, name: str) -> Path:
        if name not in USES:
            raise NotFound("프롬프트", "The prompt", name, USES)
        own = self.user / f"{name}.md" if self.user else None
        return own if own is not None and own.is_file() else self.shipped / f"{name}.md"

    def get(self, name: str) -> Prompt:
        path = self.path(name)
        try:
            seen = path.stat()
        except OSError:
            return Prompt(read_file(path, name))  # says what is wrong
        return Prompt(_read(path, name, seen.st_mtime_ns, seen.st_size))

    def is_own(self, name: str) -> bool:
        return self.user is not None and self.path(name).parent == self.user

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with any file, stray files in the user's folder included."""
        found: list[Problem] = []
        for name in USES:
            try:
                self.get(name)
            except PromptError as exc:
                found += exc.problems
        return (*found, *self._strays())

    def _strays(self) -> Iterator[Problem]:
        for path in sorted(self.user.glob("*.md")) if self.user and self.user.is_dir() else ():
            if path.stem not in USES:
                near = get_close_matches(path.stem, USES, n=1)
                hint_ko, hint_en = (f" 혹시 {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
                yield problem(
                    path,
                    None,
                    path.stem,
                    f"쓰이지 않는 이름입니다.{hint_ko}",
                    f"no use has this name.{hint_en}",
                )
