"""The hook for a virus scanner: a command of the operator's, run on each file before it is stored (SEC-32).

``WUZE_FILE_SCAN`` holds the command, the file's path is added as its last word. Exit code 0 is clean, 1 is infected (as
clamscan and clamdscan have it); anything else, or no answer, is a scanner that is down: the file is not taken.
"""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

from wuze.files.errors import BadFile

WAITS = 60
CLEAN, INFECTED = 0, 1
_DOWN = "查毒程序现在没有回应，文件没有收。请过一会儿再交；还不行请告诉管网站的人。"


def check(path: Path, command: str) -> None:
    """Raises BadFile unless the scanner says clean. Without a command nothing is scanned."""
    if not command:
        return
    try:
        words = [*shlex.split(command), str(path)]
        done = subprocess.run(words, capture_output=True, timeout=WAITS, check=False)  # noqa: S603 - the operator's own command, no shell
    except (OSError, ValueError, subprocess.SubprocessError):
        raise BadFile(_DOWN) from None
    if done.returncode == INFECTED:
        raise BadFile("查出病毒，没有收。请先在您的电脑上杀毒。")
    if done.returncode != CLEAN:
        raise BadFile(_DOWN)
