"""Jobs as their owner finds them. Another person's job is not there."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light
from wuze.portal.toolbox import jobs
from wuze.portal.toolbox.jobs import Job, Stands, State
from wuze.portal.toolbox.tools import BY_KEY, Tool

QUIET = 30.0
"""Seconds in the queue after which something may be wrong with the background process."""


def root() -> Path:
    """Where jobs lie: in the data folder, and in no backup."""
    data: Path = settings.DATA
    return data / "toolbox"


def visible_to(actor: Actor) -> list[Job]:
    """The actor's own that have not been taken away, newest first."""
    mine = [job for job in reversed(jobs.every(root())) if job.user == actor.user]
    return [job for job in mine if job.state().stands is not Stands.TAKEN]


def one(actor: Actor, name: str) -> Job | None:
    """One of the actor's own."""
    job = jobs.find(root(), name)
    return job if job is not None and job.user == actor.user else None


@dataclass(frozen=True, slots=True)
class Seen:
    """A job as its page shows it."""

    job: Job
    tool: Tool
    state: State
    light: Light
    ahead: int
    seconds: int
    quiet: bool

    @property
    def ended(self) -> bool:
        """Nothing more will change by itself."""
        return self.state.stands in jobs.ENDED


_LIGHTS = {
    Stands.WAITING: Light("none", "排队"), Stands.RUNNING: Light("amber", "在办"), Stands.DONE: Light("green", "办好了"),
    Stands.FAULTY: Light("red", "有错要改"), Stands.FAILED: Light("red", "没有办成"), Stands.TAKEN: Light("green", "取走了"),
}  # fmt: skip  # two a line


def seen(job: Job) -> Seen:
    """How it stands, by the machine's clock."""
    state = job.state()
    waiting = state.stands is Stands.WAITING
    ahead = jobs.before(root(), job) if waiting else 0
    passed = max(0, time.time() - state.since) if state.since else 0
    return Seen(
        job,
        BY_KEY[job.tool],
        state,
        _LIGHTS[state.stands],
        ahead,
        int(passed),
        waiting and passed > QUIET and not ahead,
    )
