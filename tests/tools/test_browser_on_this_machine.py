"""What ``dev.py test`` does about a missing browser: install as root on Debian, say so elsewhere."""

from __future__ import annotations

import subprocess

import pytest

from tools import browser


@pytest.fixture
def said() -> list[str]:
    """What was printed."""
    return []


def pretend(monkeypatch: pytest.MonkeyPatch, *, there: set[str], root: bool, code: int = 0) -> list[tuple[str, ...]]:
    """A machine with these programs; returns the commands that were started on it."""
    commands: list[tuple[str, ...]] = []

    def run(command: tuple[str, ...], **_options: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, code, stdout=b"")

    monkeypatch.delenv("WUZE_CHROMIUM", raising=False)
    monkeypatch.setattr("tools.browser.shutil.which", lambda name: f"/bin/{name}" if name in there else None)
    monkeypatch.setattr("tools.browser.os.geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr("tools.browser.subprocess.run", run)
    return commands


def test_the_first_known_name_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, there={"google-chrome"}, root=False)
    assert browser.chromium() == "/bin/google-chrome"
    monkeypatch.setenv("WUZE_CHROMIUM", "/old/chrome")
    assert browser.chromium() == "/old/chrome"


def test_root_on_debian_installs_browser_and_font(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    commands = pretend(monkeypatch, there={"apt-get"}, root=True)
    browser.prepare(said.append)
    assert [command[1] for command in commands] == ["update", "install"]
    assert commands[1][-2:] == ("chromium", "fonts-noto-cjk")


def test_anyone_else_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    commands = pretend(monkeypatch, there={"apt-get", "chromium", "fc-list"}, root=False)
    browser.prepare(said.append)
    assert [command[0] for command in commands] == ["fc-list"]
    assert said == ["浏览器测试会跳过：请安装 chromium 和 fonts-noto-cjk（Debian 的包名）。"]


def test_a_failed_installation_is_said_and_stops_nothing(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    pretend(monkeypatch, there={"apt-get"}, root=True, code=100)
    browser.prepare(said.append)
    assert said[-1] == "没有装上（apt-get update 退出码 100），浏览器测试会跳过。"


def test_a_machine_that_has_all_is_left_alone(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    monkeypatch.setattr(browser, "chromium", lambda: "/bin/chromium")
    monkeypatch.setattr(browser, "has_chinese_font", lambda: True)
    browser.prepare(said.append)
    assert said == []
