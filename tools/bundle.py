"""``python3 dev.py bundle``: one archive a platform that starts the site on a machine without a network.

Wheels come from the hashed lock, for each Python a county's machine may have; with them our own wheel, a start script
and a checksum of every file. The machine needs Python, or has one laid in the archive's folder ``python``: no registry
offers an interpreter as a package whose origin we could vouch for.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

BUNDLED = Path(__file__).parent / "bundled"
PYTHONS = ("3.11", "3.12", "3.13")
SUMS, LIST = "SHA256SUMS", "wheels.json"
MOMENT = (2026, 1, 1, 0, 0, 0)
"""The date on every file: the same sources give the same archive."""

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+(\[[a-z,]+\])?)==\S+(?: ; (?P<marker>[^\\]+?))?(?P<rest>\s*\\?)$")
_MARKER = re.compile(r"^(\w+) (==|!=) '([^']*)'$")


@dataclass(frozen=True, slots=True)
class Target:
    """A platform: the tags its wheels may carry, best first, and what markers of the lock see there."""

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]
    scripts: tuple[str, ...]

    @property
    def windows(self) -> bool:
        """Whether it is made as Windows wants it."""
        return self.markers["sys_platform"] == "win32"


def _linux(machine: str) -> Target:
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), f"manylinux2014_{machine}")
    markers = {"sys_platform": "linux", "platform_machine": machine, "implementation_name": "cpython"}
    return Target(f"linux-{machine}", tags, markers, ("start.sh", "工具箱.sh", "wuze.sh"))


TARGETS = {
    target.name: target
    for target in (
        _linux("x86_64"),
        _linux("aarch64"),
        Target(
            "windows-x64", ("win_amd64",),
            {"sys_platform": "win32", "platform_machine": "AMD64", "implementation_name": "cpython"},
            ("启动.bat", "工具箱.bat", "wuze.bat"),
        ),
    )
}  # fmt: skip  # three entries


class CannotBundle(Exception):
    """It cannot be made; the message says why."""


def lock_for(text: str, target: Target) -> str:
    """The lock with its markers decided for another platform: pip would ask the machine it runs on."""
    lines, keep = [], True
    for given in text.splitlines():
        line = given
        if line and not line.startswith((" ", "#")):
            found = _PINNED.match(line)
            if found is None:
                raise CannotBundle(f"锁文件里有一行读不懂：{line}")
            keep = found["marker"] is None or _holds(found["marker"].strip(), target)
            if found["marker"] is not None:
                line = f"{given.split(' ; ')[0]}{found['rest']}"
        if keep:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _holds(marker: str, target: Target) -> bool:
    found = _MARKER.match(marker)
    if found is None or found[1] not in target.markers:
        raise CannotBundle(f"锁文件里的条件读不懂：{marker}")
    return (target.markers[found[1]] == found[3]) == (found[2] == "==")


def download_words(lock: Path, folder: Path, target: Target, python: str) -> list[str]:
    """What pip is told: wheels only, with the lock's hashes, for that platform and that Python."""
    abi = f"cp{python.replace('.', '')}"
    tags = [word for tag in target.tags for word in ("--platform", tag)]
    return [
        "download", "-qq", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--require-hashes",
        *tags, "--python-version", python, "--implementation", "cp", "--abi", abi, "--abi", "abi3", "--abi", "none",
        "-r", str(lock), "-d", str(folder),
    ]  # fmt: skip  # words of one command


def sums(files: Mapping[str, bytes]) -> str:
    """``SHA256SUMS`` as sha256sum reads it, by name."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))


def contents(target: Target, wheels: Mapping[str, Iterable[Path]], version: str) -> dict[str, bytes]:
    """Every file of the archive by its name: scripts, words, wheels (each once), which Python takes which, checksums."""
    files: dict[str, bytes] = {}
    listed: dict[str, list[str]] = {}
    for python, paths in wheels.items():
        listed[python] = sorted(path.name for path in paths)
        files |= {f"wheels/{path.name}": path.read_bytes() for path in paths}
    told = {"version": version, "target": target.name, "wheels": listed}
    files[LIST] = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()
    for name in ("start.py", "说明.txt", *target.scripts):
        text = (BUNDLED / name).read_text(encoding="utf-8").replace("@VERSION@", version)
        if name.endswith(".bat"):
            text = text.replace("\n", "\r\n")
        files[name] = text.encode("utf-8-sig" if target.windows and name.endswith(".txt") else "utf-8")
    files[SUMS] = sums(files).encode()
    return files


def write_archive(path: Path, folder: str, files: Mapping[str, bytes], *, windows: bool) -> None:
    """A .zip for Windows, a .tar.gz (it keeps what may be executed) elsewhere."""
    if windows:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, content in sorted(files.items()):
                archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", MOMENT), content)
        return
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for name, content in sorted(files.items()):
            info = tarfile.TarInfo(f"{folder}/{name}")
            info.size, info.mode = len(content), 0o755 if name.endswith(".sh") else 0o644
            tar.addfile(info, io.BytesIO(content))


def bundle(root: Path, python: Path, say: Callable[[str], None], names: Iterable[str] = ()) -> int:
    """Make the archives of these platforms (all without a name) in ``dist``. ``python`` has hatchling, for our wheel."""
    out = root / "dist"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        try:
            _run([str(python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(place / "own")], "打包五责", root)
            (own,) = (place / "own").glob("wuze-*.whl")
            version = own.name.split("-")[1]
            for target in [TARGETS[name] for name in names] or list(TARGETS.values()):
                wheels = {one: [*_wheels(root, place, target, one), own] for one in PYTHONS}
                files = contents(target, wheels, version)
                folder = f"wuze-{version}-{target.name}"
                archive = out / f"{folder}{'.zip' if target.windows else '.tar.gz'}"
                write_archive(archive, folder, files, windows=target.windows)
                say(f"{archive.relative_to(root)}  {archive.stat().st_size / 1_000_000:.0f} MB，{len(files)}个文件")
        except CannotBundle as why:
            say(str(why))
            return 1
    return 0


def _wheels(root: Path, place: Path, target: Target, python: str) -> list[Path]:
    """The wheels of the lock for one platform and Python."""
    lock, folder = place / f"{target.name}.lock", place / target.name / python
    lock.write_text(lock_for((root / "requirements.lock").read_text(encoding="utf-8"), target), encoding="utf-8")
    title = f"{target.name}，Python {python}"
    _run([sys.executable, "-m", "pip", *download_words(lock, folder, target, python)], f"取依赖（{title}）", root)
    return sorted(folder.glob("*.whl"))


def _run(command: list[str], title: str, root: Path) -> None:
    code = subprocess.run(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
    ).returncode
    if code:
        raise CannotBundle(f"{title}没有办成（退出码 {code}），没有写出离线包。")
