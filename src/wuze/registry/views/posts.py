"""Posts: list, gaps in words, one post, and its verbs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts.enums import Capability, Role
from wuze.accounts.gate import Request, acts, needs
from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse
from wuze.kernel.web.components import Link
from wuze.kernel.web.listing import Reminder
from wuze.kernel.web.request import keys_of, version_of
from wuze.registry import actions, forms, pages, policy, queries, rules
from wuze.registry.actions import NewPerson
from wuze.registry.models import Appointment, Post
from wuze.registry.shared import Act, Entered, carry_out, list_page
from wuze.registry.tables import GAP, Options, posts_table
from wuze.registry.views.people import found_people

MOST = 50


@needs(Capability.SEE_UNITS)
@require_GET
def posts(request: Request) -> HttpResponse:
    """Posts over all that is visible, the gaps as views."""
    rows = queries.posts_seen(request.actor).select_related("unit")
    table = posts_table(bulk=request.GET.get("view") == GAP)
    return list_page(request, table, rows, "registry/posts.html")


@needs(Capability.SEE_UNITS)
@acts
@require_POST
def reminder(request: Request) -> HttpResponse:
    """The chosen empty posts as text, by unit."""
    keys = keys_of(request.POST.getlist("row")[:MOST])
    seen = queries.posts_visible_to(request.actor).filter(queries.vacant(request.actor.today), pk__in=keys)
    gaps: dict[str, list[str]] = defaultdict(list)
    for row in seen.select_related("unit").order_by("unit__path", "order", "pk"):
        gaps[str(row.unit)].append(f"{row.title}缺人")
    count = sum(len(titles) for titles in gaps.values())
    text = Reminder(f"{len(gaps)}个单位，{count}个岗位", rules.reminder_text(gaps, request.actor.at))
    return render(request, "wuze/reminder.html", {"reminder": text})


def opened(request: Request, pk: int) -> Post:
    """The post a page is about, if the actor sees it."""
    return get_object_or_404(queries.posts_visible_to(request.actor).select_related("unit"), pk=pk)


@needs(Capability.SEE_UNITS)
@require_GET
def post(request: Request, pk: int) -> HttpResponse:
    """One post: who holds it, who held it, what is open."""
    actor, row = request.actor, opened(request, pk)
    held = list(row.appointments.select_related("person", "post__unit"))
    bar = pages.post_bar(actor, row, queries.holder_of(row, actor.today), queries.open_handover(actor, row))
    values = {
        "post": row, "bar": bar, "held": pages.held_lines(actor, held), "history": pages.history_url("registry.post", pk),
        "chain": queries.chain_of(row.unit),
    }  # fmt: skip
    return render(request, "registry/post.html", values)


# --- verbs ------------------------------------------------------------------------------------------------------------


def roles_of(kind: str) -> Options:
    """Roles a unit of this kind can give."""
    return [(role.value, str(Role(role).label)) for role in rules.ROLES[kind]]


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """A new post of a unit."""
    actor = request.actor
    unit = get_object_or_404(queries.visible_to(actor), pk=pk)
    refuse(policy.why_not_add_post(actor, unit))

    def act(entered: Entered) -> str:
        return pages.url("post", actions.add_post(actor, pk, **entered).pk)

    return carry_out(request, Act(
        title=f"设岗位：{unit}", verb="设岗位", act=act, said="岗位设好了，接着定任职。",
        form=lambda data: forms.NewPostForm(data, initial={"since": actor.today}, roles=roles_of(unit.kind)),
        back=Link("不设了", pages.url("unit", pk)),
    ))  # fmt: skip


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Title, role, order."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_edit_post(actor, row))

    def act(entered: Entered) -> str:
        actions.edit_post(actor, pk, version=version_of(request), **entered)
        return pages.url("post", pk)

    stands = {"title": row.title, "role": row.role, "order": row.order}
    return carry_out(request, Act(
        title=f"改岗位：{row}", verb="存下", act=act, said="改好了。", kind="registry.post", key=pk,
        form=lambda data: forms.PostForm(data, initial=stands, roles=roles_of(row.unit.kind)),
        version=lambda: queries.version_now(Post, pk), back=Link("不改了", pages.url("post", pk)),
        note="职责、任务跟着岗位走，改名不换人。",
    ))  # fmt: skip


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """The end of a post."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_close_post(actor, row))

    def act(entered: Entered) -> str:
        actions.close_post(actor, pk, version=version_of(request), **entered)
        return pages.url("post", pk)

    return carry_out(request, Act(
        title=f"撤岗位：{row}", verb="撤岗位", act=act, said="岗位已撤，以前谁任过都在。", kind="registry.post", key=pk,
        form=lambda data: forms.CloseForm(data, initial={"until": actor.today}), version=lambda: queries.version_now(Post, pk),
        back=Link("不撤了", pages.url("post", pk)),
    ))  # fmt: skip


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def appoint(request: Request, pk: int) -> HttpResponse:
    """Somebody to the post."""
    actor, row = request.actor, opened(request, pk)
    refuse(policy.why_not_appoint(actor, row))
    query, people = found_people(actor, request.GET.get("q", ""), row.unit)

    def act(entered: Entered) -> str:
        new = NewPerson(entered["name"], entered["phone"], entered["another"])
        key = int(entered["person"])
        actions.appoint(
            actor, pk, person=key, new=None if key else new, since=entered["since"], until=entered["until"],
            kind=entered["kind"], basis=entered["basis"],
        )  # fmt: skip
        return pages.url("post", pk)

    first = {"since": actor.today, "kind": "full"}
    return carry_out(request, Act(
        title=f"定任职：{row}", verb="定任职", act=act, said="任职定了。没有账号的，请管账号的人开。",
        form=lambda data: forms.AppointForm(data, initial=first, people=people),
        back=Link("不定了", pages.url("post", pk)), template="registry/pick.html", more={"query": query},
    ))  # fmt: skip


# --- appointments -----------------------------------------------------------------------------------------------------


def appointment_of(request: Request, pk: int) -> Appointment:
    """The appointment a verb is about, if the actor sees its post."""
    return get_object_or_404(queries.appointments_visible_to(request.actor), pk=pk)


def appointment_version(pk: int) -> Callable[[], int]:
    """The version that stands now."""
    return lambda: queries.version_now(Appointment, pk)


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """Somebody leaves."""
    actor, row = request.actor, appointment_of(request, pk)
    refuse(policy.why_not_end_appointment(actor, row))

    def act(entered: Entered) -> str:
        actions.end_appointment(actor, pk, version=version_of(request), **entered)
        return pages.url("post", row.post_id)

    return carry_out(request, Act(
        title=f"办离任：{row.person}，{row.post}", verb="办离任", act=act, said="离任办了，岗位的事还在岗位上。",
        form=lambda data: forms.CloseForm(data, initial={"until": last_day(actor, row)}), kind="registry.post",
        key=row.post_id, version=appointment_version(pk), back=Link("不办了", pages.url("post", row.post_id)),
        note="有人接任的，用“办交接”更稳：两边都确认，没办完的列成清单。",
    ))  # fmt: skip


def last_day(actor: Actor, row: Appointment) -> date:
    """The day that stands, or today."""
    return row.until or actor.today


@needs(Capability.EDIT_POSTS)
@acts
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """An appointment that has not begun."""
    actor, row = request.actor, appointment_of(request, pk)
    refuse(policy.why_not_withdraw_appointment(actor, row))

    def act(entered: Entered) -> str:
        actions.withdraw_appointment(actor, pk, version=version_of(request), **entered)
        return pages.url("post", row.post_id)

    return carry_out(request, Act(
        title=f"撤回任职：{row.person}，{row.post}", verb="撤回", act=act, said="已撤回。", kind="registry.post",
        form=forms.ReasonForm, key=row.post_id, version=appointment_version(pk),
        back=Link("不撤了", pages.url("post", row.post_id)),
    ))  # fmt: skip
