"""Notices: list, reminder, one with its verbs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enter_for import EnterFor, behalf
from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.duty import forms, pages, tables
from wuze.duty.assignments import queries as assignments
from wuze.duty.editions.policy import why_not_draft
from wuze.duty.notices import actions, policy, queries
from wuze.duty.notices.evidence import NOTICE
from wuze.duty.notices.models import DutyNotice
from wuze.duty.notices.states import FROM_UNIT
from wuze.duty.shared import url
from wuze.kernel import reminder as words
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.forms import Form
from wuze.kernel.web.listing import Reminder
from wuze.kernel.web.request import keys_of, version_of
from wuze.registry.evidence import pages as evidence
from wuze.registry.evidence.brought import brought_of, files_first
from wuze.registry.evidence.queries import earlier
from wuze.registry.pages import history_url
from wuze.registry.queries import version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page

MOST = 500


@needs(Capability.SEE_DUTIES)
@require_GET
def notices(request: Request) -> HttpResponse:
    """All the actor sees."""
    keeper = why_not_draft(request.actor) is None
    return list_page(
        request, tables.notices_table(keeper=keeper), queries.visible_to(request.actor), "duty/notices.html"
    )


@needs(Capability.SEE_DUTIES)
@acts
@require_POST
def reminder(request: Request) -> HttpResponse:
    """The chosen ones that wait for their unit, as text."""
    keys = keys_of(request.POST.getlist("row")[:MOST])
    rows = queries.visible_to(request.actor).filter(pk__in=keys, state__in=FROM_UNIT).order_by("unit__path")
    matters = {str(row.unit): [f"《{row.edition}》告知单没有签收"] for row in rows}
    text = words.text("请签收责任清单告知单", matters, request.actor.at, "签收是收到；有不同意见写在异议里。")
    return render(request, "wuze/reminder.html", {"reminder": Reminder(f"{len(matters)}个单位", text)})


def opened(request: Request, pk: int) -> DutyNotice:
    """The notice a page is about, if the actor sees it."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


@needs(Capability.SEE_DUTIES)
@require_GET
def notice(request: Request, pk: int) -> HttpResponse:
    """What the unit is told."""
    row = opened(request, pk)
    current = row.edition.state == "in_force"
    values = {
        "notice": row, "bar": pages.notice_bar(request.actor, row), "history": history_url(actions.KIND, pk),
        "owed": assignments.owed_by(request.actor, [row.unit]) if current else [], "current": current,
        "files": evidence.files(request.actor, NOTICE, row, queries.files_of(row)),
    }  # fmt: skip
    return render(request, "duty/notice.html", values)


@needs(Capability.SEE_DUTIES)
@files_first
@acts
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """Receive, object, answer."""
    actor, row = request.actor, opened(request, pk)
    own = policy.why_must_enter_for(actor, row.unit) is None
    kinds: dict[str, tuple[type[Form], str, str]] = {
        "sign": (forms.NoForm if own else forms.SignForForm, "签收", "签收了。"),
        "object": (forms.ObjectForm if own else forms.ObjectForForm, "提异议", "提出了，等牵头机关答复。"),
        "answer": (forms.AnswerForm, "答复", "答复了。"),
    }  # fmt: skip
    if verb not in kinds:
        raise Http404
    refuse(policy.why_not_answer(actor, row) if verb == "answer" else policy.why_not_from_unit(actor, row, verb))
    kind, label, said = kinds[verb]
    more: dict[str, Any] = {"initial": {"for_whom": str(row.unit)}}
    if verb == "object":
        more |= {"brought": brought_of(request), "earlier": earlier(actor, [row.unit_id])}

    def done(entered: Entered) -> str:
        version, form = version_of(request), entered.form
        paper = behalf(form) if isinstance(form, EnterFor) else None
        if verb == "sign":
            actions.sign(actor, pk, version=version, behalf=paper)
        elif verb == "object":
            said_so = {"reason": entered["reason"], "files": entered["papers"]}
            actions.raise_objection(actor, pk, version=version, behalf=paper, **said_so)
        else:
            actions.answer(actor, pk, version=version, text=entered["text"])
        return url("notice", pk)

    return carry_out(request, Act(
        title=f"{label}：{row.unit}", verb=label, act=done, said=said, form=lambda data: kind(data, **more), kind=actions.KIND, key=pk,
        version=lambda: version_now(DutyNotice, pk), back=Link("不办了", url("notice", pk)), template="duty/form.html",
        note=f"异议：{row.objection}" if verb == "answer" else "签收只表示收到，不表示同意。" if verb == "sign" else "",
    ))  # fmt: skip
