"""Handovers: list, one handover with its sheet, and both confirmations."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs, signed_in
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import version_of
from wuze.registry import actions, forms, pages, policy, queries
from wuze.registry.actions import NewPerson
from wuze.registry.enums import HandoverState, HandoverWay
from wuze.registry.handover_lines import Line, lines_of
from wuze.registry.models import Handover
from wuze.registry.shared import Act, Entered, carry_out, list_page
from wuze.registry.tables import handovers_table
from wuze.registry.views.people import found_people
from wuze.registry.views.posts import opened as opened_post

PAPER = [(HandoverWay.PAPER.value, "本人在纸上签了字，代录")]
ABSENT = [(HandoverWay.ABSENT.value, "本人不在，由上级登记")]


@signed_in
@require_GET
def handovers(request: Request) -> HttpResponse:
    """My handovers, and those of units in my care. Whoever has no post yet comes here to take one."""
    refuse(policy.why_not_see_handovers(request.actor))
    rows = queries.handovers_visible_to(request.actor)
    return list_page(request, handovers_table(request.actor), rows, "registry/handovers.html")


def opened(request: Request, pk: int) -> Handover:
    """The handover a page is about, if the actor sees it."""
    return get_object_or_404(queries.handovers_visible_to(request.actor), pk=pk)


def lines(request: Request, row: Handover) -> list[Line]:
    """As they were when the post was given; until then as they are."""
    if row.given_at is None and row.is_open:
        return lines_of(row.post, request.actor.at)
    return [Line(one.kind, one.key, one.label, one.state, one.url) for one in row.lines.all()]


@signed_in
@require_GET
def handover(request: Request, pk: int) -> HttpResponse:
    """Where it stands and what goes with the post."""
    row = opened(request, pk)
    values = {
        "handover": row, "bar": pages.handover_bar(request.actor, row), "lines": lines(request, row),
        "history": pages.history_url("registry.handover", pk),
    }  # fmt: skip
    return render(request, "registry/handover.html", values)


@signed_in
@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The sheet to print and sign."""
    row = opened(request, pk)
    return render(request, "registry/sheet.html", {"handover": row, "lines": lines(request, row)})


@needs(Capability.HAND_OVER)
@acts
@require_http_methods(["GET", "POST"])
def draft(request: Request, pk: int) -> HttpResponse:
    """Who takes over, from when."""
    actor, post = request.actor, opened_post(request, pk)
    refuse(policy.why_not_draft_handover(actor, post))
    query, people = found_people(actor, request.GET.get("q", ""), post.unit)
    holder = queries.holder_of(post, actor.today)
    people = [one for one in people if holder is None or one[0] != str(holder.person_id)]

    def act(entered: Entered) -> str:
        new = NewPerson(entered["name"], entered["phone"], entered["another"])
        key = int(entered["person"])
        made = actions.draft_handover(
            actor, pk, person=key, new=None if key else new, on=entered["on"], basis=entered["basis"]
        )
        return pages.url("handover", made.pk)

    return carry_out(request, Act(
        title=f"办交接：{post}", verb="拟交接", act=act, said="交接拟好了，等两边确认。",
        form=lambda data: forms.HandoverForm(data, initial={"on": actor.today}, people=people),
        back=Link("不办了", pages.url("post", pk)), template="registry/pick.html",
        more={"query": query},
    ))  # fmt: skip


@signed_in
@acts
@require_http_methods(["GET", "POST"])
def give(request: Request, pk: int) -> HttpResponse:
    """The outgoing person confirms."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_give(actor, row))

    def act(entered: Entered) -> str:
        actions.give(actor, pk, version=version_of(request))
        return pages.url("handover", pk)

    return carry_out(request, Act(
        title=f"确认交出：{row.post}", verb="确认交出", act=act, said="您已确认交出，等对方接收。", kind="registry.handover",
        key=pk, form=forms.ConfirmForm, version=lambda: queries.version_now(Handover, pk),
        back=Link("先不交", pages.url("handover", pk)), more={"lines": lines(request, row)},
        note=f"下面的事交给{row.incoming}。确认后清单定住，不再变。",
    ))  # fmt: skip


@signed_in
@acts
@require_http_methods(["GET", "POST"])
def take(request: Request, pk: int) -> HttpResponse:
    """The incoming person confirms: it is done."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_take(actor, row))

    def act(entered: Entered) -> str:
        actions.take(actor, pk, version=version_of(request))
        return pages.url("handover", pk)

    return carry_out(request, Act(
        title=f"确认接收：{row.post}", verb="确认接收", act=act, said="交接办好了。", kind="registry.handover", key=pk,
        form=forms.ConfirmForm, version=lambda: queries.version_now(Handover, pk),
        back=Link("先不接", pages.url("handover", pk)), more={"lines": lines(request, row)},
        note=f"{row.outgoing.person}已确认交出。您接收后，这个岗位的事就是您的。",
    ))  # fmt: skip


@needs(Capability.HAND_OVER)
@acts
@require_http_methods(["GET", "POST"])
def register(request: Request, pk: int) -> HttpResponse:
    """A confirmation on paper, or of someone who is not there; whichever side's turn it is."""
    actor, row = request.actor, opened(request, pk)
    giving = row.state == HandoverState.DRAFTED
    refuse(policy.why_not_register_give(actor, row) if giving else policy.why_not_register_take(actor, row))

    def act(entered: Entered) -> str:
        (actions.give if giving else actions.take)(actor, pk, version=version_of(request), **entered)
        return pages.url("handover", pk)

    verb = "代录交出" if giving else "代录接收"
    ways = PAPER + ABSENT if giving else PAPER
    return carry_out(request, Act(
        title=f"{verb}：{row.post}", verb=verb, act=act, said="登记好了。", kind="registry.handover", key=pk,
        form=lambda data: forms.RegisterForm(data, initial={"way": ways[0][0]}, ways=ways),
        version=lambda: queries.version_now(Handover, pk), back=Link("不登记了", pages.url("handover", pk)),
        more={"lines": lines(request, row)}, note=f"代{row.outgoing.person if giving else row.incoming}登记，留痕里写明是您代录的。",
    ))  # fmt: skip


@signed_in
@acts
@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    """Nothing changes hands."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_cancel_handover(actor, row))

    def act(entered: Entered) -> str:
        actions.cancel_handover(actor, pk, version=version_of(request), **entered)
        return pages.url("handover", pk)

    return carry_out(request, Act(
        title=f"取消交接：{row.post}", verb="取消交接", act=act, said="交接取消了，任职没有变。", kind="registry.handover",
        key=pk, form=forms.ReasonForm, version=lambda: queries.version_now(Handover, pk),
        back=Link("不取消", pages.url("handover", pk)),
    ))  # fmt: skip
