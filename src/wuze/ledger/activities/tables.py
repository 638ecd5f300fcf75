"""What was done, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from wuze.kernel.web.components import Empty, Light, Link, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_full_date
from wuze.kernel.workdays import left
from wuze.ledger.activities import queries, rules
from wuze.ledger.activities.enums import ActivityKind, EntryState, Layer, PromiseState
from wuze.ledger.activities.models import Activity

Options = Sequence[tuple[str, str]]


def tags(row: Activity) -> tuple[Tag, ...]:
    """Facts that stay."""
    found = [Tag("已撤回", "late")] if row.state == EntryState.WITHDRAWN else []
    found += [Tag("代录")] if row.on_behalf else []
    found += [Tag("补登")] if rules.was_late_entered(row.happened, row.entered_on) else []
    found += [Tag("更正过")] if row.corrected_on else []
    return tuple(found)


def promise_light(row: Activity, today: date, head: str = "答应的事") -> Light | None:
    """What a promise stands at; None where none was given."""
    if row.promise_state == PromiseState.NONE or row.promise_due is None:
        return None
    if row.promise_state == PromiseState.OPEN:
        term = left(row.promise_due, today)
        return Light(term.state, f"{head}{term.word}")
    return Light(
        "green" if row.promise_state == PromiseState.KEPT else "none", f"{head}{row.get_promise_state_display()}"
    )


def shown_whom(row: Activity) -> str:
    """With whom, where the title does not say it; of 四同 the marks there are."""
    if row.kind == ActivityKind.JOINT:
        return "、".join(label for label, day in zip(rules.MARK_LABELS, row.marks, strict=True) if day)
    if row.kind in {ActivityKind.TALK, ActivityKind.TRAINING}:
        return str(row.get_layer_display())
    return row.whom if row.kind == ActivityKind.EFFECT else ""


def periods(today: date) -> dict[str, tuple[str, Q]]:
    """Spans a list can be narrowed to."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return {
        "month": ("本月", Q(happened__gte=today.replace(day=1))), "quarter": ("本季", Q(happened__gte=quarter)),
        "year": ("今年", Q(happened__year=today.year)), "last": ("去年", Q(happened__year=today.year - 1)),
    }  # fmt: skip


def activities_table(today: date, superiors: Options, *, may_enter: bool) -> Table[Activity]:
    """Entries with ``unit``."""
    spans = periods(today)
    opened = Q(promise_state=PromiseState.OPEN)

    step = Link("记一条", reverse("ledger:quick")) if may_enter else None
    return Table[Activity](
        id="activities", caption="履责记录", noun="条", label=str, once=True,
        columns=(
            Col("happened", "哪天", lambda row: Cell(cn_full_date(row.happened)), ("happened",), "w-136"),
            Col("kind", "类别", lambda row: Cell(row.get_kind_display()), ("kind", "-happened"), "w-104"),
            Col("title", "事项", lambda row: Cell(row.title, reverse("ledger:activity", args=[row.pk]), tags=tags(row)),
                ("title",), phone="title"),
            Col("unit", "单位", lambda row: Cell(str(row.unit)), ("unit__path", "-happened"), "w-180"),
            Col("whom", "层级、环节、惠及", lambda row: Cell(shown_whom(row), quiet=True), (), "w-180", optional=True),
            Col("promise", "答应的事", lambda row: Cell(light=promise_light(row, today, "")), ("promise_due",), "w-152"),
        ),
        search=("title__icontains", "initials__contains", "whom__icontains", "unit__name__icontains", "unit__initials__contains"),
        placeholder="找事项、单位，可用简拼", order=("-happened", "-pk"),
        filters=(
            Pick("unit", "单位", superiors, lambda value: Q(unit__path__startswith=value)),
            Pick("kind", "类别", ActivityKind.choices, lambda value: Q(kind=value)),
            Pick("layer", "层级", Layer.choices, lambda value: Q(layer=value)),
            Pick("time", "时间", [(name, label) for name, (label, _) in spans.items()], lambda value: spans[value][1]),
        ),
        views=(
            Seen("stands", "有效的", queries.STANDS), Seen("promise", "答应了没办的", queries.STANDS & opened),
            Seen("late", "答应了超期的", queries.STANDS & opened & Q(promise_due__lt=today)),
            Seen("joint", "四同没齐的", queries.STANDS & Q(kind=ActivityKind.JOINT) & ~queries.FULL),
            Seen("back", "撤回的", Q(state=EntryState.WITHDRAWN)), Seen("all", "全部", Q()),
        ),
        empty=Empty("还没有记过。", step), hint="记一次，汇报、考核、单位页面都用它。只列事实，不排名。",
    )  # fmt: skip
