"""Starts 五责 from its unpacked archive, without a network: checks every file, lays the wheels out, hands over.

``start.py site`` the site · ``start.py tools`` the tool box for one PC, with invented people and data of its own ·
anything else is handed to the ``wuze`` command. Standard library only, for the Python the machine has.
"""

from __future__ import annotations

import hashlib
import json
import os
import runpy
import shutil
import sys
import threading
import time
import webbrowser
import zipfile
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

HERE = Path(__file__).resolve().parent
SITE, TOOLS = "8000", "8001"


def main(arguments: list[str]) -> int:
    """Lay out what is missing and start."""
    told = json.loads((HERE / "wheels.json").read_text(encoding="utf-8"))
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if version not in told["wheels"]:
        print(
            f"这台机器的 Python 是 {version}，本包要 {'、'.join(told['wheels'])} 之一。装一个，或放进本文件夹的 python 里。"
        )
        return 1
    if fault := lay(told["wheels"][version], HERE / f"lib-{version}"):
        print(fault)
        return 1
    lib = str(HERE / f"lib-{version}")
    os.environ["PYTHONPATH"] = lib  # for the processes that the site starts
    os.environ["PYTHONUTF8"] = "1"
    sys.path.insert(0, lib)
    sys.argv = ["wuze", *words(arguments)]
    runpy.run_module("wuze.cli", run_name="__main__")
    return 0


def words(arguments: list[str]) -> list[str]:
    """The command to carry out; opens the browser where somebody sits in front of the machine."""
    what, rest = (arguments[0], arguments[1:]) if arguments else ("site", [])
    if what == "site":
        look(port_of(rest, SITE), "/")
        return ["serve", *rest]
    if what == "tools":
        os.environ.setdefault("WUZE_DATA", str(Path.home() / ".wuze-tools"))
        look(port_of(rest, TOOLS), "/tools/")
        return ["serve", "--demo", *([] if "--port" in rest else ["--port", TOOLS]), *rest]
    return arguments


def port_of(rest: list[str], usual: str) -> str:
    """The port asked for."""
    return rest[rest.index("--port") + 1] if "--port" in rest[:-1] else usual


def lay(wheels: list[str], lib: Path) -> str:
    """Unpack the wheels once, after every file was found as it was packed. What is wrong, "" when nothing is."""
    sums = HERE / "SHA256SUMS"
    stamp, state = lib / ".laid", hashlib.sha256(sums.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return ""
    print("第一次启动，核对文件并展开……", flush=True)
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        path = HERE / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return f"“{name}”缺了，或与装箱时不一样，没有启动。重新拷贝、解压一次。"
    fresh = lib.with_name(f"{lib.name}.new")
    for old in (fresh, lib):
        if old.exists():
            shutil.rmtree(old)
    for name in wheels:
        unpack(HERE / "wheels" / name, fresh)
    fresh.rename(lib)
    stamp.write_text(state, encoding="utf-8")
    return ""


def unpack(wheel: Path, lib: Path) -> None:
    """A wheel is a zip; what it would put beside the library (``*.data``) goes there too, its scripts are not needed."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            parts = name.split("/")
            if parts[0].endswith(".data"):
                if parts[1] not in ("purelib", "platlib"):
                    continue
                parts = parts[2:]
            target = lib.joinpath(*parts)
            if name.endswith("/") or ".." in parts or lib not in target.parents:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)


def look(port: str, path: str) -> None:
    """Open the browser as soon as the site answers, where there is a screen."""
    if os.name != "nt" and not os.environ.get("DISPLAY"):
        return

    def wait() -> None:
        opener = build_opener(ProxyHandler({}))
        for _ in range(600):
            try:
                with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=2):
                    webbrowser.open(f"http://127.0.0.1:{port}{path}")
                    return
            except (URLError, OSError):
                time.sleep(0.5)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
