"""The tree of processes: it answers, comes back when its web process dies twice within seconds, and ends cleanly."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wuze.config.operations import heartbeat
from wuze.config.operations.serve import Place, surroundings, taken

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
PATIENCE = 60.0


@pytest.fixture
def port() -> int:
    """Nobody's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def site(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """``wuze serve`` on an empty folder."""
    kept = {"PATH", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START", "PYTHONPATH"}
    surrounding = {name: value for name, value in os.environ.items() if name in kept}
    words = [sys.executable, "-m", "wuze.cli", "serve", "--port", str(port), "--threads", "2"]
    with subprocess.Popen(
        words,
        env={**surrounding, "WUZE_DATA": str(tmp_path / "data"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def well(port: int) -> bool:
    """True when the site says so now."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def answers(port: int) -> bool:
    """True as soon as the site says it is well."""
    return waited_for(lambda: well(port))


def children(pid: int) -> dict[int, bytes]:
    """Processes begun by this one, with their commands."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found[int(stat.parent.name)] = (stat.parent / "cmdline").read_bytes()
        except (OSError, IndexError):
            continue
    return found


def web(pid: int) -> list[int]:
    """Those that serve pages."""
    return [child for child, words in children(pid).items() if b"operations." not in words]


def waited_for(what: Callable[[], bool]) -> bool:
    """True as soon as it is so; False when it is not within a minute."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


def gone(pids: list[int]) -> bool:
    """True when none of these runs any more."""
    return waited_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))


def test_it_comes_back_when_killed_twice_and_ends_cleanly(
    site: subprocess.Popen[str], port: int, tmp_path: Path
) -> None:
    assert answers(port)
    for _ in range(2):
        (serving,) = web(site.pid)
        os.kill(serving, signal.SIGKILL)
        assert gone([serving])
        assert answers(port)
    everyone = list(children(site.pid))
    assert len(everyone) == 2
    assert waited_for(heartbeat.path(tmp_path / "data").exists)
    site.terminate()
    said = site.communicate(timeout=PATIENCE)[0]
    assert site.returncode == 0, said
    assert gone(everyone)
    assert not heartbeat.path(tmp_path / "data").exists(), (heartbeat.read(tmp_path / "data"), everyone, said)
    assert "网站已停止。" in said
    assert "wuze init" in said or "还没有账号" in said


def test_when_the_launcher_is_killed_nothing_stays_behind(site: subprocess.Popen[str], port: int) -> None:
    assert answers(port)
    everyone = list(children(site.pid))
    site.kill()
    site.wait()
    assert gone(everyone)


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        held = other.getsockname()[1]
        assert taken(Place("127.0.0.1", held)) is True
        words = [sys.executable, "-m", "wuze.cli", "serve", "--port", str(held)]
        surrounding = {**os.environ, "WUZE_DATA": str(tmp_path)}
        done = subprocess.run(words, env=surrounding, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"端口 {held} 已被别的程序占用" in done.stdout


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("::", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")],
)  # fmt: skip
def test_the_address_is_one_that_a_browser_here_can_open(host: str, address: str) -> None:
    assert Place(host, 8000).address == address


def test_addresses_follow_the_port_unless_they_are_named() -> None:
    assert surroundings({}, 81)["WUZE_ORIGINS"] == "http://127.0.0.1:81,http://localhost:81"
    assert surroundings({"WUZE_ORIGINS": "https://a.example"}, 81)["WUZE_ORIGINS"] == "https://a.example"
