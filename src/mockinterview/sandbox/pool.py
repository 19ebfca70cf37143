"""The sandbox as the rest of the program knows it: warm processes, a fair queue, a proven level."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from mockinterview.errors import MissingDependency, SandboxUnavailable
from mockinterview.sandbox.gate import Gate, Rate
from mockinterview.sandbox.job import Job, Runtime, refusal
from mockinterview.sandbox.probe import Level, self_test
from mockinterview.sandbox.process import Wanted, Zygote, ZygoteLost, start, unavailable
from mockinterview.sandbox.result import Answer, ErrorReport, RunResult
from mockinterview.sandbox.run import run_in

_TRIES = 2


class _Warm:
    """One kind of zygote: started when first needed, self-tested, replaced when it is lost."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._lock = threading.Lock()
        self._zygote: Zygote | None = None
        self._level: Level | None = None
        self._closed = False

    @property
    def zygote(self) -> Zygote | None:
        return self._zygote

    def get(self) -> tuple[Zygote, Level]:
        with self._lock:
            if self._closed:
                raise SandboxUnavailable("실행 환경이 닫혔습니다.", "The sandbox is closed.")
            if self._zygote is None or self._level is None:
                self._zygote, self._level = self._start()
            return self._zygote, self._level

    def _start(self) -> tuple[Zygote, Level]:
        zygote = start(self._wanted)
        runtime = self._wanted.runtime
        try:
            return zygote, self_test(lambda job: run_in(zygote, job), runtime, zygote.layers, zygote.note)
        except ZygoteLost as error:
            zygote.close()
            raise unavailable(error) from error

    def discard(self, zygote: Zygote) -> None:
        """Another thread may have replaced it already: only this very one is thrown away."""
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
        zygote.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._zygote is not None:
                self._zygote.close()
            self._zygote = None


class Sandbox:
    """Runs a stranger's code where it can only compute; safe to share between threads.

    `exposed` says that the server can be reached from other machines: below `standard` nothing is run then.
    """

    def __init__(
        self,
        *,
        exposed: bool = False,
        slots: int = 2,
        rate: Rate = Rate(),  # noqa: B008 - frozen
        clock: Callable[[], float] = time.monotonic,
        wanted: Callable[[Runtime], Wanted] = Wanted,
    ) -> None:
        self._exposed = exposed
        self._gate = Gate(slots, rate, clock)
        self._kinds: dict[Runtime, _Warm] = {"numpy": _Warm(wanted("numpy")), "torch": _Warm(wanted("torch"))}

    def run(self, job: Job, *, session: str = "", on_wait: Callable[[int], None] | None = None) -> RunResult:
        """Every fault of the code is a result; SandboxUnavailable means that it was not run at all."""
        refused = refusal(job.code)
        if refused is not None:
            report = ErrorReport(*refused)
            return RunResult("error", tuple(Answer(error=report) for _ in job.operations), error=report)
        with self._gate.enter(session, on_wait):
            return self._run(job)

    def probe(self, runtime: Runtime = "numpy") -> Level:
        """Starts that runtime if need be and says what its self-test proved; never raises."""
        try:
            return self._kinds[runtime].get()[1]
        except (SandboxUnavailable, MissingDependency) as error:
            return Level("off", note=error.en)

    def warm(self, runtime: Runtime) -> None:
        """Start a runtime before it is needed: torch takes some seconds."""
        self._kinds[runtime].get()

    def resident(self) -> dict[Runtime, int]:
        """Bytes of memory of each warm process; a runtime that is missing here is not warm yet."""
        return {name: kind.zygote.resident() for name, kind in self._kinds.items() if kind.zygote}

    def close(self) -> None:
        """Ends every run and every warm process; what is asked for afterwards is refused."""
        for kind in self._kinds.values():
            kind.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, job: Job) -> RunResult:
        kind = self._kinds[job.runtime]
        lost: ZygoteLost | None = None
        for _ in range(_TRIES):
            zygote, level = kind.get()
            self._require(level)
            try:
                return run_in(zygote, job)
            except ZygoteLost as error:
                kind.discard(zygote)
                lost = error
        raise SandboxUnavailable(
            f"실행 환경이 응답하지 않습니다: {lost}", f"The sandbox does not respond: {lost}"
        ) from lost

    def _require(self, level: Level) -> None:
        if level.name == "off":
            raise SandboxUnavailable(level.ko, level.en)
        if self._exposed and not level.trusted:
            raise SandboxUnavailable(
                f"{level.ko} 다른 컴퓨터에 열린 서버에서는 코드를 실행하지 않습니다.",
                f"{level.en} A server that others can reach does not run code.",
            )
