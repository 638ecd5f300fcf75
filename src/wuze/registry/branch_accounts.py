"""Accounts of the posts of one's own branches: towns and sector committees open, reset, stop and unlock them.

Only people all of whose posts lie in branches managed from here, and who hold no grant: whoever resets a password could
come in with it, so nobody resets the password of somebody who is more elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts import actions, policy
from wuze.accounts.enums import Capability
from wuze.accounts.forms import OpenForm, ReasonForm
from wuze.accounts.gate import Request, acts, fresh_login, into_form, needs, shown_once
from wuze.accounts.login.lockout import locked_names
from wuze.accounts.models import Grant, Person, User
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.web.components import Empty, Link, Offer, Tag, Verb, alive, dead
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import Col, Seen, Table, listing
from wuze.registry.enums import UnitKind
from wuze.registry.for_accounts import posts_of
from wuze.registry.models import Appointment
from wuze.registry.queries import in_force, managed_by

ACTIONS: dict[str, tuple[str, Callable[..., Any]]] = {
    "reset": ("重设口令", actions.reset_password), "disable": ("停用", actions.disable),
    "enable": ("重新启用", actions.enable), "unlock": ("解锁", actions.unlock),
}  # fmt: skip


def people_managed_by(actor: Actor) -> QuerySet[Person]:
    """Holders of posts in the actor's branches, and of nothing else."""
    if not actor.may(Capability.BRANCH_ACCOUNTS):
        return Person.objects.none()
    branches = managed_by(actor).filter(kind=UnitKind.PARTY).values("pk")
    held = Appointment.objects.filter(in_force(actor.today), in_force(actor.today, "post__"))
    inside = held.filter(post__unit__in=branches).values("person")
    outside = held.exclude(post__unit__in=branches).values("person")
    granted = Grant.objects.filter(declined_at=None).exclude(until__lte=actor.today).values("user__person")
    found = Person.objects.filter(pk__in=inside).exclude(pk__in=outside).exclude(pk__in=granted)
    return found.exclude(account=actor.user).select_related("account")


def account_of(person: Person) -> User | None:
    """The account, if there is one."""
    return getattr(person, "account", None)


def _state(person: Person) -> Cell:
    user = account_of(person)
    if user is None:
        return Cell("没有账号", quiet=True)
    if not user.is_active:
        return Cell("停用", quiet=True)
    return Cell("在用", tags=(Tag("一次性口令还没换", "ask"),) if user.password_until else ())


PEOPLE = Table[Person](
    id="branch-accounts", caption="所属党组织的账号", noun="人", label=str, export=False,
    columns=(
        Col("name", "姓名", lambda person: Cell(person.name, reverse("registry:branch-account", args=[person.pk])),
            ("initials", "name"), phone="title"),
        Col("username", "账号", lambda person: Cell(getattr(account_of(person), "username", "–")), (), "w-136"),
        Col("state", "状态", _state, (), "w-176"),
    ),
    search=("name__icontains", "initials__startswith"), placeholder="找姓名、简拼", order=("initials", "name"),
    views=(
        Seen("all", "全部", Q()), Seen("none", "没有账号", Q(account=None)), Seen("off", "停用", Q(account__is_active=False)),
    ),
    empty=Empty("所属党组织的岗位上还没有人。先在岗位里定任职。"),
)  # fmt: skip


@needs(Capability.BRANCH_ACCOUNTS)
@require_GET
def accounts(request: Request) -> HttpResponse:
    """People of one's own branches, with or without an account."""
    found = listing(PEOPLE, request.GET.dict(), people_managed_by(request.actor))
    name = "registry/branch_accounts.html#list" if is_fragment(request) else "registry/branch_accounts.html"
    return render(request, name, {"people": found})


@needs(Capability.BRANCH_ACCOUNTS)
@require_GET
def account(request: Request, pk: int) -> HttpResponse:
    """One person: posts, account, and what may be done."""
    person = get_object_or_404(people_managed_by(request.actor), pk=pk)
    user = account_of(person)
    why = whys(request.actor, user) if user else {}
    labels = {name: word for name, (word, _) in ACTIONS.items()}
    offers: list[Offer] = [
        (Verb(labels[name], reverse("registry:branch-account-change", args=[pk, name]), "get"), no)
        for name, no in why.items()
    ]
    if user is None:
        offers = [(Verb("开账号", reverse("registry:branch-account-open", args=[pk]), "get", primary=True), None)]
    posts = posts_of([pk], request.actor.today).get(pk, "")
    values = {"person": person, "account": user, "posts": posts, "verbs": alive(offers), "dead": dead(offers)}
    return render(request, "registry/branch_account.html", values)


def whys(actor: Actor, user: User) -> dict[str, Refusal | None]:
    """Each verb with why it may not be done now."""
    return {
        "reset": policy.why_not_reset(actor, user, frozenset(), branch=True),
        "disable": policy.why_not_disable(actor, user, branch=True),
        "enable": policy.why_not_enable(actor, user, branch=True),
        "unlock": policy.why_not_unlock(actor, user, locked=user.username in locked_names(), branch=True),
    }


@needs(Capability.BRANCH_ACCOUNTS)
@never_cache
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def open_account(request: Request, pk: int) -> HttpResponse:
    """An account; its one-time password is shown once."""
    people = people_managed_by(request.actor).filter(account=None)
    person = get_object_or_404(people, pk=pk)
    form = OpenForm(request.POST or None, people=people.filter(pk=pk), initial={"person": pk})
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.open_account(request.actor, pk, form.cleaned_data["username"], branch=True)
        except Invalid as error:
            into_form(form, error)
        else:
            return _given(request, *done)
    back = Link("不开了", reverse("registry:branch-account", args=[pk]))
    values = {"title": f"给{person}开账号", "form": form, "verb": "开账号，看口令", "back": back}
    return render(request, "accounts/form.html", values)


def _given(request: Request, user: User, secret: str) -> HttpResponse:
    back = reverse("registry:branch-account", args=[user.person_id])
    page = render(request, "accounts/given.html", {"account": user, "secret": secret, "back": back})
    return shown_once(page, back)


@needs(Capability.BRANCH_ACCOUNTS)
@never_cache
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """Reset, stop, start, unlock: with its reason."""
    if verb not in ACTIONS:
        raise Http404
    person = get_object_or_404(people_managed_by(request.actor).filter(account__isnull=False), pk=pk)
    label, act = ACTIONS[verb]
    refuse(whys(request.actor, person.account)[verb])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = act(request.actor, person.account.pk, reason, version=version_of(request), branch=True)
        return _given(request, *done) if isinstance(done, tuple) else redirect("registry:branch-account", pk)
    back = Link("不办了", reverse("registry:branch-account", args=[pk]))
    values = {"title": f"{label}：{person}", "form": form, "verb": label, "back": back}
    return render(request, "accounts/form.html", {**values, "version": person.account.version})
