from __future__ import annotations

import pytest

from mockinterview.errors import SpeechError
from mockinterview.settings import Settings, SpeechSettings
from mockinterview.speech.endpoint import OPENAI
from mockinterview.studio import Backends, PartState

VOICE = {
    "MOCKINTERVIEW_TTS": "api:tts-1",
    "MOCKINTERVIEW_TTS_BASE_URL": "http://127.0.0.1:9/v1",
    "MOCKINTERVIEW_TTS_API_KEY": "sk-very-secret",
    "MOCKINTERVIEW_TTS_VOICE": "nova",
}


def test_the_interviewers_voice_is_set_from_outside() -> None:
    speech = SpeechSettings.from_env(VOICE)
    assert (speech.tts, speech.tts_base_url, speech.tts_voice) == (
        "api:tts-1",
        "http://127.0.0.1:9/v1",
        "nova",
    )
    assert speech.tts_api_key is not None
    assert speech.tts_api_key.get_secret_value() == "sk-very-secret"
    assert "sk-very-secret" not in repr(speech)


@pytest.mark.parametrize("env", [{}, dict.fromkeys(VOICE, ""), {"OPENAI_API_KEY": "sk-of-something-else"}])
def test_without_them_the_browser_reads(env: dict[str, str]) -> None:
    assert SpeechSettings.from_env(env) == SpeechSettings()


def test_the_recognisers_settings_and_the_voices_are_apart() -> None:
    speech = SpeechSettings.from_env({"MOCKINTERVIEW_STT": "api:whisper-1", "MOCKINTERVIEW_STT_API_KEY": "x"})
    assert (speech.tts, speech.tts_api_key) == (None, None)


def backends(env: dict[str, str]) -> Backends:
    return Backends(Settings.from_env({"MOCKINTERVIEW_HOME": "unused", **env}))


def voice_part(ends: Backends) -> PartState:
    return next(part.state for part in ends.status() if part.name == "voice")


def test_the_voice_opens_on_first_use() -> None:
    ends = backends(VOICE)
    assert ends.synthesizer is not None
    assert voice_part(ends) is PartState.IDLE
    synthesizer = ends.synthesizer.get()
    assert (synthesizer.name, synthesizer.leaves_machine) == ("api:tts-1", False)
    assert voice_part(ends) is PartState.READY


def test_without_an_address_it_is_the_usual_one_and_the_text_leaves_the_machine() -> None:
    ends = backends({"MOCKINTERVIEW_TTS": "api:tts-1"})
    assert OPENAI.startswith("https://")
    assert ends.synthesizer is not None
    assert ends.synthesizer.get().leaves_machine


def test_a_voice_nobody_knows_fails_with_what_there_is() -> None:
    ends = backends({"MOCKINTERVIEW_TTS": "espeak"})
    assert ends.synthesizer is not None
    with pytest.raises(SpeechError, match="api:<model>"):
        ends.synthesizer.get()
    assert voice_part(ends) is PartState.FAILED
