"""A list as an .xlsx of exactly what is seen, for any Table of any package.

A view does ``if wants_export(request): return export(request, TABLE, request.GET.dict(), rows, "单位")``: the same rows, the
same columns, the same order as the page. Eleven in an hour are one too many (SEC-54); each is one entry of the trail.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.excel.page import Page
from wuze.excel.styles import Column, fitting, open_book
from wuze.kernel.errors import Refusal, refuse
from wuze.kernel.web.table import Table, sheet, texts
from wuze.trail import queries
from wuze.trail.actions import record
from wuze.trail.values import Thing

M = TypeVar("M", bound=Model)
AN_HOUR = 10
"""Exports a person may take in an hour."""

MOST_ROWS = 20_000
CODE = "accounts.exported"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500
NAME_MOST = 60


def wants_export(request: HttpRequest) -> bool:
    """Does this address ask for the list as a workbook?"""
    return request.GET.get("export") == "xlsx"


def for_actor(table: Table[M], actor: Actor) -> Table[M]:
    """The table without the export for whoever may not export."""
    return table if actor.may(Capability.EXPORT) else replace(table, export=False)


def why_not_export(actor: Actor, count: int, taken: int) -> Refusal | None:
    """Capability, quota, size."""
    if not actor.may(Capability.EXPORT):
        return Refusal("accounts.no_export", "您现在的岗位没有导出的权限。")
    if taken >= AN_HOUR:
        return Refusal("accounts.export_quota", f"一小时最多导出{AN_HOUR}次，已经满了。过一会儿再导。")
    if count > MOST_ROWS:
        return Refusal("accounts.export_rows", f"有{count}行，一次最多导出{MOST_ROWS}行。请先筛选，分几次导。")
    return None


def export(
    request: Request, table: Table[M], terms: Mapping[str, str], rows: QuerySet[M], filename: str
) -> HttpResponse:
    """The workbook as an attachment. Raises Refused; the gate notes that in the trail."""
    actor = request.actor
    heads, seen = sheet(table, terms, rows)
    with transaction.atomic():
        list(User.objects.select_for_update().filter(pk=actor.user).values_list("pk"))  # one export at a time
        count = seen.count()
        refuse(why_not_export(actor, count, taken(actor)))
        lines = [texts(table, one) for one in seen.iterator(CHUNK)]
        record(
            CODE, at=actor.at, who=actor.who(), thing=Thing("list", table.id, table.caption),
            after={"rows": len(lines), "terms": _asked(terms)}, origin=actor.origin,
        )  # fmt: skip
    content = _workbook(heads, lines, filename, f"{actor.name} {actor.at:%Y-%m-%d %H:%M} 导出")
    return attached(content, filename, actor.today)


def taken(actor: Actor) -> int:
    """Exports in the last hour."""
    since = actor.at - timedelta(hours=1)
    return queries.entries(queries.Filters(since=since, codes=(CODE,), person=f"user:{actor.user}")).count()


def _asked(terms: Mapping[str, str]) -> str:
    return "，".join(
        f"{name}={value[:40]}" for name, value in terms.items() if value and name not in {"export", "page"}
    )


def attached(
    content: bytes, name: str, day: date, *, what: str = "", kind: str = TYPE, suffix: str = "xlsx"
) -> HttpResponse:
    """A file to take along, called after what it is, what it is about, and the day."""
    called = f"{what}_{safe_name(name, day)}" if what else safe_name(name, day)
    return attachment(content, f"{called}.{suffix}", kind)


def attachment(content: bytes, name: str, kind: str = TYPE) -> HttpResponse:
    """A file to take along, under this name."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def safe_name(name: str, day: date) -> str:
    """A file's name that every system takes: letters and digits of any script, and the date."""
    plain = "".join(one if unicodedata.category(one)[0] in "LN" else "_" for one in name[:NAME_MOST])
    return f"{plain.strip('_') or '导出'}_{day:%Y%m%d}"


def _workbook(heads: list[str], lines: list[list[str]], title: str, footer: str) -> bytes:
    """Every cell a text: what begins like a formula is marked as text by the writer (SEC-28)."""
    columns = [
        Column(head, fitting([head, *(line[number] for line in lines[:CHUNK])])) for number, head in enumerate(heads)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with open_book(path, title=title, footer=footer) as book:
            page = Page(book, "列表", title, columns, note=footer)
            for line in lines:
                page.row(list(line))
            page.end()
        return path.read_bytes()
