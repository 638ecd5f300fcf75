"""Holders by their code, the rows an actor sees, and a unit's earlier material."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from wuze.accounts.values import Actor
from wuze.files.models import Attached, StoredFile
from wuze.files.rules import size_word
from wuze.files.store import Taken
from wuze.registry.evidence.values import Holder

SHOWN = 30
"""Of the newest earlier material; a list to choose from on a phone."""


@cache
def holders() -> dict[str, Holder]:
    """By code, as the settings list them."""
    found: list[Holder] = [import_string(path) for path in settings.EVIDENCE_HOLDERS]
    return {one.code: one for one in found}


def visible_to(actor: Actor, holder: Holder) -> QuerySet[Attached]:
    """A file is seen exactly where its thing is seen."""
    rows: QuerySet[Attached] = holder.model._default_manager.filter(
        thing__in=holder.things(actor).values("pk")
    ).select_related("file", "thing")
    return rows


def standing_elsewhere(file: StoredFile) -> int:
    """How many things of any kind still stand on a content."""
    return sum(holder.model._default_manager.filter(file=file, gone_on=None).count() for holder in holders().values())


def earlier(actor: Actor, units: Collection[int]) -> list[tuple[Taken, str]]:
    """What these units have handed in before, of what the actor sees, for whatever matter: each content once, newest first."""
    if not units:
        return []
    found = []
    for holder in holders().values():
        rows = visible_to(actor, holder).filter(gone_on=None, **{f"{holder.unit}__in": units}).order_by("-at", "-id")
        found += list(rows[:SHOWN])
    once = {row.file.sha256: row for row in sorted(found, key=lambda row: row.at)}
    newest = sorted(once.values(), key=lambda row: row.at, reverse=True)[:SHOWN]
    return [
        (
            Taken(row.file.sha256, row.file.kind, row.file.size, row.name),
            f"{row.name}（{row.happened.month}月{row.happened.day}日，{size_word(row.file.size)}）",
        )
        for row in newest
    ]
