"""A job of the tool box for each part of the county: its clerk's, for nobody else; a chapter and a picture of the manual."""

from __future__ import annotations

import shutil

from django.conf import settings

from tests.matrix.makers import MAKERS, Made
from tests.world import County
from wuze.portal.toolbox import jobs, queries
from wuze.portal.toolbox.jobs import Stands, State

OWNERS = {"north": "town_clerk", "south": "south_clerk", "sector": "sector_clerk"}


def done(county: County) -> Made:
    """A job that is done, with its file. The data folder of the tests is passing."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(queries.root(), ignore_errors=True)
    found = {}
    for owner, who in OWNERS.items():
        job = jobs.create(queries.root(), "template", county.users[who].pk, {}, {})
        (job.out / "空白表.zip").write_bytes(b"x")
        job.write(State(Stands.DONE, file="空白表.zip", kept=True))
        found[owner] = {"name": job.name}
    return found


def tools(_county: County) -> Made:
    """A tool belongs to no part."""
    return {"site": {"key": "template"}}


MAKERS |= {
    "toolbox:tool": tools,
    "manual-chapter": lambda _county: {"site": {"name": "ledger"}},
    "manual-picture": lambda _county: {"site": {"name": "工具箱.png"}},
    **dict.fromkeys(("toolbox:job", "toolbox:take", "toolbox:keep", "toolbox:discard"), done),
}
