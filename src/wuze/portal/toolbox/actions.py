"""The acts: begin a job, keep it for a day, throw it away, take its file."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse
from wuze.portal.toolbox import jobs, policy, queries
from wuze.portal.toolbox.jobs import Job, Stands
from wuze.portal.toolbox.tools import BY_KEY, Tool
from wuze.trail.actions import record
from wuze.trail.values import Thing

_ONE_AT_A_TIME = threading.Lock()
"""Between counting the queue and joining it."""


def run(
    actor: Actor, tool: Tool, uploads: Mapping[str, Sequence[UploadedFile[Any]]], options: Mapping[str, str]
) -> Job:
    """Lay the files down and join the queue. The trail says which tool and how much, never what. Raises Refused."""
    with _ONE_AT_A_TIME:
        refuse(policy.why_not_run(actor, jobs.open_jobs(queries.root())))
        given = {slot: [(one.name or "", one.chunks()) for one in files] for slot, files in uploads.items()}
        job = jobs.create(queries.root(), tool.key, actor.user, options, given)
    try:
        files = [one for ones in uploads.values() for one in ones]
        after = {"tool": tool.label, "files": len(files), "bytes": sum(one.size or 0 for one in files)}
        with transaction.atomic():
            _note("toolbox.ran", actor, tool, after)
    except BaseException:
        job.remove()
        raise
    return job


@transaction.atomic
def keep(actor: Actor, job: Job) -> None:
    """Stay for a day."""
    job.keep()
    _note("toolbox.kept", actor, BY_KEY[job.tool])


@transaction.atomic
def discard(actor: Actor, job: Job) -> None:
    """Away with it; one that runs ends with nowhere to write."""
    job.remove()
    _note("toolbox.discarded", actor, BY_KEY[job.tool])


def _note(code: str, actor: Actor, tool: Tool, after: Mapping[str, Any] | None = None) -> None:
    record(code, at=actor.at, who=actor.who(), thing=Thing("toolbox", tool.key, tool.label), after=after or {},
           origin=actor.origin)  # fmt: skip


def take(job: Job) -> Generator[bytes, None, None] | None:
    """The file in pieces; None where there is none. When the last piece is out it is gone, unless kept on purpose."""
    path = job.result()
    if path is None:
        return None
    kept = job.state().kept
    file = path.open("rb")

    def pieces() -> Generator[bytes, None, None]:
        with file:
            while piece := file.read(1 << 16):
                yield piece
        if not kept and job.state().stands in {Stands.DONE, Stands.FAULTY}:
            job.taken()

    return pieces()
