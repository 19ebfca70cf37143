"""Every error a user can meet, as one tree.

MockInterviewError            one line, in the user's language
├── SettingsError             a setting cannot be used
├── DataError                 a file is wrong: path, line, key
│   ├── RubricError
│   ├── PromptError
│   ├── NotesError
│   ├── ExerciseError
│   ├── GoldError
│   └── AnswersError          a batch of answers cannot be read
├── NotFound                  unknown id; names the nearest ones
├── EditConflict              somebody else changed the file meanwhile
├── Gone                      what a page still shows was deleted meanwhile
├── BackendError              a foreign failure, translated in its adapter (`from exc`)
│   ├── MissingDependency     names the extra to install
│   ├── ChatError
│   ├── EmbeddingError
│   ├── SpeechError
│   └── SandboxUnavailable
└── HistoryError
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


class MockInterviewError(Exception):
    """Shown to the user as one line; `ko` comes first, `en` is its English twin."""

    def __init__(self, ko: str, en: str | None = None) -> None:
        super().__init__(ko)
        self.ko = ko
        self.en = en if en is not None else ko

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ko


class SettingsError(MockInterviewError):
    pass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place of one file."""

    path: Path
    line: int | None
    key: str
    ko: str
    en: str

    def in_language(self, language: str) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        what = self.en if language == "en" else self.ko
        return f"{place}: {self.key}: {what}" if self.key else f"{place}: {what}"


class DataError(MockInterviewError):
    """Carries every problem of the file at once, so that one round of mending is enough."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(problem.in_language("ko") for problem in self.problems),
            "\n".join(problem.in_language("en") for problem in self.problems),
        )


class RubricError(DataError):
    pass


class PromptError(DataError):
    pass


class NotesError(DataError):
    pass


class ExerciseError(DataError):
    pass


class GoldError(DataError):
    pass


class AnswersError(DataError):
    pass


class NotFound(MockInterviewError):
    """An id that does not exist; the nearest existing ones are part of the line."""

    def __init__(self, kind_ko: str, kind_en: str, wanted: str, known: Iterable[str]) -> None:
        near = get_close_matches(wanted, list(known), n=3, cutoff=0.5)
        hint_ko = f" 혹시 {', '.join(near)}?" if near else ""
        hint_en = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(
            f"{kind_ko} '{wanted}'을(를) 찾을 수 없습니다.{hint_ko}",
            f"{kind_en} '{wanted}' does not exist.{hint_en}",
        )


class EditConflict(MockInterviewError):
    pass


class Gone(MockInterviewError):
    """Deleted by its owner while something still worked on it."""


class BackendError(MockInterviewError):
    pass


class MissingDependency(BackendError):
    """A package of an optional extra is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} 패키지가 없습니다. pip install 'mockinterview[{extra}]' 로 설치하세요.",
            f"The package {package} is missing. Install it with: pip install 'mockinterview[{extra}]'",
        )


class ChatError(BackendError):
    pass


class EmbeddingError(BackendError):
    pass


class SpeechError(BackendError):
    pass


class SandboxUnavailable(BackendError):
    pass


class HistoryError(MockInterviewError):
    pass
