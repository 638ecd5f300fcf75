"""The matrix, one cell, one duty, one unit's duties, one's own."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts.enums import Capability
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.models import Person
from wuze.duty import forms, pages, tables
from wuze.duty.assignments import actions, policy, queries
from wuze.duty.assignments.enums import Share
from wuze.duty.assignments.rules import TOO_MANY
from wuze.duty.editions import policy as edition_policy
from wuze.duty.editions import queries as editions
from wuze.duty.editions.enums import EditionState
from wuze.duty.notices import queries as notices
from wuze.duty.shared import url
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Empty, Link
from wuze.kernel.web.frame import address
from wuze.registry.models import Unit
from wuze.registry.pages import history_url, slot_url
from wuze.registry.queries import in_force
from wuze.registry.shared import Act, Entered, carry_out, list_page


@needs(Capability.SEE_DUTIES)
@require_GET
def home(request: Request) -> HttpResponse:
    """Layers × duties by the edition in force; only gaps carry colour."""
    actor, edition = request.actor, editions.in_force()
    may = edition_policy.why_not_draft(actor) is None
    link = Link("从示范清单起草", url("edition-new")) if may else None
    values: dict[str, object] = {"edition": edition, "may_draft": may, "empty": Empty("还没有施行的责任清单。", link)}
    if edition is not None:
        vacant = queries.vacant_posts(actor)
        found = pages.matrix(actor, edition)
        values |= {
            "matrix": found, "vacant": vacant[: pages.SHOWN], "vacant_count": len(vacant),
            "vacant_more": max(0, len(vacant) - pages.SHOWN), "red": found.red[: pages.SHOWN],
            "many": queries.too_many(actor), "duties": sum(len(rows) for _, rows in found.groups),
        }  # fmt: skip
    return render(request, "duty/home.html", values)


@needs(Capability.SEE_DUTIES)
@require_GET
def cell(request: Request, pk: int) -> HttpResponse:
    """Units of one layer that owe one duty: post, holder, since when."""
    actor = request.actor
    part = get_object_or_404(editions.parts_visible_to(actor), pk=pk)
    may_name = policy.why_not_name(actor, part) is None
    return list_page(
        request,
        tables.cell_table(actor, part),
        queries.cell_units(actor, part),
        "duty/cell.html",
        part=part,
        may_name=may_name,
    )


@needs(Capability.SEE_DUTIES)
@require_GET
def duty(request: Request, pk: int) -> HttpResponse:
    """What is owed, by whom, from which rule."""
    row = get_object_or_404(editions.duties_visible_to(request.actor), pk=pk)
    edits = edition_policy.why_not_edit(request.actor, row.edition) is None
    sets = request.actor.may(Capability.EDIT_TASKS) and row.edition.state == EditionState.IN_FORCE
    values = {
        "duty": row,
        "parts": row.parts.all(),
        "edits": edits,
        "history": history_url("duty.duty", pk) if editions.sees_past(request.actor) else "",
        "task_new": address("ledger:new") if sets else "",
        "tasks": address("ledger:home"),
        "assessed": slot_url("schemes:of-duty", pk) if request.actor.may(Capability.SEE_SCHEMES) else "",
    }
    return render(request, "duty/duty.html", values)


@needs(Capability.SEE_DUTIES)
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """What one unit owes, and whether it has been told."""
    row = get_object_or_404(queries.units_of(request.actor), pk=pk)
    return _owed(request, [row], str(row))


@needs(Capability.SEE_DUTIES)
@require_GET
def mine(request: Request) -> HttpResponse:
    """我的责任: of the units in which I hold a post."""
    keys = {held.unit for held in request.actor.posts}
    return _owed(
        request, list(queries.units_of(request.actor).filter(pk__in=keys).order_by("path")), "我的责任", own=True
    )


def _owed(request: Request, units: list[Unit], title: str, *, own: bool = False) -> HttpResponse:
    actor = request.actor
    owed = queries.owed_by(actor, units)
    told = notices.visible_to(actor).filter(unit__in=[one.pk for one in units], edition__state="in_force")
    values = {
        "title": title, "own": own, "tables": pages.by_unit(owed), "count": len(owed), "notices": list(told),
        "posts": {held.post for held in actor.posts}, "edition": editions.in_force(),
        "empty": Empty("施行的清单里没有要担的责任。", Link("看责任矩阵", url("home"))),
    }  # fmt: skip
    return render(request, "duty/owed.html", values)


@needs(Capability.SEE_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def assign(request: Request, part: int, unit: int) -> HttpResponse:
    """落岗: which post of a unit leads or helps."""
    actor = request.actor
    row = get_object_or_404(editions.parts_visible_to(actor), pk=part)
    owner = get_object_or_404(queries.units_of(actor), pk=unit)
    refuse(policy.why_not_assign(actor, row, owner, committee=queries.has_committee(unit)))
    posts = owner.posts.filter(in_force(actor.today)).order_by("order", "pk")
    standing = queries.standing(row, owner, actor.today)
    now = "、".join(f"{one.post.title}（{one.get_share_display()}）" for one in standing if one.post)

    def act(entered: Entered) -> str:
        actions.assign(actor, part, unit, post=entered["post"], share=entered["share"])
        return url("cell", part)

    return carry_out(request, Act(
        title=f"{owner}：{row.duty}", verb="定下来", act=act, said="定好了，从今天起。",
        form=lambda data: forms.AssignForm(data, posts=[(str(one.pk), one.title) for one in posts]),
        back=Link("不定了", url("cell", part)), template="duty/form.html",
        note=f"现在：{now or '没有落岗'}。一个单位一个主责岗位，换主责的，原来的今天起不再担。",
    ))  # fmt: skip


@needs(Capability.SEE_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def release(request: Request, part: int, unit: int) -> HttpResponse:
    """撤下: a helping post, or the naming of the unit."""
    actor = request.actor
    row = get_object_or_404(editions.parts_visible_to(actor), pk=part)
    owner = get_object_or_404(queries.units_of(actor), pk=unit)
    refuse(policy.why_not_release(actor, row, owner))
    helping = queries.standing(row, owner, actor.today).filter(share=Share.ASSIST)
    choices = [(str(one.post_id), f"协助：{one.post}") for one in helping]
    if policy.why_not_name(actor, row) is None:
        choices.append((actions.NAMING, f"点名：{owner}不再担这一项"))

    def act(entered: Entered) -> str:
        actions.release(actor, part, unit, **entered)
        return url("cell", part)

    return carry_out(request, Act(
        title=f"撤下：{owner}，{row.duty}", verb="撤下", act=act, said="撤下了，从今天起。", template="duty/form.html",
        form=lambda data: forms.ReleaseForm(data, choices=choices), back=Link("不撤了", url("cell", part)),
        note="以前担过的留在记录里。换主责岗位不用撤，直接定给另一个岗位。",
    ))  # fmt: skip


@needs(Capability.SEE_DUTIES)
@require_GET
def load(request: Request, pk: int) -> HttpResponse:
    """What one person leads, each to be put on another post."""
    actor = request.actor
    rows = list(queries.led_by(actor, pk))
    if not rows:
        raise Http404
    in_force_now = [(one, policy.sets(actor, one.unit)) for one in rows]
    values = {"person": get_object_or_404(Person, pk=pk), "rows": in_force_now, "most": TOO_MANY}
    values["may_any"] = any(may for _, may in in_force_now)
    return render(request, "duty/load.html", values)


@needs(Capability.EDIT_DUTIES)
@acts
@require_http_methods(["GET", "POST"])
def name(request: Request, pk: int) -> HttpResponse:
    """点名: which units of the layer owe a duty that not all owe."""
    actor = request.actor
    row = get_object_or_404(editions.parts_visible_to(actor), pk=pk)
    refuse(policy.why_not_name(actor, row))
    units = queries.may_be_named(actor, row)

    def act(entered: Entered) -> str:
        actions.name(actor, pk, entered["unit"])
        return url("cell", pk)

    return carry_out(request, Act(
        title=f"点名：{row}", verb="点名", act=act, said="点名了。由这个单位定岗位。", template="duty/form.html",
        form=lambda data: forms.NameForm(data, units=[(str(one.pk), str(one)) for one in units]),
        back=Link("不点了", url("cell", pk)),
    ))  # fmt: skip
