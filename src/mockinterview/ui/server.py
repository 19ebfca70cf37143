"""The web server: one page a language under one FastAPI application, and a health endpoint."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp

from mockinterview import delivery
from mockinterview.domain.base import Language
from mockinterview.errors import BackendError, SettingsError
from mockinterview.rubric_store.glossary_file import read_glossary
from mockinterview.speech import Mender, Synthesizer, Transcriber
from mockinterview.studio import Studio
from mockinterview.ui.access import BasicLogin, user_of
from mockinterview.ui.app import PageSetup, build
from mockinterview.ui.assets_text import head
from mockinterview.ui.crowded import Crowded
from mockinterview.ui.present.frame import ready
from mockinterview.ui.proxied import OwnIcon, UnderPath
from mockinterview.ui.stopping import PoliteServer
from mockinterview.ui.texts import Words
from mockinterview.ui.theme import theme
from mockinterview.ui.visitor import page_secret

WAITING = 200
"""Presses that may wait in the queue; more are told to come back."""
AT_ONCE = 100
"""Presses under way on the page of one language, each with a thread when it needs one. More than all that may wait for
other machines or for the sandbox (GRADES_AT_ONCE, DEEPENED_AT_ONCE, TRANSCRIBED_AT_ONCE, SPOKEN_AT_ONCE, RUNS_AT_ONCE),
so that a step that waits for nobody is never kept waiting. Opening the page takes its threads from elsewhere."""
UPLOAD_LIMIT = "30mb"
"""Ten minutes of 16 kHz speech are 19 MB."""
PATHS: dict[str, Language] = {"/en": "en", "/": "ko"}
"""The root comes last: a mount at / answers everything below it."""


@dataclass(frozen=True, slots=True)
class Serving:
    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    """The path a reverse proxy serves us under."""
    logins: Mapping[str, str] = field(default_factory=dict)
    share: bool = False

    @property
    def folder(self) -> str:
        """/interview, or nothing at all."""
        path = self.root_path.strip("/")
        return f"/{path}" if path else ""


def application(
    studio: Studio,
    serving: Serving,
    transcriber: Transcriber | None = None,
    synthesizer: Synthesizer | None = None,
) -> ASGIApp:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    looker = ThreadPoolExecutor(1, "health")
    """A thread of its own: whether we are well is told even when every other one waits for something."""

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        parts = await asyncio.get_running_loop().run_in_executor(looker, studio.status)
        return JSONResponse({"status": "ok", "ready": ready(parts)})

    places = studio.backends.places
    setup = PageSetup(
        studio,
        page_secret(places.settings.home),
        Mender(read_glossary(places.glossary)),
        transcriber,
        synthesizer,
    )
    for path, language in PATHS.items():
        _mount(app, setup, serving, path, language)
    whole: ASGIApp = UnderPath(app, serving.folder) if serving.folder else app
    return BasicLogin(whole, serving.logins) if serving.logins else whole


def _mount(app: FastAPI, setup: PageSetup, serving: Serving, path: str, language: Language) -> None:
    page = build(setup, language)
    page.max_threads = AT_ONCE
    page.create_limiter()  # type: ignore[no-untyped-call]
    page.queue(max_size=WAITING, api_open=False)
    gr.mount_gradio_app(
        app,
        page,
        path=path,
        theme=theme(),
        head=head(Words(language)),
        auth_dependency=user_of if serving.logins else None,
        run_history=False,
        footer_links=[],
        ssr_mode=False,
        show_error=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=UPLOAD_LIMIT,
        root_path=serving.folder + path.rstrip("/") if serving.folder else None,
    )
    mount = app.routes[-1]
    if isinstance(mount, Mount) and isinstance(mount.app, FastAPI):  # below the page's compression
        line = Words(language)("error.crowded")
        mount.app.user_middleware += (Middleware(OwnIcon), Middleware(Crowded, line=line))


def serve(
    studio: Studio,
    serving: Serving,
    transcriber: Transcriber | None = None,
    synthesizer: Synthesizer | None = None,
) -> None:
    """Blocks until the server is stopped. Models load behind the page."""
    with _listening(serving.host, serving.port) as place:
        app = application(studio, serving, transcriber, synthesizer)
        threading.Thread(target=_warm_up, args=(studio,), name="warm-up", daemon=True).start()
        if serving.share:
            _say(_tunnel(serving.port))
        _say(f"http://{serving.host}:{place.getsockname()[1]}{serving.folder}/")
        try:
            with suppress(KeyboardInterrupt):  # uvicorn has stopped by then, and passes on why
                PoliteServer(app).run(sockets=[place])
        finally:
            studio.close()


def _listening(host: str, port: int) -> socket.socket:
    """The port is taken before anything slow begins: a port in use is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as exc:
        raise SettingsError(
            f"{host}:{port} 에서 열 수 없습니다: {exc.strerror or exc}. 다른 --port를 주세요.",
            f"Cannot listen on {host}:{port}: {exc.strerror or exc}. Try another --port.",
        ) from exc


def _say(address: str) -> None:
    print(address, flush=True)  # noqa: T201 - the address is what the command is for


def _warm_up(studio: Studio) -> None:
    studio.warm_up()
    delivery.warm_up()


def _tunnel(port: int) -> str:
    """A public address for this machine, through gradio's own relay."""
    from gradio import networking

    try:
        return networking.setup_tunnel("127.0.0.1", port, secrets.token_urlsafe(32), None, None)
    except Exception as exc:  # the relay's client raises whatever its download and its process raise
        raise BackendError(
            f"공유 주소를 만들지 못했습니다: {exc}", f"The public address could not be made: {exc}"
        ) from exc
