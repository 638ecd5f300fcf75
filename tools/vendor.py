"""``dev.py vendor``: fetch the front-end packages of package-lock.json and copy the few files we serve into the tree.

The copies are committed with a manifest of SHA-256 sums, so that nobody else needs Node and nothing is fetched at run
time. Only this module writes there; ``tests/kernel/web`` asks that manifest and files agree.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

WEB = Path("src/wuze/kernel/web")
SERVED = WEB / "static/wuze/vendor"
TESTS_ONLY = Path("tests/kernel/web/vendor")
MANIFEST = "manifest.json"
DRAWN_HERE = WEB / "icons"
"""Our own symbols: the four lights. The others come from bootstrap-icons (MIT)."""

FILES = {
    SERVED: {
        "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
        "bootstrap.LICENSE": "bootstrap/LICENSE",
        "htmx.min.js": "htmx.org/dist/htmx.min.js",
        "htmx.LICENSE": "htmx.org/LICENSE",
        "icons.LICENSE": "bootstrap-icons/LICENSE",
    },
    TESTS_ONLY: {"axe.min.js": "axe-core/axe.min.js", "axe.LICENSE": "axe-core/LICENSE"},
}
SPRITE = "icons.svg"
ICONS = (
    "arrow-down", "arrow-left", "arrow-right", "arrow-up", "bar-chart", "chat-left-text", "chevron-down",
    "chevron-right", "clipboard", "download", "file-earmark-text", "image", "info-circle", "list-check", "megaphone",
    "paperclip", "pencil", "plus-lg", "printer", "question-circle", "search", "upload", "x-circle", "x-lg",
)  # fmt: skip
SOURCE_MAP = re.compile(rb"\n?(?:/\*|//)# sourceMappingURL=[^\n*]*(?:\*/)?[ \t]*\n?")
DATA_PICTURE = re.compile(rb"""url\("data:[^"]*"\)""")
INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def fit_to_serve(name: str, content: bytes) -> bytes:
    """A file as our rules let it be served.

    A source map is a file we do not serve, and the manifest storage refuses a pointer to it. Pictures inside a style
    sheet are refused by our content policy; wuze.css draws what it needs.
    """
    content = SOURCE_MAP.sub(b"\n", content)
    return DATA_PICTURE.sub(b"none", content) if name.endswith(".css") else content


def symbol(name: str, svg: str) -> str:
    """One icon as a symbol of the sprite."""
    found = INSIDE.search(svg)
    if found is None:
        raise ValueError(name)
    return f'<symbol id="{name}" viewBox="0 0 16 16">{" ".join(found.group(1).split())}</symbol>'


def sprite(root: Path, packages: Path) -> bytes:
    """All icons in one file: ours first, then those named above."""
    own = sorted((root / DRAWN_HERE).glob("*.svg"))
    theirs = [packages / "bootstrap-icons/icons" / f"{name}.svg" for name in ICONS]
    symbols = [symbol(path.stem, path.read_text(encoding="utf-8")) for path in (*own, *theirs)]
    return "\n".join(('<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", "")).encode()


def versions(root: Path) -> dict[str, str]:
    """Package name to exact version, as asked in package.json."""
    asked: dict[str, str] = json.loads((root / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return asked


def write(root: Path, packages: Path) -> list[Path]:
    """Copy every file, build the sprite, write the manifests; returns what was written."""
    exact = versions(root)
    written = []
    for folder, files in FILES.items():
        made = {name: (source, fit_to_serve(name, (packages / source).read_bytes())) for name, source in files.items()}
        if folder == SERVED:
            made[SPRITE] = ("bootstrap-icons/icons", sprite(root, packages))
        target = root / folder
        target.mkdir(parents=True, exist_ok=True)
        manifest = {}
        for name, (source, content) in sorted(made.items()):
            (target / name).write_bytes(content)
            written.append(folder / name)
            package = source.split("/")[0]
            manifest[name] = {"package": f"{package}@{exact[package]}", "sha256": hashlib.sha256(content).hexdigest()}
        text = json.dumps(manifest, indent=2, ensure_ascii=False)
        (target / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return written


def fetch(root: Path, folder: Path) -> int:
    """``npm ci`` of our lock in another folder, running no script of any package."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, folder / name)
    npm = shutil.which("npm")
    if npm is None:
        return 127
    command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=False).returncode


def vendor(root: Path, say: Callable[[str], None]) -> int:
    """The whole verb; nothing in the tree changes when fetching fails."""
    with tempfile.TemporaryDirectory() as folder:
        code = fetch(root, Path(folder))
        if code:
            say("需要 Node 的 npm：装好后再运行。" if code == 127 else f"npm ci 失败（退出码 {code}），文件没有改动。")
            return code
        for path in write(root, Path(folder) / "node_modules"):
            say(f"  {path.as_posix()}")
    return 0
