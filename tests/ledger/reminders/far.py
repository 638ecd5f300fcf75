"""The other side, on this machine: a platform that keeps what it got and answers as told, and a mail server."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Got:
    """One request as it came."""

    method: str
    path: str
    terms: dict[str, str]
    kind: str
    document: Any


@dataclass
class Platform:
    """``answers`` are given in turn, the last one again and again: status, body, headers, seconds to wait."""

    base: str = ""
    got: list[Got] = field(default_factory=list)
    status: int = 200
    body: bytes = b'{"errcode": 0, "errmsg": "ok", "code": 0}'
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0
    cut: bool = False


@contextmanager
def platform() -> Iterator[Platform]:
    """A server on a port of its own."""
    told = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            terms = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kind = self.headers["Content-Type"]
            told.got.append(Got(self.command, parts.path, terms, kind, json.loads(body)))
            if told.cut:
                self.connection.close()
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            for letter in told.body:
                time.sleep(told.drip)
                self.wfile.write(bytes([letter]))

        def log_message(self, *_arguments: object) -> None:
            """Silent."""

        def handle(self) -> None:
            with suppress(OSError, ValueError):  # the caller hung up, as some tests want
                super().handle()

        def finish(self) -> None:
            with suppress(OSError, ValueError):
                super().finish()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.base = f"http://127.0.0.1:{server.server_address[1]}"
    with running(server):
        yield told


@dataclass
class Post:
    """A mail server: who may get mail, and what it took."""

    port: int = 0
    took: list[tuple[list[str], str]] = field(default_factory=list)
    unknown: bool = False
    full: bool = False
    dies: bool = False


@contextmanager
def mail_server() -> Iterator[Post]:
    """Enough of SMTP to take a message, to refuse it, and to die in the middle."""
    told = Post()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            to: list[str] = []
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                verb = line[:4].upper()
                if verb == "RCPT":
                    to.append(line.partition("<")[2].partition(">")[0])
                    self.say("550 unknown" if told.unknown else "250 ok")
                elif verb == "DATA":
                    self.say("354 go on")
                    found = []
                    while (part := self.rfile.readline()) != b".\r\n":
                        found.append(part.decode())
                    if told.dies:
                        return
                    if not told.full:
                        told.took.append((to, "".join(found)))
                    self.say("452 full" if told.full else "250 taken")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.port = server.server_address[1]
    with running(server):
        yield told


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    """In a thread, until the end of the test."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
