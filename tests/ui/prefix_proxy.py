"""A reverse proxy as people put one in front: it serves us under a path, and forwards what stands behind it."""

from __future__ import annotations

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade"}


class PrefixProxy(ThreadingHTTPServer):
    """HTTP/1.1 on loopback; `strayed` are the paths asked for outside the prefix, which belong to somebody else."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, prefix: str, upstream: int, *, strips: bool = True) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.strayed: list[str] = []
        self.passed: list[str] = []
        self.prefix = prefix
        self.upstream = upstream
        self.strips = strips
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{self.prefix}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()


class _Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PrefixProxy

    def do_GET(self) -> None:
        if not self.path.startswith(self.server.prefix + "/"):
            self.server.strayed.append(self.path)
            self.send_error(404)
            return
        self.server.passed.append(self.path)
        try:
            self._forward()
        except OSError:
            self.close_connection = True  # one of both sides has had enough

    do_POST = do_HEAD = do_GET  # noqa: N815 - the names http.server looks for

    def _forward(self) -> None:
        path = self.path.removeprefix(self.server.prefix) if self.server.strips else self.path
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream, timeout=60)
        try:
            upstream.request(self.command, path, body, headers)
            self._answer(upstream.getresponse())
        finally:
            upstream.close()

    def _answer(self, reply: http.client.HTTPResponse) -> None:
        """Piece by piece: streams of events must not wait for their end."""
        self.send_response(reply.status)
        for name, value in reply.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        if reply.getheader("Content-Length") is None:
            self.send_header("Connection", "close")
        self.end_headers()
        while piece := reply.read1(65536):
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass
