"""Which evidence files stand behind the entries that a score card reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from wuze.assessment.rounds.models import EntryFile
from wuze.assessment.rounds.pages.shared import url
from wuze.kernel.web.components import Link
from wuze.kernel.web.templatetags.wuze import cn_date

Papers = Mapping[str, tuple[Link, str]]
"""Address of an entry → its evidence file (or how many there are), and the dates of the first."""


def papers(rows: Iterable[EntryFile]) -> Papers:
    """By entry: one file opens itself, several open on the entry's page."""
    found: dict[str, list[EntryFile]] = {}
    for row in rows:
        found.setdefault(url("entry", row.thing_id), []).append(row)
    return {
        where: (
            Link(one[0].name, reverse("evidence:file", args=["entry", one[0].pk]))
            if len(one) == 1
            else Link(f"{len(one)}份材料", where),
            f"{cn_date(one[0].happened)}的，{cn_date(one[0].received)}收到",
        )
        for where, one in found.items()
    }
