"""Who is at the page: a browser without a login, or a user who logged in."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path
from uuid import uuid4

import gradio as gr

_ID = re.compile(r"[0-9a-f]{32}")


def visitor(kept: object, request: gr.Request | None) -> str:
    """The profile: a user's own whatever browser they sit at, else the one this browser was given."""
    name = request.username if request is not None else None
    if name:
        return "user-" + hashlib.sha256(name.encode()).hexdigest()[:24]
    return kept if isinstance(kept, str) and _ID.fullmatch(kept) else uuid4().hex


def page_secret(home: Path) -> str:
    """Scrambles what the browser keeps. It has to outlive the server, or every restart makes new visitors."""
    path = home / "page-secret"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True)
    made = secrets.token_hex(16)
    try:
        with path.open("x", encoding="ascii") as file:
            file.write(made)
        path.chmod(0o600)
    except FileExistsError:  # another server of the same user was quicker
        return path.read_text(encoding="ascii")
    return made
