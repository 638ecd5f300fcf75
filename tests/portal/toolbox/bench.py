"""What the tool box's tests share: drop files as a browser does, do the job, take what came out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.architecture import tree
from wuze.kernel.web.request import once_key
from wuze.portal.toolbox import jobs, queries, work
from wuze.portal.toolbox.jobs import Job, State

EXAMPLE = tree.ROOT / "examples" / "两新党支部-评分表"
SCHEME, DATA = EXAMPLE / "方案.xlsx", EXAMPLE / "数据.xlsx"


def upload(source: Path | tuple[str, bytes]) -> SimpleUploadedFile:
    """A file as it is sent."""
    name, content = (source.name, source.read_bytes()) if isinstance(source, Path) else source
    return SimpleUploadedFile(name, content)


def drop(browser: Client, tool: str, options: dict[str, str] | None = None, **files: Any) -> Any:
    """Send a tool's form; a slot takes a file or several."""
    sent: dict[str, Any] = {"once": once_key(), **(options or {})}
    for slot, given in files.items():
        several = given if isinstance(given, Sequence) and not isinstance(given, tuple) else [given]
        sent[slot] = [upload(one) for one in several]
    return browser.post(f"/tools/{tool}/", sent)


def begun(answer: Any) -> Job:
    """The job that a form led to."""
    assert answer.status_code == 302, answer.content.decode()
    job = jobs.find(queries.root(), answer.headers["Location"].split("/")[-2])
    assert job is not None
    return job


def done(browser: Client, tool: str, options: dict[str, str] | None = None, **files: Any) -> tuple[Job, State]:
    """Drop and do at once, in this process."""
    job = begun(drop(browser, tool, options, **files))
    work.do(job)
    return job, job.state()


def take(browser: Client, job: Job) -> bytes:
    """The file, all of it."""
    answer: Any = browser.post(f"/tools/jobs/{job.name}/file/", {"once": once_key()})
    assert answer.status_code == 200
    content: bytes = b"".join(answer.streaming_content)
    return content


def names(content: bytes) -> list[str]:
    """What is in a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sorted(archive.namelist())


def everything(folder: Path) -> list[str]:
    """All files below, by name."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
