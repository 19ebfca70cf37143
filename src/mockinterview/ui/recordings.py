"""Speech from the page: recordings written down by the configured recogniser, spellings of terms mended, visibly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder

from mockinterview.errors import MockInterviewError
from mockinterview.speech import Mender, Transcriber
from mockinterview.ui.answers import LONGEST_ANSWER
from mockinterview.ui.texts import Words

PageFunction = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Recordings:
    transcriber: Transcriber | None
    mender: Mender
    words: Words

    def write_down(self, given: dict[str, Any]) -> dict[str, Any]:
        """`{path}` in, `{text, mended, chunks}` or `{error}` out."""
        recording = _uploaded(given.get("path"))
        if recording is None or self.transcriber is None:
            return {"error": self.words("voice.no_recogniser")}
        try:
            heard = self.transcriber.transcribe(recording, self.words.language)
        except MockInterviewError as error:
            reason = error.in_language(self.words.language)
            return {"error": self.words("voice.failed", reason=reason)}
        finally:
            recording.unlink(missing_ok=True)
        return {
            **self.mend({"text": heard.text}),
            "chunks": [c.model_dump(mode="json") for c in heard.chunks],
        }

    def mend(self, given: dict[str, Any]) -> dict[str, Any]:
        """`{text}` in, `{text, mended}` out: what was changed is said beside the box."""
        mended = self.mender.mend(str(given.get("text", ""))[:LONGEST_ANSWER])
        changes = dict.fromkeys(f"{change.heard} → {change.written}" for change in mended.changes)
        line = self.words("voice.mended", changes=", ".join(changes)) if changes else ""
        return {"text": mended.text, "mended": line}

    def for_page(self) -> list[PageFunction]:
        """Plain functions by the names the page's script calls: gradio marks them, and cannot mark a method."""

        def transcribe(given: dict[str, Any]) -> dict[str, Any]:
            return self.write_down(given)

        def mend(given: dict[str, Any]) -> dict[str, Any]:
            return self.mend(given)

        return [transcribe, mend]


def _uploaded(path: object) -> Path | None:
    """Only what was uploaded a moment ago: a page must not have other files of the machine read to it."""
    if not isinstance(path, str):
        return None
    file, folder = Path(path).resolve(), Path(get_upload_folder()).resolve()
    return file if file.suffix == ".wav" and file.is_relative_to(folder) and file.is_file() else None
