"""The approver table as a list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.approvals import acts
from wuze.accounts.models import ApproverRule
from wuze.kernel.web.components import Empty, Light, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_full_date


def table(day: date, dead: Collection[int], edits: bool) -> Table[ApproverRule]:
    """``dead``: posts that are gone; ``edits``: whether the act leads to its form."""

    def act(line: ApproverRule) -> Cell:
        url = reverse("approvers:change", kwargs={"pk": line.pk}) if edits and line.until is None else ""
        strict = acts.get(line.act).strict if line.act in {one.code for one in acts.known()} else False
        return Cell(acts.label(line.act), url, tags=(Tag("不放宽"),) if strict else ())

    def post(line: ApproverRule) -> Cell:
        if line.until is None and line.post in dead:
            return Cell(line.post_label, light=Light("red", "岗位没了"))
        return Cell(line.post_label, strong=line.until is None)

    def period(line: ApproverRule) -> Cell:
        return Cell(f"{cn_full_date(line.since)}起" + (f"，到{cn_full_date(line.until)}" if line.until else ""))

    now = Q(until=None) | Q(until__gt=day)
    kinds = tuple((one.code, one.label) for one in acts.known())
    return Table[ApproverRule](
        id="approvers", caption="审批人表", noun="条", label=str,
        columns=(
            Col("act", "哪件事", act, ("act", "unit"), phone="title"),
            Col("unit", "在哪个单位", lambda line: Cell(line.unit_label), ("unit_label",), "w-152"),
            Col("post", "由谁批", post, ("post_label",)),
            Col("since", "期间", period, ("since",), "w-220"),
            Col("reason", "依据", lambda line: Cell(line.reason), optional=True),
            Col("by", "谁定的", lambda line: Cell(line.set_by), ("set_by",), "w-88", "off", optional=True),
        ),
        search=("post_label__icontains", "unit_label__icontains", "reason__icontains"), placeholder="找岗位、单位、依据",
        order=("act", "unit", "-since"),
        filters=(Pick("act", "事项", kinds, lambda value: Q(act=value)),) if len(kinds) > 1 else (),
        views=(Seen("now", "现行", now), Seen("past", "以前的", ~now)),
        empty=Empty("还没有定过审批人。"), hint="离得最近的一条管用：乡镇定了的用乡镇的，没定的用全县的", export=False,
    )  # fmt: skip
