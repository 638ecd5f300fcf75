"""The archive for machines without a network: what goes in, for whom, and that a changed file is refused."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

import dev
from tests.architecture import tree
from tools import bundle
from tools.bundle import PYTHONS, TARGETS, CannotBundle, contents, download_words, lock_for, sums, write_archive

LINUX, WINDOWS = TARGETS["linux-x86_64"], TARGETS["windows-x64"]
LOCK = """# by hand
a==1.0 \\
    --hash=sha256:aa
    # via wuze
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
b==2.0 ; implementation_name != 'PyPy' \\
    --hash=sha256:dd
"""


@pytest.fixture
def start() -> ModuleType:
    """The script that starts an unpacked archive."""
    spec = importlib.util.spec_from_file_location("bundled_start", bundle.BUNDLED / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wheel(folder: Path, name: str = "a-1.0-py3-none-any.whl") -> Path:
    """A wheel with a module, something beside the library, and a script."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/__init__.py", "X = 1\n")
        archive.writestr("a-1.0.data/purelib/beside.py", "Y = 2\n")
        archive.writestr("a-1.0.data/scripts/a", "#!python\n")
        archive.writestr("../outside.py", "")
    return path


def test_markers_are_decided_for_the_other_platform() -> None:
    there = lock_for(LOCK, WINDOWS)
    assert "colorama==0.4.6 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n" in there
    here = lock_for(LOCK, LINUX)
    assert "colorama" not in here
    assert "cc" not in here
    assert "b==2.0 \\\n    --hash=sha256:dd" in here


def test_a_line_or_a_marker_that_is_not_understood_stops() -> None:
    with pytest.raises(CannotBundle, match="条件读不懂"):
        lock_for("a==1 ; python_full_version < '3.12' \\\n", LINUX)
    with pytest.raises(CannotBundle, match="一行读不懂"):
        lock_for("-e .\n", LINUX)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_the_lock_of_the_tree_is_understood_for_every_platform(target: bundle.Target) -> None:
    text = lock_for((tree.ROOT / "requirements.lock").read_text(encoding="utf-8"), target)
    assert " ; " not in text
    assert ("tzdata==" in text) is target.windows
    assert text.count("--hash=") > 100


def test_pip_is_asked_for_wheels_with_hashes_for_that_platform_only() -> None:
    words = download_words(Path("x.lock"), Path("x"), TARGETS["linux-aarch64"], "3.12")
    assert {"--require-hashes", "--only-binary", "--no-deps"} < set(words)
    assert words[words.index("--python-version") + 1] == "3.12"
    assert next(word for word in words if word.endswith("aarch64")) == "manylinux_2_28_aarch64"
    assert not any("x86" in word or "http" in word for word in words)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_the_archive_has_everything_once_with_its_checksum_and_no_place_of_ours(
    target: bundle.Target, tmp_path: Path
) -> None:
    one = wheel(tmp_path)
    files = contents(target, {python: [one] for python in PYTHONS}, "9.9")
    assert sorted(files) == sorted(
        {"SHA256SUMS", "start.py", "wheels.json", f"wheels/{one.name}", "说明.txt", *target.scripts}
    )
    listed = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert listed == {name: hashlib.sha256(text).hexdigest() for name, text in files.items() if name != "SHA256SUMS"}
    assert json.loads(files["wheels.json"])["wheels"] == {python: [one.name] for python in PYTHONS}
    words = b"".join(text for name, text in files.items() if not name.startswith("wheels/"))
    assert b"@VERSION@" not in words
    assert str(tree.ROOT).encode() not in words
    write_archive(tmp_path / "x", "wuze-9.9", files, windows=target.windows)
    content = (tmp_path / "x").read_bytes()
    if target.windows:
        assert "wuze-9.9/启动.bat" in zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert b"\r\n" in files["启动.bat"]
    else:
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            modes = {info.name: info.mode for info in tar}
        assert (modes["wuze-9.9/start.sh"], modes["wuze-9.9/start.py"]) == (0o755, 0o644)


def test_unpacked_it_is_checked_laid_out_once_and_refused_when_changed(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = wheel(tmp_path)
    place = tmp_path / "unpacked"
    files = contents(LINUX, {python: [one] for python in PYTHONS}, "9.9")
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setattr(start, "HERE", place)
    lib = place / "lib"
    assert start.lay([one.name], lib) == ""
    assert sorted(path.relative_to(lib).as_posix() for path in lib.rglob("*") if path.is_file()) == [
        ".laid",
        "a/__init__.py",
        "beside.py",
    ]
    assert not (place / "outside.py").exists()
    assert "核对" in capsys.readouterr().out
    assert start.lay([one.name], lib) == ""
    assert capsys.readouterr().out == ""
    (lib / ".laid").unlink()
    (place / "wheels" / one.name).write_bytes(b"changed")
    assert start.lay([one.name], lib).startswith(f"“wheels/{one.name}”缺了，或与装箱时不一样")


def test_words_for_the_site_the_tool_box_and_any_command(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []
    monkeypatch.setattr(start, "look", lambda port, path: seen.append((port, path)))
    monkeypatch.delenv("WUZE_DATA", raising=False)
    assert start.words([]) == ["serve"]
    assert start.words(["site", "--port", "9000"]) == ["serve", "--port", "9000"]
    assert start.words(["check", "方案.xlsx"]) == ["check", "方案.xlsx"]
    monkeypatch.setenv("WUZE_DATA", "elsewhere")
    assert start.words(["tools"]) == ["serve", "--demo", "--port", "8001"]
    assert seen == [("8000", "/"), ("9000", "/"), ("8001", "/tools/")]


def test_another_python_is_said_to_be_another(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wheels.json").write_text(json.dumps({"wheels": {"3.99": []}}), encoding="utf-8")
    monkeypatch.setattr(start, "HERE", tmp_path)
    assert start.main([]) == 1
    assert f"Python 是 {sys.version_info[0]}.{sys.version_info[1]}，本包要 3.99 之一" in capsys.readouterr().out


def test_an_unknown_platform_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["bundle", "loongarch"]) == 2
    assert "没有这个平台：loongarch" in capsys.readouterr().out


def test_sums_are_as_sha256sum_reads_them() -> None:
    assert sums({"b": b"", "a": b"x"}).splitlines()[1] == f"{hashlib.sha256(b'').hexdigest()}  b"
