"""The real server in a process of its own, as a user would start it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.ui.forked import Forked, fork

START = "from mockinterview.cli import main\nmain()"
DEADLINE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """Restarting keeps the port and the data folder, as a machine's owner would."""

    home: Path
    program: str = START
    options: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    fresh: bool = False
    """In an interpreter of its own, for what is about a start or an end."""
    process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        env = {
            k: v for k, v in os.environ.items() if not k.startswith(("MOCKINTERVIEW_", "OPENAI_", "GRADIO_"))
        }
        env |= {
            "MOCKINTERVIEW_HOME": str(self.home),
            "GRADIO_TEMP_DIR": str(self.home / "uploads"),
            **self.settings,
        }
        arguments = ["serve", "--port", str(self.port), *self.options]
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "server.log").open("ab") as log:
            if self.fresh:
                command = [sys.executable, "-c", self.program, *arguments]
                self.process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
            else:
                self.process = fork(self.program, arguments, env, log)
        try:
            self.wait_for("/healthz")
        except Exception:
            self.kill()
            raise
        return self

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait_for(self, path: str) -> None:
        limit = time.monotonic() + DEADLINE
        while time.monotonic() < limit:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError((self.home / "server.log").read_text(encoding="utf-8"))
            try:
                urllib.request.urlopen(self.url + path, timeout=2).close()
            except urllib.error.HTTPError as error:
                error.close()
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError((self.home / "server.log").read_text(encoding="utf-8"))

    def wait_until_ready(self) -> None:
        """Until the models have loaded behind the page."""
        limit = time.monotonic() + 2 * DEADLINE
        while time.monotonic() < limit:
            with urllib.request.urlopen(self.url + "/healthz", timeout=10) as reply:
                if json.load(reply)["ready"]:
                    return
            time.sleep(0.2)
        raise TimeoutError((self.home / "server.log").read_text(encoding="utf-8"))

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
                raise

    def interrupt(self) -> int:
        """Ctrl+C; tells how the process ended."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """As a crash or a power cut would: without a word of warning."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=20)
