"""Speech from the page: recordings written down by the configured recogniser, spellings of terms mended, visibly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder

from mockinterview.errors import MockInterviewError
from mockinterview.speech import Mender, Transcriber
from mockinterview.ui.answers import LONGEST_ANSWER
from mockinterview.ui.texts import Words

TRANSCRIBED_AT_ONCE = 4
"""Recordings under way at the recogniser; whoever comes meanwhile is told so, and keeps the recording."""

PageFunction = Callable[[Any], dict[str, Any]]

SCRIPT = """
let turn = Promise.resolve();
const send = async (file) => {
  const { path } = await upload(file);
  return server.transcribe({ path });
};
window.mi.sendRecording = (file) => (turn = turn.catch(() => {}).then(() => send(file)));
window.mi.mend = (text) => server.mend({ text });
"""
"""Runs with the row under the answer box. A page has one recording under way; one that the recogniser had no time for
stays in the page (voice.js)."""


@dataclass(frozen=True, slots=True)
class Recordings:
    transcriber: Transcriber | None
    mender: Mender
    words: Words
    free: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(TRANSCRIBED_AT_ONCE))

    def write_down(self, given: dict[str, Any]) -> dict[str, Any]:
        """`{path}` in, `{text, mended, chunks}` or `{error}` or `{error, busy}` out."""
        recording = _uploaded(given.get("path"))
        if recording is None or self.transcriber is None:
            return {"error": self.words("voice.no_recogniser")}
        try:
            return self._heard(recording, self.transcriber)
        except MockInterviewError as error:
            reason = error.in_language(self.words.language)
            return {"error": self.words("voice.failed", reason=reason)}
        finally:
            recording.unlink(missing_ok=True)

    def _heard(self, recording: Path, transcriber: Transcriber) -> dict[str, Any]:
        """Nobody waits for a place: every recording that waits would keep a thread of the server's."""
        if not self.free.acquire(blocking=False):
            return {"error": self.words("voice.busy"), "busy": True}
        try:
            heard = transcriber.transcribe(recording, self.words.language)
        finally:
            self.free.release()
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

        def transcribe(given: Any) -> dict[str, Any]:
            return self.write_down(fields_of(given))

        def mend(given: Any) -> dict[str, Any]:
            return self.mend(fields_of(given))

        return [transcribe, mend]


def fields_of(given: object) -> dict[str, Any]:
    """What the page's script hands over; anybody can hand over anything."""
    return given if isinstance(given, dict) else {}


def _uploaded(path: object) -> Path | None:
    """Only what was uploaded a moment ago: a page must not have other files of the machine read to it."""
    if not isinstance(path, str):
        return None
    try:
        file, folder = Path(path).resolve(), Path(get_upload_folder()).resolve()
        return file if file.suffix == ".wav" and file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
