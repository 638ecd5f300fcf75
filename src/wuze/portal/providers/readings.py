"""Tables read in: on the desk of the office those with cells to look at; in search by title and file."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.accounts.values import Actor
from wuze.assessment.readings import queries
from wuze.assessment.readings.models import TableReading
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.search import Found, Hits, marked, matching


def to_check(actor: Actor) -> Queue | None:
    """For the office: readings not finished, each with how many cells wait."""
    return Queue(queries.to_check(actor), _line) if queries.office_of(actor) else None


def _line(table: TableReading) -> Line:
    waiting: int = table.n_waiting  # type: ignore[attr-defined]  # annotated by the query
    url, light = place("readings:one", str(table.pk)), Light("none", table.get_state_display())
    detail = f"还有{waiting}格要看" if waiting else "都看过了，可以完成核对"
    return Line(
        "mine",
        f"核对旧表：{table}",
        f"{url}?show=waiting" if waiting else url,
        detail,
        light=light,
        verb=Verb("去核对", url, "get"),
    )


def readings(actor: Actor, words: Sequence[str]) -> Hits:
    """Tables read in, by their title or file."""
    rows = matching(queries.visible_to(actor), words, ("title", "file")).order_by("-at", "-pk")

    def shown(row: TableReading) -> Found:
        detail = f"{row.get_state_display()}·{cn_date(row.at)}"
        return Found(marked(row.title, words), place("readings:one", str(row.pk)), detail)

    return Hits("readings", "读旧表", "张", rows, shown)
