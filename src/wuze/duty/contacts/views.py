"""Pages of contact points: the list, one contact, recording a visit on a phone, promises, 联络员."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.duty.contacts import actions, forms, policy, queries, tables
from wuze.duty.contacts.enums import VisitState
from wuze.duty.contacts.models import Promise, Visit
from wuze.duty.shared import form_verb, offered, url
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import version_of
from wuze.registry.organisations import queries as organisations
from wuze.registry.queries import in_force, version_now
from wuze.registry.shared import Act, Entered, carry_out, list_page


@needs(Capability.SEE_AGENDA)
@require_GET
def contacts(request: Request) -> HttpResponse:
    """Contact points with their visits for those who see them; totals for everybody."""
    actor = request.actor
    rows = queries.with_visits(queries.visible_to(actor), actor.today)
    values = {"totals": queries.totals(actor.today), "year": actor.today.year}
    if not rows.exists():
        return render(request, "duty/contacts/totals.html", values)
    values["head"] = policy.why_not_liaison(actor) is None
    return list_page(request, tables.contacts_table(actor.today), rows, "duty/contacts/list.html", **values)


@needs(Capability.SEE_AGENDA)
@require_GET
def contact(request: Request, pk: int) -> HttpResponse:
    """One contact point: visits, promises, what may be done."""
    actor = request.actor
    row = get_object_or_404(queries.visible_to(actor), pk=pk)
    found = list(queries.visits(actor).filter(contact=row).prefetch_related("promises"))
    no = policy.why_not_record(actor, row)
    offers = [form_verb("记走访", "visit-done", no, pk), form_verb("安排走访", "visit-plan", no, pk)]
    verbs, refused = offered(offers)
    values = {
        "contact": row, "verbs": verbs, "refused": refused, "keeps": no is None,
        "planned": [(one, tables.due_light(one.planned_on, actor.today)) for one in found if one.state == VisitState.PLANNED],
        "past": [one for one in found if one.state != VisitState.PLANNED],
        "promises": [
            (one, tables.promise_light(one, actor.today)) for one in queries.promises(actor).filter(visit__contact=row)
        ],
    }  # fmt: skip
    return render(request, "duty/contacts/contact.html", values)


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def visit_plan(request: Request, pk: int) -> HttpResponse:
    """安排走访."""
    actor = request.actor
    row = get_object_or_404(queries.visible_to(actor), pk=pk)
    refuse(policy.why_not_record(actor, row))

    def act(entered: Entered) -> str:
        actions.plan(actor, pk, **entered)
        return url("contact", pk)

    return carry_out(request, Act(
        title=f"安排走访：{row.organisation}", verb="安排", form=forms.PlanForm, act=act, said="安排了。",
        back=Link("回去", url("contact", pk)),
    ))  # fmt: skip


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def visit_done(request: Request, pk: int) -> HttpResponse:
    """记走访; ``visit``: the planned one."""
    actor = request.actor
    row = get_object_or_404(queries.visible_to(actor), pk=pk)
    refuse(policy.why_not_record(actor, row))
    key = request.GET.get("visit", "")
    planned = queries.visits(actor).filter(contact=row, state=VisitState.PLANNED)
    visit = planned.filter(pk=int(key[:18])).first() if key.isdecimal() else planned.order_by("planned_on").first()

    def act(entered: Entered) -> str:
        actions.done(actor, pk, visit=visit.pk if visit else None, **entered)
        return url("contact", pk)

    return carry_out(request, Act(
        title=f"记走访：{row.organisation}", verb="记下", act=act, said="记下了。",
        form=lambda data: forms.DoneForm(data, initial={"day": actor.today}),
        back=Link("回去", url("contact", pk)), note="只记哪天去的、答应了什么、哪天前给结果；谈了什么不记。",
    ))  # fmt: skip


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def visit_miss(request: Request, pk: int) -> HttpResponse:
    """没去成."""
    actor = request.actor
    row = get_object_or_404(queries.visits(actor), pk=pk)
    refuse(policy.why_not_miss(actor, row))

    def act(entered: Entered) -> str:
        actions.miss(actor, pk, version=version_of(request), **entered)
        return url("contact", row.contact_id)

    return carry_out(request, Act(
        title=f"没去成：{row.contact.organisation}", verb="登记", form=forms.MissForm, act=act, said="登记了，可以再安排一次。",
        version=lambda: version_now(Visit, pk), kind=actions.KIND, key=row.contact_id, back=Link("回去", url("contact", row.contact_id)),
    ))  # fmt: skip


# --- promises ---------------------------------------------------------------------------------------------------------


@needs(Capability.SEE_AGENDA)
@require_GET
def promises(request: Request) -> HttpResponse:
    """答应的事."""
    actor = request.actor
    return list_page(request, tables.promises_table(actor), queries.promises(actor), "duty/contacts/promises.html")


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def promise(request: Request, pk: int) -> HttpResponse:
    """One promise: what became of it."""
    actor = request.actor
    row = get_object_or_404(queries.promises(actor), pk=pk)
    refuse(policy.why_not_settle(actor, row))
    contact = row.visit.contact

    def act(entered: Entered) -> str:
        actions.settle(actor, pk, version=version_of(request), **entered)
        return url("promises")

    return carry_out(request, Act(
        title=row.text, verb="记下结果", form=forms.SettleForm, act=act, said="记下了。", kind=actions.KIND, key=contact.pk,
        version=lambda: version_now(Promise, pk), back=Link("回去", url("promises")),
        note=f"{contact.person}走访{contact.organisation}时答应的。",
    ))  # fmt: skip


# --- 联络员, the dossier ----------------------------------------------------------------------------------------------


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def liaisons(request: Request) -> HttpResponse:
    """Who keeps which leader's record; one more."""
    actor = request.actor
    refuse(policy.why_not_liaison(actor))
    rows = queries.liaisons(actor.today)

    def act(entered: Entered) -> str:
        actions.add_liaison(actor, **entered)
        return url("liaisons")

    return carry_out(request, Act(
        title="联络员", verb="定联络员", act=act, said="定了。", back=Link("回到联系点", url("contacts")),
        form=lambda data: forms.LiaisonForm(
            data, leaders=queries.leader_posts(actor.today), posts=queries.liaison_posts(actor.today)
        ),
        note="联络员替领导安排、登记走访，看得到这位领导的走访和答应的事；岗位换人，跟着岗位走。",
        template="duty/contacts/liaisons.html", more={"rows": rows},
    ))  # fmt: skip


@needs(Capability.SEE_AGENDA)
@acts
@require_http_methods(["GET", "POST"])
def liaison_end(request: Request, pk: int) -> HttpResponse:
    """Not any more."""
    actor = request.actor
    refuse(policy.why_not_liaison(actor))
    row = get_object_or_404(queries.liaisons(), pk=pk)

    def act(_entered: Entered) -> str:
        actions.end_liaison(actor, pk)
        return url("liaisons")

    return carry_out(request, Act(
        title=f"不再是联络员：{row.post}", verb="不再是", form=forms.NoForm, act=act, said="从今天起不再是。",
        back=Link("回去", url("liaisons")), note=f"从今天起，{row.post}看不到{row.leader}的走访。",
    ))  # fmt: skip


@needs(Capability.SEE_ORGANISATIONS)
@require_GET
def of_organisation(request: Request, pk: int) -> HttpResponse:
    """The slot of a dossier: who contacts it, how often this year; more only for those who see it."""
    actor = request.actor
    row = get_object_or_404(organisations.visible_to(actor), pk=pk)
    rows = row.leader_contacts.filter(in_force(actor.today)).select_related("person")
    found = list(queries.with_visits(rows, actor.today))
    mine = set(queries.visible_to(actor).filter(organisation=row).values_list("pk", flat=True))
    values = {"row": row, "rows": [(one, one.pk in mine) for one in found], "year": actor.today.year}
    name = "duty/contacts/slot.html"
    return render(request, f"{name}#slot" if is_fragment(request) else name, values)
