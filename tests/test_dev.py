"""The developer's script: its verbs, its stamp, and that a failing step is named and stops the rest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dev

Output = pytest.CaptureFixture[str]


def test_vendor_fetches_and_says_how_it_ended(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr("tools.vendor.fetch", lambda root, folder: 1)
    assert dev.main(["vendor"]) == 1
    assert capsys.readouterr().out == "npm ci 失败（退出码 1），文件没有改动。\n"


def test_manage_runs_django_on_the_checkouts_own_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: Output
) -> None:
    monkeypatch.setattr(dev, "setup", lambda: 0)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    for name in ("DJANGO_SETTINGS_MODULE", "WUZE_SECRET_KEY", "WUZE_TRAIL_KEY"):
        monkeypatch.delenv(name)  # set for the tests themselves
    monkeypatch.setenv("WUZE_DATA", str(tmp_path / "data"))
    assert dev.main(["manage", "diffsettings", "--output", "unified"]) == 0
    assert "+ SYSTEM_NAME = '五责'" in capfd.readouterr().out
    assert [path.name for path in sorted(tmp_path.rglob("*.key"))] == ["secret.key", "trail.key"]


def test_an_unknown_verb_is_wrong_usage(capsys: Output) -> None:
    with pytest.raises(SystemExit) as stopped:
        dev.main(["fly"])
    assert stopped.value.code == 2
    assert "fly" in capsys.readouterr().err


def test_setup_takes_no_further_words(capsys: Output) -> None:
    with pytest.raises(SystemExit) as stopped:
        dev.main(["setup", "--fast"])
    assert stopped.value.code == 2
    assert "--fast" in capsys.readouterr().err


def test_a_failing_gate_is_named_and_stops_the_rest(monkeypatch: pytest.MonkeyPatch, capfd: Output) -> None:
    good, bad = (sys.executable, "-c", ""), (sys.executable, "-c", "raise SystemExit(3)")
    monkeypatch.setattr(dev, "setup", lambda: 0)
    monkeypatch.setattr("tools.browser.prepare", lambda say: None)
    monkeypatch.setattr(dev, "gates", lambda: [("一", good), ("二", bad), ("三", good)])
    assert dev.main(["test"]) == 3
    out = capfd.readouterr().out
    assert "一：通过" in out
    assert "二：失败（退出码 3）" in out
    assert out.endswith("停在：二\n")
    assert "三" not in out


def test_words_after_test_go_to_pytest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []

    def record(*command: str) -> int:
        calls.append(command)
        return 0

    monkeypatch.setattr(dev, "setup", lambda: 0)
    monkeypatch.setattr(dev, "call", record)
    assert dev.main(["test", "--", "-k", "foo"]) == 0
    assert calls == [(str(dev.PYTHON), "-m", "pytest", "-k", "foo")]


def test_a_changed_lock_asks_for_setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*dev.LOCKS, "pyproject.toml"):
        (tmp_path / name).write_text("a", encoding="utf-8")
    for name, place in {"ROOT": tmp_path, "PYTHON": Path(sys.executable), "STAMP": tmp_path / "stamp"}.items():
        monkeypatch.setattr(dev, name, place)
    assert not dev.is_ready()
    dev.STAMP.write_text(dev.fingerprint(), encoding="utf-8")
    assert dev.is_ready()
    (tmp_path / dev.DEV_LOCK).write_text("b", encoding="utf-8")
    assert not dev.is_ready()
