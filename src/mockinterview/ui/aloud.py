"""Questions read aloud by the configured voice. The page hands back a sealed question and never a text of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from mockinterview.domain.base import Language
from mockinterview.errors import MockInterviewError
from mockinterview.interview import Session
from mockinterview.speech import Synthesizer, Voice
from mockinterview.ui.present.html import Html
from mockinterview.ui.present.voice import listen_row
from mockinterview.ui.recordings import PageFunction, fields_of
from mockinterview.ui.texts import Words

log = logging.getLogger(__name__)

LONGEST_QUESTION = 600
"""Longer ones, written by somebody into a rubric, are left to the browser's voice."""
SPOKEN_AT_ONCE = 4
"""Questions under way at the endpoint; whoever comes meanwhile hears the browser's voice."""
KEPT = 16
"""Sounds that are remembered: hearing a question again asks nobody, and costs nothing."""

Said = tuple[Language, str]


@dataclass(frozen=True, slots=True)
class Aloud:
    synthesizer: Synthesizer | None
    words: Words
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Seals questions; gone with the process, and with it every seal."""
    free: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(SPOKEN_AT_ONCE))
    sounds: OrderedDict[Said, Voice] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def row(self, session: Session) -> Html:
        """The button under the question that is on the table."""
        text = session.current.asked.text if session.current else ""
        if self.synthesizer is None or len(text) > LONGEST_QUESTION:
            return listen_row(self.words)
        return listen_row(self.words, self.synthesizer, self.sealed((session.language, text)))

    def sealed(self, said: Said) -> str:
        """What the interviewer said, in a form that nobody else can make."""
        packed = base64.urlsafe_b64encode(json.dumps(said).encode())
        return f"{packed.decode()}.{self._seal(packed)}"

    def speak(self, given: dict[str, Any]) -> dict[str, str]:
        """`{question}`, sealed, in; `{sound}` or `{error}` out."""
        said = self._opened(given.get("question"))
        if said is None or self.synthesizer is None:
            return {"error": self.words("listen.unknown")}
        try:
            voice = self._kept(said) or self._spoken(said, self.synthesizer)
        except MockInterviewError as error:
            log.warning("a question was not read aloud: %s", error.en)
            return {"error": error.in_language(self.words.language)}
        if voice is None:
            return {"error": self.words("listen.busy")}
        return {"sound": f"data:{voice.media_type};base64,{base64.b64encode(voice.audio).decode()}"}

    def for_page(self) -> list[PageFunction]:
        def speak(given: Any) -> dict[str, str]:
            return self.speak(fields_of(given))

        return [speak]

    def _spoken(self, said: Said, synthesizer: Synthesizer) -> Voice | None:
        """None when the endpoint has enough to do: a voice that comes late is worse than another one."""
        if not self.free.acquire(blocking=False):
            return None
        try:
            voice = synthesizer.speak(said[1], said[0])
        finally:
            self.free.release()
        with self.lock:
            self.sounds[said] = voice
            while len(self.sounds) > KEPT:
                self.sounds.popitem(last=False)
        return voice

    def _kept(self, said: Said) -> Voice | None:
        with self.lock:
            if said in self.sounds:
                self.sounds.move_to_end(said)
            return self.sounds.get(said)

    def _seal(self, packed: bytes) -> str:
        return hmac.new(self.key, packed, hashlib.sha256).hexdigest()

    def _opened(self, question: object) -> Said | None:
        """Nothing but what `sealed` made in this process."""
        if not isinstance(question, str) or not question.isascii():
            return None
        packed, _, seal = question.partition(".")
        if not hmac.compare_digest(seal, self._seal(packed.encode())):
            return None
        language, text = json.loads(base64.urlsafe_b64decode(packed))
        return language, text
