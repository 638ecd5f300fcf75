#!/usr/bin/env python3
"""One script for developers and CI: setup, run, test, lock, vendor, bundle, manage. Python 3.11+ and pip are all it needs."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import io
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

from tools import browser, vendor
from tools import bundle as bundling

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "wuze-setup.stamp"
UV_LOCK = "requirements-uv.lock"
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
LOCKS = {
    UV_LOCK: ("requirements-uv.in",),
    RUN_LOCK: ("pyproject.toml",),
    DEV_LOCK: ("pyproject.toml", "requirements-dev.in", "--constraint", RUN_LOCK),
}
OLDEST = (3, 11)
COVERAGE_ALL = 95
COVERAGE_WHOLE = 100
WHOLE = {"计分引擎": "scoring", "留痕": "trail"}


class StepError(Exception):
    """A step ended with an error; carries its title and exit code."""

    def __init__(self, title: str, code: int) -> None:
        super().__init__(title)
        self.title = title
        self.code = code


def say(text: str) -> None:
    """Print at once, so that the order stays right between us and the tools we start."""
    print(text, flush=True)


def print_anywhere() -> None:
    """A console that cannot show Chinese shows question marks instead of stopping us."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def tool(name: str) -> str:
    """Path of a command installed in the environment."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def environment() -> dict[str, str]:
    """The caller's environment, freed of another active environment, with UTF-8 whatever the locale."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    return kept | {"VIRTUAL_ENV": str(VENV), "PYTHONUTF8": "1", "UV_LINK_MODE": "copy", "UV_PYTHON_DOWNLOADS": "never"}


def call(*command: str) -> int:
    """Run a command in the repository; nothing is read from the terminal."""
    return subprocess.run(command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, check=False).returncode


def step(title: str, *command: str) -> None:
    """Run one step, print its time, and stop everything when it fails."""
    say(f"\n── {title}")
    started = time.perf_counter()
    code = call(*command)
    say(f"── {title}：{'通过' if code == 0 else f'失败（退出码 {code}）'}，{time.perf_counter() - started:.1f} 秒")
    if code:
        raise StepError(title, code)


# --- setup ------------------------------------------------------------------------------------------------------------


def fingerprint() -> str:
    """What the environment was made from: locks, pyproject, interpreter and place. A change means setting up again."""
    digest = hashlib.sha256(f"{sys.version_info[:3]} {ROOT}".encode())
    for name in (*LOCKS, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_ready() -> bool:
    """True when the environment stands and was made from exactly these files."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint()


def venv_is_usable() -> bool:
    """False for an environment of another Python version, half made or moved (its scripts would call the old place)."""
    settings = VENV / "pyvenv.cfg"
    if not PYTHON.exists() or not settings.exists() or str(VENV) not in settings.read_text(encoding="utf-8"):
        return False
    code = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    probe = subprocess.run([str(PYTHON), "-c", code], env=environment(), capture_output=True, check=False)
    return probe.returncode == 0


def lay_venv() -> None:
    """A fresh .venv; without a pip of its own where the system's Python comes without ensurepip (Debian)."""
    with_pip = importlib.util.find_spec("ensurepip") is not None
    venv.create(VENV, clear=VENV.exists(), with_pip=with_pip, symlinks=os.name != "nt")


def pip_install() -> tuple[str, ...]:
    """``pip install`` into .venv: its own pip, else the pip of the Python that runs this script."""
    probe = subprocess.run([str(PYTHON), "-m", "pip", "--version"], env=environment(), capture_output=True, check=False)
    own = (str(PYTHON), "-m", "pip")
    lent = (sys.executable, "-m", "pip", "--python", str(PYTHON))
    return (*(lent if probe.returncode else own), "--disable-pip-version-check", "install", "--quiet")


def get_uv() -> bool:
    """Install uv from its hashed lock; False where there is none, then pip does the work, more slowly."""
    return call(*pip_install(), "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", UV_LOCK) == 0


def install_with_uv() -> None:
    """Make the environment equal to the locks, then add this project without resolving anything again."""
    uv = (tool("uv"), "pip")
    step("按锁文件安装依赖", *uv, "sync", "--quiet", "--require-hashes", UV_LOCK, DEV_LOCK)
    step("安装五责", *uv, "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")


def install_with_pip() -> None:
    """The same by pip from the same lock, more slowly."""
    pip = pip_install()
    step("按锁文件安装依赖（pip）", *pip, "--require-hashes", "--no-deps", "-r", DEV_LOCK)
    step("安装五责", *pip, "--no-deps", "--no-build-isolation", "--editable", ".")


def install() -> None:
    """By uv; by pip where uv has no build for this machine or cannot reach the mirror that pip is set up for."""
    if get_uv():
        try:
            return install_with_uv()
        except StepError as failed:
            say(f"{failed.title}失败。")
    say("改用 pip（较慢）。")
    return install_with_pip()


def setup() -> int:
    """Lay .venv and install everything from the hashed locks; at once when nothing changed."""
    if is_ready():
        say("环境已就绪，锁文件没有变化。")
        return 0
    STAMP.unlink(missing_ok=True)
    if not venv_is_usable():
        say("建立 .venv ……")
        lay_venv()
    say("准备安装工具 ……")
    install()
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say(f"环境已就绪：{BIN.relative_to(ROOT) / 'wuze'}")
    return 0


# --- test -------------------------------------------------------------------------------------------------------------


def gates() -> list[tuple[str, tuple[str, ...]]]:
    """Every gate in order, cheap ones first: title and command."""
    python = str(PYTHON)
    report = (python, "-m", "coverage", "report")
    return [
        ("规范检查 ruff check", (tool("ruff"), "check", ".")),
        ("格式检查 ruff format", (tool("ruff"), "format", "--check", ".")),
        ("导入方向 import-linter", (tool("lint-imports"), "--no-cache")),
        ("类型检查 mypy", (python, "-m", "mypy")),
        ("测试 pytest", (python, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "--cov", "--cov-report=")),
        (f"覆盖率：全部不低于 {COVERAGE_ALL}%", (*report, f"--fail-under={COVERAGE_ALL}")),
        *(
            (
                f"覆盖率：{title} {COVERAGE_WHOLE}%",
                (*report, f"--include=src/wuze/{name}/*", f"--fail-under={COVERAGE_WHOLE}"),
            )
            for title, name in WHOLE.items()
        ),
    ]


def test(pytest_args: list[str]) -> int:
    """All gates in order; with arguments, pytest alone with those (quick, without gates)."""
    setup()
    if pytest_args:
        return call(str(PYTHON), "-m", "pytest", *pytest_args)
    browser.prepare(say)
    started = time.perf_counter()
    for title, command in gates():
        step(title, *command)
    say(f"\n全部通过，共 {time.perf_counter() - started:.0f} 秒。")
    return 0


# --- the other verbs --------------------------------------------------------------------------------------------------


def lock(*, upgrade: bool) -> int:
    """Resolve for every platform and Python we support; hashes yes, hosts never. Run-time first: it binds the other."""
    setup()
    newer = ("--upgrade",) if upgrade else ()
    for target, sources in LOCKS.items():
        options = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
        quiet = ("--quiet", "--no-emit-index-url", "--no-emit-find-links", "--output-file", target)
        step(f"锁定 {target}", tool("uv"), "pip", "compile", *sources, *options, *quiet, *newer)
    return 0


def data_here() -> dict[str, str]:
    """The data folder of this checkout, unless ``WUZE_DATA`` names another."""
    return {"WUZE_DATA": str(ROOT / ".data")} | environment()


def run(port: int) -> int:
    """The site with a demo county, in the browser. It takes the place of this process, so that a signal reaches it."""
    setup()
    command = [str(PYTHON), "-m", "wuze.cli", "serve", "--demo", "--port", str(port)]
    if os.name == "posix":
        os.chdir(ROOT)
        os.execve(command[0], command, data_here())  # noqa: S606 - our own interpreter, no shell
    with subprocess.Popen(command, cwd=ROOT, env=data_here()) as site:
        while True:
            try:
                return site.wait()
            except KeyboardInterrupt:
                continue  # the site got it too and is about to end


def bundle(platforms: list[str]) -> int:
    """Archives that start the site on a machine without a network."""
    if unknown := sorted(set(platforms) - set(bundling.TARGETS)):
        say(f"没有这个平台：{'、'.join(unknown)}。有：{'、'.join(bundling.TARGETS)}")
        return 2
    setup()
    return bundling.bundle(ROOT, PYTHON, say, platforms)


def manage(words: list[str]) -> int:
    """A management command of the web site, on the data folder of this checkout unless ``WUZE_DATA`` names another."""
    setup()
    return subprocess.run([str(PYTHON), "-m", "wuze.config", *words], cwd=ROOT, env=data_here(), check=False).returncode


def parser() -> argparse.ArgumentParser:
    """The verbs and their options."""
    top = argparse.ArgumentParser(prog="dev.py", description="五责：开发与测试")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="动作")
    verbs.add_parser("setup", help="建立环境（.venv）")
    site = verbs.add_parser("run", help="装好环境，打开带演示数据的网站（Ctrl+C 停止）")
    site.add_argument("--port", type=int, default=8000, help="默认 8000")
    verbs.add_parser("test", help="全部检查与测试；dev.py test -- -k 名称 只跑部分测试")
    verbs.add_parser("lock", help="重新生成锁文件").add_argument("--upgrade", action="store_true", help="升级版本")
    verbs.add_parser("vendor", help="按 package-lock.json 更新前端文件和校验清单（要有 Node）")
    archive = verbs.add_parser("bundle", help="做离线包，写到 dist/（不写平台就全做）")
    archive.add_argument("platform", nargs="*", metavar="平台", help=f"{'、'.join(bundling.TARGETS)}")
    verbs.add_parser("manage", help="网站的管理命令，如 dev.py manage migrate")
    return top


def dispatch(known: argparse.Namespace, rest: list[str]) -> int:
    """Carry out one verb."""
    if known.verb == "setup":
        return setup()
    if known.verb == "run":
        return run(known.port)
    if known.verb == "test":
        return test(rest)
    if known.verb == "lock":
        return lock(upgrade=known.upgrade)
    if known.verb == "manage":
        return manage(rest)
    if known.verb == "bundle":
        return bundle(known.platform)
    return vendor.vendor(ROOT, say)


def main(arguments: list[str]) -> int:
    """Read the command line. What follows ``--`` (or is unknown to us) goes to pytest or Django."""
    known, rest = parser().parse_known_args(arguments)
    rest = rest[1:] if rest[:1] == ["--"] else rest
    if rest and known.verb not in {"test", "manage"}:
        parser().error(f"不认识的参数：{' '.join(rest)}")
    if sys.version_info < OLDEST:
        say(f"需要 Python {OLDEST[0]}.{OLDEST[1]} 或更新版本，当前是 {sys.version.split()[0]}。")
        return 1
    try:
        return dispatch(known, rest)
    except StepError as failed:
        say(f"\n停在：{failed.title}")
        return failed.code or 1


if __name__ == "__main__":
    print_anywhere()
    sys.exit(main(sys.argv[1:]))
