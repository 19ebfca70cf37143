"""A store of each kind. PostgreSQL is a server of our own, started when its programs and its driver are there."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockinterview.history.store import HistoryStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "기록 100%" / "history.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[HistoryStore]:
    with HistoryStore.open(file) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, file: Path) -> Iterator[HistoryStore]:
    """The same behaviour is asked of every database."""
    where = file if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with HistoryStore.open(where) as opened:
        yield opened


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """With nobody in it."""
    with HistoryStore.open(postgres) as store:
        for profile in store.profiles():
            store.delete(profile.id)
    return postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server that listens on a socket in a folder of its own and nowhere else."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _ordinary_user()
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    common = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    setup = [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"]
    subprocess.run(setup, check=True, **common)
    options = ["-F", "-h", "", "-k", str(folder)]
    server = subprocess.Popen([programs / "postgres", "-D", data, *options], **common)
    try:
        _wait_for(programs / "pg_isready", folder)
        yield f"postgresql://tester@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: its data go with it
        server.wait(30)
        shutil.rmtree(folder)


def _postgres_programs() -> Path | None:
    places = [Path(found).resolve().parent for found in (shutil.which("initdb"),) if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


def _ordinary_user() -> str | None:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _wait_for(ready: Path, folder: Path) -> None:
    for _ in range(100):
        if subprocess.run([ready, "-q", "-h", folder], check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start")
