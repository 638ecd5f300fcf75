"""``wuze serve``: one process tree of launcher, web server and worker, which ends as one.

The launcher is granian's main process and knows no Django. It starts the web process and the worker, starts either
again when it dies, and ends both on SIGTERM or Ctrl-C. Killed itself, it takes both along (``parent``).
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import FrameType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from wuze.config.operations.start import say

TARGET = "wuze.config.operations.web:application"
MODULE = "wuze.config.operations"
CONNECTIONS = 1024
"""Open at once. A browser keeps some idle; each counts, so the bound is far above the threads that do the work."""

SECONDS_TO_STOP = 15
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how the site answers."""

    host: str
    port: int
    threads: int = 8
    demo: bool = False

    @property
    def address(self) -> str:
        """As a browser on this machine opens it."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def run(options: argparse.Namespace) -> int:
    """Prepare database and files, then serve until told to end."""
    place = Place(options.host, options.port, options.threads, options.demo)
    signal.signal(signal.SIGTERM, _stopped)
    if taken(place):
        say(f"端口 {place.port} 已被别的程序占用，网站没有启动。换一个端口：--port {place.port + 1}")
        return 1
    os.environ.update(surroundings(os.environ, place.port))
    began = time.monotonic()
    try:
        code = subprocess.run([sys.executable, "-m", f"{MODULE}.prepare", *(["--demo"] * place.demo)], check=False)  # noqa: S603 - our own module
    except KeyboardInterrupt:
        return 1
    if code.returncode:
        return code.returncode
    return serve(place, began)


def _stopped(number: int, _frame: FrameType | None) -> None:
    """Before the server runs: end, and with us what we are waiting for."""
    sys.exit(128 + number)


def surroundings(given: Mapping[str, str], port: int) -> dict[str, str]:
    """Environment of the whole tree: addresses follow the port unless the operator named them; UTF-8 everywhere."""
    here = f"http://127.0.0.1:{port},http://localhost:{port}"
    return {"WUZE_ORIGINS": given.get("WUZE_ORIGINS") or here, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def taken(place: Place) -> bool:
    """True when somebody answers there, or holds the port."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what just ended here is no neighbour
        try:
            probe.bind((place.host, place.port))
        except OSError:
            return True
    return False


def serve(place: Place, began: float) -> int:
    """The tree, until SIGTERM or Ctrl-C; 0 then. The server gives up where its process dies twice within seconds: it is
    begun again after a pause that grows."""
    pause = 1.0
    threading.Thread(target=announce, args=(place, began), daemon=True).start()
    while True:
        since = time.monotonic()
        try:
            web(place).serve()
        except SystemExit as ended:
            if not ended.code:
                break
        else:
            break
        pause = 1.0 if time.monotonic() - since > HEALTHY_AFTER else min(pause * 2, LONGEST_PAUSE)
        say(f"网站进程接连意外结束，{pause:.0f} 秒后重新启动。")
        signal.signal(signal.SIGTERM, _stopped)
        try:
            time.sleep(pause)
        except KeyboardInterrupt:
            break
    say("网站已停止。")
    return 0


def web(place: Place) -> MPServer:
    """The web process and the worker beside it."""
    made = MPServer(
        TARGET,
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=place.threads,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_level=LogLevels.error,
    )
    worker = Worker()
    made.on_startup(worker.start)
    made.on_shutdown(worker.stop)
    return made


def announce(place: Place, began: float) -> None:
    """Say where to look, as soon as somebody there answers."""
    opener = build_opener(ProxyHandler({}))  # to this machine, whatever proxy is set
    while True:
        try:
            with opener.open(f"{place.address}/healthz", timeout=5):
                break
        except (URLError, OSError):
            time.sleep(0.2)
    say(f"网站已启动，用了 {time.monotonic() - began:.1f} 秒。打开 {place.address} ，按 Ctrl+C 停止。")


@dataclass(slots=True)
class Worker:
    """The worker as the launcher sees it: a process that is started again when it dies."""

    command: tuple[str, ...] = (sys.executable, "-m", f"{MODULE}.worker", "--kept")
    process: subprocess.Popen[bytes] | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    keeper: threading.Thread | None = None

    def start(self) -> None:
        """Start it and watch it."""
        self._spawn()
        self.keeper = threading.Thread(target=self._keep, name="worker", daemon=True)
        self.keeper.start()

    def stop(self) -> None:
        """Ask it to end; by force where it does not."""
        self.stopping.set()
        if self.keeper:
            self.keeper.join()
        if (process := self.process) is None:
            return
        if process.stdin:
            process.stdin.close()  # on Windows the only polite way
        if os.name == "posix":
            process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _spawn(self) -> None:
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE)  # noqa: S603 - our own module

    def _keep(self) -> None:
        pause, since = 1.0, time.monotonic()
        while not self.stopping.wait(0.5):
            process = self.process
            if process is None or process.poll() is None:
                continue
            pause = 1.0 if time.monotonic() - since > HEALTHY_AFTER else min(pause * 2, LONGEST_PAUSE)
            say(f"后台进程意外结束（退出码 {process.returncode}），{pause:.0f} 秒后重新启动。")
            if self.stopping.wait(pause):
                return
            since = time.monotonic()
            self._spawn()
