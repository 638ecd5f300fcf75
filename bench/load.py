"""Many at once, and the server killed under them: ``python bench/load.py [--seconds 20] [--kills 0] [--readers 100]``.

Starts ``wuze serve --demo`` on a data folder of its own (or on ``DATABASE_URL``), lets 100 readers open pages and 20
writers enter people, each from its own connection. Every entry that was answered must be there afterwards, once, with
its trail entry; nothing may answer 5xx. With ``--kills N`` the web process is killed (SIGKILL) N times, each time as soon as
it has come back and taken some entries: what was answered before must still be there, nothing twice, and the trail must
verify. With ``--backup`` (SQLite) a backup is made
in the middle and restored into another folder, which checks every table and the trail.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
READ = ("/", "/registry/units/", "/registry/posts/", "/registry/people/", "/search/?q=%E9%9D%92")
WRITE = "/registry/people/new/"
WRITERS = 20
BETWEEN = 40
"""Entries taken between two kills."""

LONGEST = 60
"""Seconds in which a killed site must be back and take them, on a busy machine."""

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')


@dataclass
class Seen:
    """What the callers saw, together."""

    statuses: Counter[str] = field(default_factory=Counter)
    reading: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    seconds: float = 0
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Browser:
    """One keep-alive connection with cookies; another one when the server went away."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self.line: http.client.HTTPConnection | None = None

    def call(self, url: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, body, location. Raises OSError or HTTPException where no answer came."""
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "Referer": f"http://127.0.0.1:{self.port}{url}"}  # fmt: skip
        body = urlencode(form) if form is not None else None
        if body is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request("GET" if body is None else "POST", url, body, head)
            answer = self.line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.line.close()
            self.line = None
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")

    def enter(self, role: str) -> None:
        """In by a demo button."""
        _, page, _ = self.call("/login/")
        found = TOKEN.search(page)
        assert found, page[:300]
        status, page, _ = self.call("/login/demo/", {"csrfmiddlewaretoken": found[1], "role": role, "next": ""})
        assert status == 302, (status, page[:300])


def read(port: int, cookies: dict[str, str], seen: Seen, number: int) -> None:
    """Pages, one after another."""
    browser = Browser(port, cookies)
    while not seen.over.is_set():
        number += 1
        began = time.monotonic()
        try:
            status, _, _ = browser.call(READ[number % len(READ)])
        except (OSError, http.client.HTTPException):
            note(seen, "读：断开")
            time.sleep(0.3)
            continue
        with seen.lock:
            seen.reading.append(time.monotonic() - began)
        note(seen, f"读：{status}")
        time.sleep(0.05)


def write(port: int, cookies: dict[str, str], seen: Seen, number: int) -> None:
    """Entries, each with a name of its own; one without an answer is sent again with the same one-time key."""
    browser, count = Browser(port, cookies), 0
    while not seen.over.is_set():
        count += 1
        name = f"并发{number:02d}号{count:04d}"
        try:
            _, page, _ = browser.call(WRITE)
            token, once = TOKEN.search(page), ONCE.search(page)
            assert token, page[:500]
            assert once, page[:500]
            form = {"csrfmiddlewaretoken": token[1], "once": once[1], "name": name, "phone": ""}
        except (OSError, http.client.HTTPException):
            note(seen, "取表：断开")
            time.sleep(0.3)
            continue
        entered(browser, seen, name, form)


def entered(browser: Browser, seen: Seen, name: str, form: dict[str, str]) -> None:
    """Send until there is an answer."""
    for _attempt in range(40):
        began = time.monotonic()
        try:
            status, _, _ = browser.call(WRITE, form)
        except (OSError, http.client.HTTPException):
            note(seen, "写：断开，再送")
            time.sleep(0.5)
            continue
        note(seen, f"写：{status}")
        with seen.lock:
            seen.writing.append(time.monotonic() - began)
            (seen.written if status == 302 else seen.unsure).append(name)
        return
    with seen.lock:
        seen.unsure.append(name)


def note(seen: Seen, what: str) -> None:
    """Count it."""
    with seen.lock:
        seen.statuses[what] += 1


def free_port() -> int:
    """A port that nobody holds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the site answers."""
    while process.poll() is None:
        try:
            if Browser(port).call("/healthz")[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    raise SystemExit("网站没有启动。")


def web_processes(parent: int) -> list[int]:
    """Children of the launcher that serve pages: those without ``worker`` in their command."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rpartition(")")[2].split()[1]) != parent:
                continue
            if b"operations.worker" not in (status.parent / "cmdline").read_bytes():
                found.append(int(status.parent.name))
        except (OSError, IndexError):
            continue
    return found


def kill(parent: int, times: int, seen: Seen) -> int:
    """SIGKILL to whatever serves, whenever entries have gone in again; how many times."""
    for number in range(times):
        taken, began = len(seen.written), time.monotonic()
        while len(seen.written) < taken + BETWEEN:
            assert time.monotonic() < began + LONGEST, f"杀了{number}次以后没有再起来"
            time.sleep(0.05)
        for pid in web_processes(parent):
            os.kill(pid, signal.SIGKILL)
    return times


def backup(environment: dict[str, str], folder: Path) -> None:
    """While everybody writes."""
    command = [sys.executable, "-m", "wuze.cli", "backup", "-o", str(folder / "b.zip")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    print(f"写的同时备份：退出码{done.returncode}，{done.stdout.splitlines()[1:2] or done.stderr}")


def restore(environment: dict[str, str], folder: Path) -> None:
    """Into a folder of its own."""
    command = [sys.executable, "-m", "wuze.cli", "restore", str(folder / "b.zip")]
    elsewhere = {**environment, "WUZE_DATA": str(folder / "other")}
    done = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout.splitlines()[0])


def check(environment: dict[str, str], seen: Seen) -> None:
    """Nothing lost, nothing twice, the trail whole."""
    code = """
import json, sys
from wuze.config.operations import start
start.site()
from collections import Counter
from wuze.accounts.models import Person
from wuze.trail import export
from wuze.trail.models import Entry
from wuze.trail.verify import verify
names = Counter(Person.objects.filter(name__startswith='并发').values_list('name', flat=True))
report = verify(export.lines())
added = Entry.objects.filter(code='registry.person_added', thing_label__startswith='并发').count()
print(json.dumps({'names': names, 'problem': report.problem, 'added': added}))
"""
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    import json

    found = json.loads(done.stdout.splitlines()[-1])
    lost = [name for name in seen.written if name not in found["names"]]
    twice = [name for name, times in found["names"].items() if times > 1]
    print(f"写入{len(seen.written)}条都有应答；库里{len(found['names'])}条，留痕{found['added']}条；")
    print(f"丢失{len(lost)}，重复{len(twice)}，留痕核验：{found['problem'] or '环环相接'}")
    assert not lost, lost[:5]
    assert not twice, twice[:5]
    assert not found["problem"], found["problem"]
    assert found["added"] == len(found["names"]), "留痕与数据不等"


def main() -> None:
    """Start, load, stop, check."""
    parser = argparse.ArgumentParser(prog="bench/load.py", description="100人读、20人写，可同时反复杀掉网站进程")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--backup", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "WUZE_DATA": folder, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
        port = free_port()
        command = [sys.executable, "-m", "wuze.cli", "serve", "--demo", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(port, server)
            if options.backup:
                threading.Timer(options.seconds / 2, backup, (environment, Path(folder))).start()
            seen, died = load(port, server.pid, options)
        finally:
            server.terminate()
            code = server.wait(60)
        figures(seen, options.readers, died)
        if options.backup:
            restore(environment, Path(folder))
        check(environment, seen)
        print(f"停止时退出码{code}")
        bad = {what: times for what, times in seen.statuses.items() if "：5" in what}
        assert not bad, bad


def load(port: int, pid: int, options: argparse.Namespace) -> tuple[Seen, int]:
    """All threads until it has been killed often enough and the time is over."""
    cookies = {}
    for role in ("lead_clerk", "town_clerk", "leader", "secretary"):
        browser = Browser(port)
        browser.enter(role)
        cookies[role] = browser.cookies
    seen, began = Seen(), time.monotonic()
    roles = list(cookies)
    threads = [
        threading.Thread(target=read, args=(port, cookies[roles[one % len(roles)]], seen, one))
        for one in range(options.readers)
    ] + [threading.Thread(target=write, args=(port, cookies["lead_clerk"], seen, one)) for one in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        died = kill(pid, options.kills, seen)
        time.sleep(max(0, began + options.seconds - time.monotonic()))
    finally:
        seen.over.set()
        for thread in threads:
            thread.join()
    seen.seconds = time.monotonic() - began
    return seen, died


def figures(seen: Seen, readers: int, died: int) -> None:
    """In words."""
    print(f"{readers}人读、{WRITERS}人写，{seen.seconds:.0f}秒，杀掉网站进程{died}次")
    for label, taken in (("读", seen.reading), ("写", seen.writing)):
        high = quantiles(taken, n=20)[-1] if len(taken) > 1 else 0
        middle = median(taken or [0])
        print(f"{label}：{len(taken)}次，每秒{len(taken) / seen.seconds:.0f}，中位{middle:.2f}秒，95%在{high:.2f}秒内")
    print("应答：" + "、".join(f"{what}×{times}" for what, times in sorted(seen.statuses.items())))


if __name__ == "__main__":
    main()
