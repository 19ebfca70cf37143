"""The README's first command, as a user types it: the page answers and knows that it is alive."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.ui.server_process import free_port

ROOT = Path(__file__).parent.parent
PATIENCE = 120.0


@pytest.mark.skipif(
    shutil.which("make") is None or not (ROOT / ".venv" / ".installed-run").exists(),
    reason="needs make, and the environment that `make test` sets up",
)
def test_make_run_opens_the_interviewer(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "MOCKINTERVIEW_HOME": str(tmp_path)}
    server = subprocess.Popen(
        ["make", "run", f"ARGS=--port {port}"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        assert b"ok" in answer(server, f"http://127.0.0.1:{port}/healthz")
        assert b"gradio" in answer(server, f"http://127.0.0.1:{port}/")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def answer(server: subprocess.Popen[bytes], url: str) -> bytes:
    """Asks until the server is up; gives up when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return bytes(reply.read())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")
