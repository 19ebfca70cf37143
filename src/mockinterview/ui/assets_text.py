"""The page's own style and script, read from the package and put into the head: nothing is fetched from anywhere."""

from __future__ import annotations

import json
from importlib.resources import files

from mockinterview.ui.present.html import text
from mockinterview.ui.texts import Words

STYLES = ("tokens.css", "shell.css", "room.css", "card.css", "pages.css", "lab.css")
SCRIPTS = ("server.js", "draft.js", "focus.js", "page.js", "step.js", "voice.js", "listen.js", "lab.js")

_SCRIPT_WORDS = {
    "finish": "bar.finish_sure",
    "forget": "data.delete_sure",
    "reset": "lab.reset_sure",
    "reveal": "lab.reveal_sure",
    "restore": "lab.restore_sure",
    "editor": "lab.editor",
    "listening": "voice.listening",
    "recording": "voice.recording",
    "transcribing": "voice.transcribing",
    "unsupported": "voice.unsupported",
    "insecure": "voice.insecure",
    "denied": "voice.denied",
    "noDevice": "voice.no_device",
    "network": "voice.network",
    "silent": "voice.silent",
    "tooLong": "voice.too_long",
    "failed": "voice.failed",
    "added": "voice.added",
    "unread": "listen.unread",
    "voiceless": "listen.voiceless",
    "lost": "error.offline",
}


def head(words: Words) -> str:
    """What stands in <head>: colours, type, behaviour, and the lines the script may need to say."""
    spoken = {"language": words.language, **{name: words(key) for name, key in _SCRIPT_WORDS.items()}}
    lines = json.dumps(spoken, ensure_ascii=False).replace("<", "\\u003c")
    style = "\n".join(_read(name) for name in STYLES) + _toast_titles(words)
    script = f"window.miWords = {lines};\n" + "\n".join(_read(name) for name in SCRIPTS)
    return (
        '<meta name="referrer" content="no-referrer">'
        f'<meta name="description" content="{text(words("lobby.lead"))}">'
        f"<style>{style}</style><script>{script}</script>"
    )


def _toast_titles(words: Words) -> str:
    """Gradio writes its toast titles in English whatever it is told."""
    return "".join(
        f'\n.toast-body.{kind} .toast-title::after {{ content: "{words(f"toast.{kind}")}"; }}'
        for kind in ("info", "warning", "error")
    )


def _read(name: str) -> str:
    return (files("mockinterview.ui") / "assets" / name).read_text(encoding="utf-8")
