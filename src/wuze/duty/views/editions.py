"""Editions: list, one with its verbs, drafting, Word and Excel out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.exporting import attached
from wuze.accounts.gate import Request, acts, needs
from wuze.duty import forms, pages, tables
from wuze.duty.assignments import actions as assignments
from wuze.duty.editions import actions, policy, queries, ready, rules, table
from wuze.duty.editions.enums import Layer
from wuze.duty.editions.models import Duty, DutyEdition
from wuze.duty.notices import actions as notices
from wuze.duty.notices import queries as notice_queries
from wuze.duty.shared import url
from wuze.excel.duty_list import excel_of, word_of
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry.pages import history_url
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page

READY = "ready"
TYPES = {
    "word": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "excel": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
HEAD = ("title", "document", "basis", "pledge")
LINE = ("code", "title", "requirement", "basis", "group", "standard", "unconfirmed")


@needs(Capability.SEE_DUTIES)
@require_GET
def editions(request: Request) -> HttpResponse:
    """All editions the actor sees."""
    may = policy.why_not_draft(request.actor) is None
    rows = queries.with_numbers(queries.visible_to(request.actor))
    return list_page(request, tables.editions_table(may_draft=may), rows, "duty/editions.html", may_draft=may)


def opened(request: Request, pk: int) -> DutyEdition:
    """The edition a page is about, if the actor sees it."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def lines_of(row: DutyEdition) -> list[tuple[Duty, rules.Line]]:
    """Its duties as rows of the table."""
    return [(duty, table.line_of(duty, duty.parts.all())) for duty in row.duties.prefetch_related("parts")]


@needs(Capability.SEE_DUTIES)
@require_GET
def edition(request: Request, pk: int) -> HttpResponse:
    """One edition: where it stands, and the list."""
    row = opened(request, pk)
    lines = [
        (duty, [rules.cell(*line.parts[layer]) if layer in line.parts else "" for layer in Layer])
        for duty, line in lines_of(row)
    ]
    values = {
        "edition": row, "lines": lines, "layers": [layer.label for layer in Layer],
        "bar": pages.edition_bar(request.actor, row, len(lines)), "history": history_url(actions.KIND, pk),
    }  # fmt: skip
    return render(request, "duty/edition.html", values)


@needs(Capability.SEE_DUTIES)
@require_GET
def download(request: Request, pk: int, kind: str) -> HttpResponse:
    """The list as a Word or Excel file; both can be read again."""
    row = opened(request, pk)
    if kind not in TYPES:
        raise Http404
    rows = [table.texts(line) for _, line in lines_of(row)]
    note = " ".join(part for part in (row.document, f"依据：{row.basis}") if part)
    content = (word_of if kind == "word" else excel_of)(row.title, note, rows)
    kind_of, suffix = TYPES[kind]
    return attached(content, row.title, request.actor.today, kind=kind_of, suffix=suffix)


# --- drafting ---------------------------------------------------------------------------------------------------------


def head(entered: Entered) -> actions.Head:
    """From a valid form."""
    return actions.Head(**{name: entered[name] for name in HEAD})


@needs(Capability.EDIT_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """From the ready-made list, or from an edition that is there."""
    actor = request.actor
    known = {str(row.pk): row for row in queries.visible_to(actor)[:20]}
    sources = [
        (READY, f"示范清单（{len(ready.ROWS)}项，依据待核的已标）"),
        *((key, f"复制《{row}》") for key, row in known.items()),
    ]
    asked = request.GET.get("source", READY)
    initial = {
        "source": asked if asked in known else READY,
        "title": f"{actor.today.year}年责任清单",
        "basis": ready.BASIS,
    }

    def act(entered: Entered) -> str:
        chosen = known.get(entered["source"])
        lines = [line for _, line in lines_of(chosen)] if chosen else ready.ready()
        return url("edition", actions.make(actor, head(entered), lines, str(chosen) if chosen else "示范清单").pk)

    return carry_out(request, Act(
        title="起草责任清单", verb="起草", act=act, said="起草好了。逐项看过、改过，再报批。", template="duty/form.html",
        form=lambda data: forms.NewForm(data, initial=initial, sources=sources), back=Link("不起草了", url("editions")),
        note="手里有Word或Excel表的，从“导入”进。",
    ))  # fmt: skip


def line(entered: Entered) -> rules.Line:
    """From a valid form; cells are written as in the table."""
    parts = {layer.value: rules.parted(entered[layer.value]) for layer in Layer if entered[layer.value]}
    return rules.Line(**{name: entered[name] for name in LINE}, parts=parts)


@needs(Capability.EDIT_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def duty_edit(request: Request, pk: int) -> HttpResponse:
    """One duty of a draft."""
    actor = request.actor
    duty = get_object_or_404(queries.duties_visible_to(actor), pk=pk)
    refuse(policy.why_not_edit(actor, duty.edition))
    row = table.line_of(duty, duty.parts.all())
    initial = {name: getattr(row, name) for name in LINE} | {
        layer: rules.cell(*part) for layer, part in row.parts.items()
    }

    def act(entered: Entered) -> str:
        actions.put_duty(actor, duty.edition_id, line(entered), duty=pk, version=version_of(request))
        return url("edition", duty.edition_id)

    return carry_out(request, Act(
        title=f"改：{duty}", verb="存下", act=act, said="改好了。", kind=actions.KIND, key=duty.edition_id,
        form=lambda data: forms.DutyForm(data, initial=initial), version=lambda: version_now(DutyEdition, duty.edition_id),
        back=Link("不改了", url("edition", duty.edition_id)), template="duty/form.html",
    ))  # fmt: skip


@needs(Capability.EDIT_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def duty_drop(request: Request, pk: int) -> HttpResponse:
    """One duty taken out of a draft."""
    actor = request.actor
    duty = get_object_or_404(queries.duties_visible_to(actor), pk=pk)
    refuse(policy.why_not_edit(actor, duty.edition))
    return carry_out(request, _act(
        duty.edition, f"删掉{duty}", "删掉", "删掉了。", forms.ReasonForm,
        lambda entered: actions.drop_duty(actor, pk, version=version_of(request), **entered),
        "只从这份草稿里删，施行过的各版不动。",
    ))  # fmt: skip


@needs(Capability.EDIT_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb on an edition."""
    row = opened(request, pk)
    ways = {"edit": _edit, "add": _add, "ask": _ask, "discard": _discard, "spread": _spread, "send": _send}
    if verb not in ways:
        raise Http404
    return carry_out(request, ways[verb](request, row))


def _act(
    row: DutyEdition, title: str, verb: str, said: str, form: Callable[..., object], do: Callable[[Entered], object],
    note: str = "",
) -> Act:  # fmt: skip
    def done(entered: Entered) -> str:
        do(entered)
        return url("edition", row.pk)

    return Act(
        title=f"{title}：{row}", verb=verb, act=done, said=said, kind=actions.KIND, key=row.pk, note=note,
        form=form, version=lambda: version_now(DutyEdition, row.pk),  # type: ignore[arg-type]  # forms of this package
        back=Link("不办了", url("edition", row.pk)), template="duty/form.html",
    )  # fmt: skip


def _edit(request: Request, row: DutyEdition) -> Act:
    refuse(policy.why_not_edit(request.actor, row))
    initial = {name: getattr(row, name) for name in HEAD}
    return _act(
        row, "改名称依据", "存下", "改好了。", lambda data: forms.HeadForm(data, initial=initial),
        lambda entered: actions.edit(request.actor, row.pk, head(entered), version=version_of(request)),
    )  # fmt: skip


def _add(request: Request, row: DutyEdition) -> Act:
    refuse(policy.why_not_edit(request.actor, row))
    return _act(
        row, "加一项", "加上", "加上了。", forms.DutyForm,
        lambda entered: actions.put_duty(request.actor, row.pk, line(entered), duty=None, version=version_of(request)),
    )  # fmt: skip


def _ask(request: Request, row: DutyEdition) -> Act:
    refuse(policy.why_not_ask(request.actor, row, row.duties.count()))
    return _act(
        row, "报批", "报批", "报批了。批了就施行，原来的一版同时被替代。", forms.ReasonForm,
        lambda entered: actions.ask(request.actor, row.pk, version=version_of(request), **entered),
    )  # fmt: skip


def _discard(request: Request, row: DutyEdition) -> Act:
    refuse(policy.why_not_discard(request.actor, row))
    return _act(
        row, "弃用", "弃用", "弃用了。", forms.ReasonForm,
        lambda entered: actions.discard(request.actor, row.pk, version=version_of(request), **entered),
    )  # fmt: skip


def _spread(request: Request, row: DutyEdition) -> Act:
    refuse(policy.why_not_spread(request.actor, row))
    return _act(
        row, "按岗位落下去", "落下去", "落下去了，剩下的在缺口里。", forms.NoForm,
        lambda _: assignments.spread(request.actor, row.pk, version=version_of(request)),
        "只有一个岗位、或只有一个负责人岗位的单位，落到这个岗位；已经定的不动，不清楚的留作缺口。",
    )  # fmt: skip


def _send(request: Request, row: DutyEdition) -> Act:
    refuse(policy.why_not_spread(request.actor, row))
    number = notice_queries.to_send(request.actor, row).count()
    return _act(
        row, "发告知单", "发出", "发出了。", forms.NoForm,
        lambda _: notices.send(request.actor, row.pk, version=version_of(request)),
        f"还有{number}个单位没有告知。每个单位只发一次；签收是收到，不是同意，不要书记签字。",
    )  # fmt: skip
