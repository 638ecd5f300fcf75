"""The list of requests, as one actor sees it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from wuze.accounts.approvals import acts, queries
from wuze.accounts.enter_for import tag
from wuze.accounts.enums import ApprovalState, Carrier
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Empty, Light, Tag
from wuze.kernel.web.frame import address
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.kernel.workdays import left

OPEN = Q(state=ApprovalState.ASKED)


def light(row: Approval, today: date) -> Light:
    """How long it may still wait; without a term, how long it has waited; once answered, the answer."""
    if row.state == ApprovalState.APPROVED:
        return Light("green", row.get_state_display())
    if row.state != ApprovalState.ASKED:
        return Light("none", row.get_state_display())
    if row.due:
        term = left(row.due, today)
        return Light(term.state, term.word)
    waited = (today - timezone.localdate(row.asked_at)).days
    return Light("none", f"等了{waited}天" if waited > 0 else "今天报的")


def tags(row: Approval) -> tuple[Tag, ...]:
    """Marks of the answer that stay; whether it was asked on behalf stands beside who asked."""
    found = []
    if row.carrier == Carrier.PAPER:
        found.append(Tag("线下"))
    if row.late:
        found.append(Tag("补登"))
    if row.alone:
        found.append(Tag("一人经办", "ask"))
    return tuple(found)


def turn(row: Approval) -> Cell:
    """Whose turn it is, or who decided."""
    if row.state == ApprovalState.ASKED:
        return Cell(row.post_label) if row.post else Cell("没有定审批人", quiet=True)
    if row.decided_on:
        return Cell(f"{row.decided_by} {cn_date(row.decided_on)}", tags=tags(row))
    return Cell("")


NOTHING_YET = Empty("现在没有一项工作要报批，所以这里是空的；哪类事要报批，由那项工作自己报到这里。")


def table(actor: Actor) -> Table[Approval]:
    """Views: what I have to decide, what I asked, what waits, what is answered."""
    kinds = tuple((act.code, act.label) for act in acts.known())
    return Table[Approval](
        id="approvals", caption="审批", noun="件", label=str,
        columns=(
            Col("due", "还剩", lambda row: Cell(light=light(row, actor.today)), ("state", "due", "asked_at"), "w-104", "light"),
            Col("thing", "报批什么", lambda row: Cell(str(row), address_of(row)), ("act_label", "thing_label"), "", "title"),
            Col("unit", "哪个单位的事", lambda row: Cell(row.unit_label), ("unit_label",), "w-180", optional=True),
            Col("asked", "报批人", lambda row: Cell(row.asked_by, tags=tag(row.on_behalf)), ("asked_by",), "w-120"),
            Col("on", "报批日", lambda row: Cell(cn_date(row.asked_at)), ("asked_at",), "w-88"),
            Col("turn", "由谁批", turn, ("post_label", "decided_by"), "w-220"),
        ),
        search=("thing_label__icontains", "act_label__icontains", "unit_label__icontains", "asked_by__icontains"),
        placeholder="找事项、单位、报批人", order=("state", "asked_at"),
        filters=(Pick("act", "事项", kinds, lambda value: Q(act=value)),) if len(kinds) > 1 else (),
        views=(
            Seen("mine", "要我批的", queries.mine_to_decide(actor)), Seen("asked", "我报批的", Q(asked_user=actor.user)),
            Seen("open", "在等的", OPEN), Seen("closed", "批过的", ~OPEN),
        ),
        empty=Empty("没有要批的，也没有报批的。") if kinds else NOTHING_YET, hint="还剩＝限期以内的工作日；没有限期的，写等了几天", export=False,
    )  # fmt: skip


def address_of(row: Approval) -> str:
    """The page of one request."""
    return f"{address('approvals:list')}{row.pk}/"
