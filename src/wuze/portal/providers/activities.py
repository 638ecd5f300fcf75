"""What was done and promised (记一条) on the desk, in the search and in the history of things."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Verb
from wuze.ledger.activities import queries
from wuze.ledger.activities.models import Activity
from wuze.ledger.addresses import url
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.search import Found, Hits, marked, matching
from wuze.registry.rules import cn


def promises(actor: Actor) -> Queue | None:
    """What one's own units promised and have not settled."""
    return Queue(queries.open_promises(actor), _promise) if actor.may(Capability.REPORT_TASKS) else None


def note_down(actor: Actor) -> Verb | None:
    """To enter what was done."""
    return Verb("记一条", url("quick"), "get", icon="pencil") if actor.may(Capability.REPORT_TASKS) else None


def _promise(row: Activity) -> Line:
    verb = Verb("写结果", url("activity-act", row.pk, "settle"), "get")
    return Line("mine", row.promise, url("activity", row.pk), f"{row.title}时答应的", row.promise_due, verb=verb)


def activities(actor: Actor, words: Sequence[str]) -> Hits:
    """Entries by title or initials."""
    rows = matching(queries.opened(actor).filter(queries.STANDS), words, ("title",), "initials")

    def shown(row: Activity) -> Found:
        detail = f"{row.unit} {row.get_kind_display()} {cn(row.happened)}"
        return Found(marked(row.title, words), place("ledger:activity", str(row.pk)), detail)

    return Hits("activities", "履责记录", "条", rows.order_by("-happened", "-pk"), shown)


ACTIVITY = Kind("ledger.activity", "履责记录", queries.visible_to, lambda key: place("ledger:activity", key))
