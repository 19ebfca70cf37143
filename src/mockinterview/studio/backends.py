"""From settings to backends: the one table that says what is opened, and how."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from mockinterview.embedding import EmbedderSpec
from mockinterview.errors import MockInterviewError
from mockinterview.grading import OfflineGrader, open_offline_grader
from mockinterview.llm import LlmConfig, config_of, open_chat
from mockinterview.prompts import PromptLibrary
from mockinterview.resources import Places
from mockinterview.rubric_store import RubricStore
from mockinterview.sandbox import Sandbox
from mockinterview.settings import Settings
from mockinterview.speech import SpeechSpec, Synthesizer, Transcriber, open_synthesizer, open_transcriber
from mockinterview.studio.lazy import Lazy, Part, PartState, switched_off
from mockinterview.studio.second_look import SecondLook

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore

__all__ = ["Backends", "Part", "PartState"]

VOICE_TIMEOUT = 20.0
"""Somebody waits for a question that the browser could read as well."""


class Backends:
    """Opening nothing costs nothing: making one is instant and needs neither disk nor network."""

    def __init__(self, settings: Settings, *, llm: LlmConfig | None = None, exposed: bool = False) -> None:
        self.settings = settings
        self.places = Places(settings)
        self.rubrics = RubricStore.standard(self.places)
        self.grader = Lazy[OfflineGrader]("grader", self._open_grader)
        self.history = Lazy["HistoryStore"]("history", self._open_history)
        self.sandbox = Lazy[Sandbox]("sandbox", lambda: Sandbox(exposed=exposed))
        chosen = llm or config_of(settings.llm)
        self.second_look = (
            None if chosen is None else Lazy[SecondLook]("llm", lambda: self._open_second_look(chosen))
        )
        speech, voice = settings.speech.stt, settings.speech.tts
        self.transcriber = (
            None if speech is None else Lazy[Transcriber]("speech", lambda: self._open_transcriber(speech))
        )
        self.synthesizer = (
            None if voice is None else Lazy[Synthesizer]("voice", lambda: self._open_synthesizer(voice))
        )

    def warm_up(self) -> None:
        """What a first answer needs; what fails is told by `status` and tried again on use."""
        for part in (self.history, self.grader):
            with contextlib.suppress(MockInterviewError):
                part.get()

    def status(self) -> tuple[Part, ...]:
        llm = switched_off("llm") if self.second_look is None else self.second_look.part()
        speech = switched_off("speech") if self.transcriber is None else self.transcriber.part()
        voice = switched_off("voice") if self.synthesizer is None else self.synthesizer.part()
        parts = (self._rubrics(), self.grader.part(), self.history.part())
        return (*parts, llm, speech, voice, self.sandbox.part())

    def close(self) -> None:
        history, sandbox = self.history.opened(), self.sandbox.opened()
        if history is not None:
            history.close()
        if sandbox is not None:
            sandbox.close()

    def _open_grader(self) -> OfflineGrader:
        key = self.settings.embedder_api_key
        spec = EmbedderSpec(
            self.settings.embedder, self.settings.embedder_base_url, key.get_secret_value() if key else None
        )
        return open_offline_grader(self.places, spec)

    def _open_history(self) -> HistoryStore:
        from mockinterview.history.store import (
            HistoryStore,  # SQLAlchemy: half a second that not every start needs
        )

        return HistoryStore.open(self.settings.history_url or self.places.history)

    def _open_second_look(self, config: LlmConfig) -> SecondLook:
        prompts = PromptLibrary(self.places.shipped_prompts, self.places.user_prompts)
        return SecondLook(open_chat(config), prompts)

    def _open_transcriber(self, spec: str) -> Transcriber:
        speech = self.settings.speech
        wanted = SpeechSpec(spec, api_key=speech.stt_api_key, may_download=speech.stt_download)
        return open_transcriber(replace(wanted, base_url=speech.stt_base_url or wanted.base_url))

    def _open_synthesizer(self, spec: str) -> Synthesizer:
        speech = self.settings.speech
        wanted = SpeechSpec(spec, api_key=speech.tts_api_key, timeout=VOICE_TIMEOUT)
        base_url, voice = speech.tts_base_url or wanted.base_url, speech.tts_voice or wanted.voice
        return open_synthesizer(replace(wanted, base_url=base_url, voice=voice))

    def _rubrics(self) -> Part:
        bank = self.rubrics.bank()
        if bank.problems:
            return Part(
                "rubrics",
                PartState.FAILED,
                f"루브릭 문제 {len(bank.problems)}건: mockinterview rubric check",
                f"{len(bank.problems)} problems in rubric files: mockinterview rubric check",
            )
        return Part("rubrics", PartState.READY, f"질문 {len(bank)}개", f"{len(bank)} questions")
