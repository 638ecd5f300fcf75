"""``python -m wuze.portal.toolbox.work FOLDER``: one job, in a process of its own, with bounds on time and memory.

A hostile file can at most end this process. It has neither keys nor database; what is not a foreseen fault is told as
such, without its content.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
import zipfile
from dataclasses import replace
from pathlib import Path

from wuze.excel.refusal import BookError
from wuze.portal.toolbox import jobs
from wuze.portal.toolbox.jobs import Job, Stands, State
from wuze.portal.toolbox.runners import RUNNERS, Outcome, Tell
from wuze.portal.toolbox.wording import Wrong, in_words

MEMORY = 3 << 30
SECONDS = 360
SHOWN = 100
"""Faults told on the page; all of them are in the marked workbook."""

_UNFORESEEN = "程序没有想到这种情况，没有办成。请把文件留好，告诉管网站的人。"


def main(arguments: list[str]) -> int:
    """Do it, and say in ``state.json`` how it ended."""
    bound()
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    folder = Path(arguments[0])
    job = jobs.find(folder.parent, folder.name)
    if job is None:
        return 1
    do(job)
    return 0


def do(job: Job) -> None:
    """Run the tool and leave one file."""
    began = job.state().since

    def tell(doing: str) -> None:
        job.write(State(Stands.RUNNING, doing=doing, since=began))

    try:
        _end(job, _outcome(job, tell), began)
    except Exception:  # noqa: BLE001 - told as unforeseen; the file's content stays out of the log
        kind, _, trace = sys.exc_info()
        where = traceback.extract_tb(trace)[-1]
        name = kind.__name__ if kind else ""
        print(f"工具箱：{job.tool} 没有办成：{name}，{where.name} 第{where.lineno}行", file=sys.stderr, flush=True)
        job.write(State(Stands.FAILED, lines=(_UNFORESEEN,), since=began))
    finally:
        job.forget_inputs()


def _outcome(job: Job, tell: Tell) -> Outcome:
    """What the tool did; a refusal is a fault."""
    try:
        return RUNNERS[job.tool](job, tell)
    except BookError as refusal:
        return Outcome(faults=[in_words(f"{refusal.finding.problem}。{refusal.finding.fix}")])
    except Wrong as wrong:
        return Outcome(faults=[str(wrong)])


def _end(job: Job, outcome: Outcome, began: float) -> None:
    file = pack(job, outcome.name)
    state = State(
        Stands.FAULTY if outcome.faults and not outcome.done else Stands.DONE, "", tuple(outcome.lines),
        tuple(outcome.faults[:SHOWN]), max(0, len(outcome.faults) - SHOWN), outcome.paste, file, since=began,
    )  # fmt: skip  # the fields in two lines
    job.write(replace(state, since=time.time()))


def pack(job: Job, name: str) -> str:
    """One file to take away: the only one there is, else all in a zip; its name, "" for none."""
    files = sorted(path for path in job.out.rglob("*") if path.is_file())
    if len(files) == 1 and files[0].parent == job.out:
        return files[0].name
    if not files:
        return ""
    target = job.folder / "tmp" / "pack.zip"
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in files:
            archive.write(path, path.relative_to(job.out).as_posix())
            path.unlink()
    target.replace(job.out / f"{name}.zip")
    return f"{name}.zip"


def bound() -> None:
    """No more memory and time than a sensible file needs; where the system has no such bounds, the keeper's clock stays."""
    try:
        import resource  # slow import: only on POSIX
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
