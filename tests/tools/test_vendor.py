"""``dev.py vendor``: what is copied, what is stripped, what the manifest says, and that a failure changes nothing."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from tools import vendor

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">\n  <path d="M0 0"/>\n</svg>'


def lay(root: Path) -> Path:
    """A tree with package.json and a node_modules as npm would leave it."""
    exact = {"axe-core": "1.0.0", "bootstrap": "2.0.0", "bootstrap-icons": "3.0.0", "htmx.org": "4.0.0"}
    (root / "package.json").write_text(json.dumps({"devDependencies": exact}), encoding="utf-8")
    (root / "package-lock.json").write_text("{}", encoding="utf-8")
    (root / ".npmrc").write_text("", encoding="utf-8")
    own = root / vendor.DRAWN_HERE
    own.mkdir(parents=True)
    (own / "light-red.svg").write_text(SVG, encoding="utf-8")
    packages = root / "node_modules"
    sources = [source for files in vendor.FILES.values() for source in files.values()]
    sources += [f"bootstrap-icons/icons/{name}.svg" for name in vendor.ICONS]
    for source in sources:
        (packages / source).parent.mkdir(parents=True, exist_ok=True)
        (packages / source).write_text(SVG if source.endswith(".svg") else "x\n//# sourceMappingURL=x.map\n", "utf-8")
    return packages


def test_files_are_copied_stripped_and_summed(tmp_path: Path) -> None:
    written = vendor.write(tmp_path, lay(tmp_path))
    served = tmp_path / vendor.SERVED
    assert (served / "htmx.min.js").read_bytes() == b"x\n"
    manifest = json.loads((served / vendor.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["htmx.min.js"] == {"package": "htmx.org@4.0.0", "sha256": hashlib.sha256(b"x\n").hexdigest()}
    assert len(written) == 8
    sprite = (served / vendor.SPRITE).read_text(encoding="utf-8")
    assert '<symbol id="light-red" viewBox="0 0 16 16"><path d="M0 0"/></symbol>' in sprite
    assert sprite.count("<symbol") == len(vendor.ICONS) + 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a { b: url(\"data:image/svg+xml,%3csvg v='0 0'/%3e\") left }", b"a { b: none left }"),
        (b"a\n//# sourceMappingURL=a.map\n", b"a\n"),
        (b"a\n/*# sourceMappingURL=a.css.map */\n", b"a\n"),
        (b"a\n", b"a\n"),
    ],
)
def test_what_our_rules_refuse_is_taken_out(before: bytes, after: bytes) -> None:
    assert vendor.fit_to_serve("a.css", before) == after


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="x"):
        vendor.symbol("x", "nothing")


def test_a_failed_fetch_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)
    said: list[str] = []
    monkeypatch.setattr("tools.vendor.shutil.which", lambda name: None)
    assert vendor.vendor(tmp_path, said.append) == 127
    assert said == ["需要 Node 的 npm：装好后再运行。"]
    assert not (tmp_path / vendor.SERVED).exists()


def test_npm_runs_no_script_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = lay(tmp_path)
    commands: list[tuple[str, ...]] = []

    def run(command: tuple[str, ...], cwd: Path, **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        packages.rename(cwd / "node_modules")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("tools.vendor.shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr("tools.vendor.subprocess.run", run)
    said: list[str] = []
    assert vendor.vendor(tmp_path, said.append) == 0
    assert commands == [("/bin/npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")]
    assert len(said) == 8
