"""What the browser tests need from the machine: a Chromium and a Chinese font. ``dev.py test`` calls this first."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
FONT_QUESTION = ("fc-list", ":lang=zh-cn", "family")


def chromium() -> str | None:
    """Path of the installed Chromium; ``WUZE_CHROMIUM`` names another one, an older for instance."""
    named = os.environ.get("WUZE_CHROMIUM", "")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """True when fontconfig knows a font with Chinese characters."""
    if shutil.which(FONT_QUESTION[0]) is None:
        return False
    return bool(subprocess.run(FONT_QUESTION, capture_output=True, check=False).stdout.strip())


def may_install() -> bool:
    """Only root on a Debian-like system; nobody else's machine is changed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def prepare(say: Callable[[str], None]) -> None:
    """Install what is missing where that is allowed; otherwise say what to install. The tests skip with that reason."""
    if chromium() and has_chinese_font():
        return
    if not may_install():
        say(f"浏览器测试会跳过：请安装 {' 和 '.join(PACKAGES)}（Debian 的包名）。")
        return
    say(f"安装浏览器测试要用的 {' '.join(PACKAGES)} ……")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"} | dict(os.environ)
    for words in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", *PACKAGES)):
        done = subprocess.run(
            ("apt-get", *words), env=quiet, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode:
            say(f"没有装上（apt-get {words[0]} 退出码 {done.returncode}），浏览器测试会跳过。")
            return
