"""Keys: laid once, readable by their owner only, never in the code (SEC-45)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wuze.config import __main__ as launcher
from wuze.config import keys

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _no_keys_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*keys.NAMES, "WUZE_DATA"):
        monkeypatch.delenv(name, raising=False)


def test_sec_45_keys_are_laid_once_and_for_the_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "a" / "data"
    made = keys.lay(data)
    assert [path.relative_to(data).as_posix() for path in made] == ["keys/secret.key", "keys/trail.key"]
    texts = [keys.read(name, data) for name in keys.NAMES]
    assert len(set(texts)) == 2
    assert [len(text) for text in texts] == [64, 64]
    if os.name == "posix":
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (data, data / "keys", *made)]
        assert modes == [0o700, 0o700, 0o600, 0o600]
    assert keys.lay(data) == []
    assert [keys.read(name, data) for name in keys.NAMES] == texts
    assert sorted(path.name for path in (data / "keys").iterdir()) == ["secret.key", "trail.key"]


def test_sec_45_the_environment_comes_first_and_needs_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WUZE_SECRET_KEY", "from outside")
    assert [path.name for path in keys.lay(tmp_path)] == ["trail.key"]
    assert keys.read("WUZE_SECRET_KEY", tmp_path) == "from outside"


@pytest.mark.parametrize("empty", [False, True])
def test_sec_45_without_key_nothing_starts(tmp_path: Path, empty: bool) -> None:
    if empty:
        keys.lay(tmp_path)
        (tmp_path / "keys" / "secret.key").write_text("\n", encoding="ascii")
    with pytest.raises(ImproperlyConfigured, match="没有密钥：设环境变量 WUZE_SECRET_KEY"):
        keys.read("WUZE_SECRET_KEY", tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_sec_45_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (path, _) = keys.lay(tmp_path)
    path.chmod(0o640)
    with pytest.raises(ImproperlyConfigured, match="别人也能读"):
        keys.read("WUZE_SECRET_KEY", tmp_path)


def test_the_data_folder_is_named_or_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys.data_folder() == Path.home() / ".wuze"
    monkeypatch.setenv("WUZE_DATA", str(tmp_path))
    assert keys.data_folder() == tmp_path
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WUZE_DATA", "here")
    assert keys.data_folder() == tmp_path / "here"


def test_the_launcher_lays_keys_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setenv("WUZE_DATA", str(tmp_path))
    launcher.main(["check"])
    launcher.main(["check"])
    said = capsys.readouterr()
    assert said.out == "System check identified no issues (0 silenced).\n" * 2
    assert said.err == "".join(f"已建立密钥文件：{tmp_path / 'keys' / name}\n" for name in keys.NAMES.values())
