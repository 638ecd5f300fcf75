"""One JSON document by POST to an address somebody has entered (SSRF: only there, no redirect, not to this machine itself
unless allowed, never to link-local places), within a few seconds all told, with a short answer."""

from __future__ import annotations

import io
import json
import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from wuze.ledger.reminders.wire.verdict import Verdict

SECONDS = 10.0
"""For everything: to connect, to send, to read the answer."""

LONGEST = 20_000
"""Bytes of an answer that are looked at."""


class Failed(Exception):
    """No answer; the verdict says whether it may have arrived."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.why)
        self.verdict = verdict


class Answer(NamedTuple):
    """Status and body of an answer."""

    status: int
    body: bytes


def refused(why: str) -> Failed:
    """Certainly not taken."""
    return Failed(Verdict("refused", why))


def post(url: str, document: object, *, local: bool, seconds: float = SECONDS) -> Answer:
    """Send it. Raises Failed where there is no whole answer; any whole answer is the caller's to judge."""
    end = monotonic() + seconds
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    with _connected(host, parts.port or (443 if secure else 80), end, secure=secure, local=local) as line:
        talk = HTTPConnection(host, parts.port)
        talk.sock = line
        body = json.dumps(document, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Connection": "close", "User-Agent": "wuze"}
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        try:
            line.settimeout(_left(end))
            talk.request("POST", target, body, headers)
            answer = HTTPResponse(cast("socket.socket", _Until(line, end)), method="POST")
            answer.begin()
            return Answer(answer.status, answer.read(LONGEST))
        except (OSError, HTTPException, ValueError) as error:
            raise Failed(
                Verdict("unsure", f"发出去了，对方没有答完（{type(error).__name__}），到没到不清楚。")
            ) from error


def _left(end: float) -> float:
    return max(end - monotonic(), 0.01)


def _connected(host: str, port: int, end: float, *, secure: bool, local: bool) -> socket.socket:
    """A connection to the address that was looked at, so that a name cannot lead elsewhere in between."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise refused(f"找不到主机{host}。查地址和服务器的域名解析。") from error
    place = str(found[0][4][0])
    if not allowed(ip_address(place.partition("%")[0]), local=local):
        raise refused("地址指向本机或不能发往的地方，没有发。")
    try:
        line = socket.create_connection((place, port), timeout=_left(end))
    except TimeoutError as error:
        raise refused(f"连不上{host}：等不到回应。服务器能不能上外网、防火墙放没放行，请问管网络的人。") from error
    except OSError as error:
        raise refused(f"连不上{host}：对方拒绝或网络不通。") from error
    if not secure:
        return line
    try:
        line.settimeout(_left(end))
        return ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except (OSError, ValueError) as error:
        line.close()
        raise refused(f"{host}的证书没有通过，没有发。") from error


def allowed(place: IPv4Address | IPv6Address, *, local: bool) -> bool:
    """May anything be sent there at all?"""
    inner = place.ipv4_mapped if isinstance(place, IPv6Address) and place.ipv4_mapped else place
    if inner.is_link_local or inner.is_multicast or inner.is_unspecified or inner.is_reserved:
        return False
    return local or not inner.is_loopback


class _Until(io.RawIOBase):
    """A connection read until a moment: however slowly the other side drips, it ends."""

    def __init__(self, line: socket.socket, end: float) -> None:
        self.line, self.end = line, end

    def readable(self) -> bool:
        """For the buffer."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer always passes this
        """What comes next."""
        if monotonic() >= self.end:
            raise TimeoutError
        self.line.settimeout(_left(self.end))
        return self.line.recv_into(buffer)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What HTTPResponse asks of a socket."""
        return io.BufferedReader(self)
