"""Accounts of the posts of one's own branches: towns and sector committees open, reset, stop and unlock them.

The system administrator has the same list, of everybody who holds a post. For the others only people all of whose posts
lie in branches managed from here, and who hold no grant: whoever resets a password could come in with it, so nobody
resets the password of somebody who is more elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts import actions, policy
from wuze.accounts.enums import Capability
from wuze.accounts.forms import OpenForm, ReasonForm
from wuze.accounts.gate import Request, acts, fresh_login, into_form, needs
from wuze.accounts.login.lockout import locked_names
from wuze.accounts.models import Grant, Person, User
from wuze.accounts.slips import actions as slips
from wuze.accounts.slips.actions import Secret, secrets
from wuze.accounts.slips.printing import slips_page
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.web.components import Empty, Link, Offer, Tag, Verb, alive, dead
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.request import keys_of, version_of
from wuze.kernel.web.table import PAGE, Col, Seen, Table, listing
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


def people_to_serve(actor: Actor) -> QuerySet[Person]:
    """Whose accounts the actor keeps: of all who hold a post for the system administrator, else of the own branches. With
    the unit of the first post (``place``, ``unit``, ``unit_initials``) and all posts (``held``)."""
    held = Appointment.objects.filter(in_force(actor.today), in_force(actor.today, "post__"))
    all_of_them = actor.may(Capability.ACCOUNTS)
    found = Person.objects.filter(pk__in=held.values("person")) if all_of_them else people_managed_by(actor)
    first = held.filter(person=OuterRef("pk")).order_by("post__unit__path", "post__order")
    names = {"place": "post__unit__path", "unit": "post__unit__name", "unit_initials": "post__unit__initials"}
    posts = held.select_related("post__unit").order_by("post__unit__path", "post__order")
    return (
        found.exclude(account=actor.user).select_related("account")
        .annotate(**{name: Subquery(first.values(path)[:1]) for name, path in names.items()})
        .prefetch_related(Prefetch("appointments", posts, to_attr="held"))
    )  # fmt: skip


def account_of(person: Person) -> User | None:
    """The account, if there is one."""
    return getattr(person, "account", None)


def _state(person: Person, at: datetime) -> Cell:
    user = account_of(person)
    if user is None:
        return Cell("没有账号", quiet=True)
    if not user.is_active:
        return Cell("停用", quiet=True)
    if user.password_until is None:
        return Cell("在用")
    gone = user.password_until <= at or not user.has_usable_password()
    return Cell("没进来过", tags=(Tag("口令条失效", "late") if gone else Tag("口令条没用", "ask"),))


def _posts(person: Any) -> Cell:
    return Cell("、".join(str(one.post) for one in person.held))


def people_table(actor: Actor) -> Table[Person]:
    """Who holds a post, with or without an account, in the order of units."""
    everybody = actor.may(Capability.ACCOUNTS)

    def address_of(person: Person) -> str:
        if not everybody:
            return reverse("registry:branch-account", args=[person.pk])
        user = account_of(person)
        return reverse("accounts:one", args=[user.pk]) if user else ""

    give = Verb("开账号、出口令条", reverse("registry:branch-accounts-slips"))
    void = Verb("作废没用的口令条", reverse("registry:branch-accounts-void"))
    return Table[Person](
        id="branch-accounts", caption="任职人的账号" if everybody else "所属党组织的账号", noun="人", label=str,
        export=False,
        columns=(
            Col("name", "姓名", lambda person: Cell(person.name, address_of(person)), ("initials", "name"), "w-136",
                phone="title"),
            Col("posts", "单位和岗位", _posts, ("place", "initials")),
            Col("username", "账号", lambda person: Cell(getattr(account_of(person), "username", "–")), (), "w-136"),
            Col("state", "状态", lambda person: _state(person, actor.at), (), "w-180"),
        ),
        search=("name__icontains", "initials__startswith", "unit__icontains", "unit_initials__startswith"),
        placeholder="找姓名、单位、简拼", order=("place", "initials", "name"), once=True,
        views=(
            Seen("all", "全部", Q()), Seen("none", "没有账号", Q(account=None)),
            Seen("waiting", "没进来过", Q(account__is_active=True, account__password_until__isnull=False)),
            Seen("off", "停用", Q(account__is_active=False)),
        ),
        bulk=Bulk((give, void)),
        hint="口令条一人一张，24小时内有效；一页50人要等十几秒。在用自己口令的人，选上也不动。",
        empty=Empty("没有这样的任职人。岗位上先定任职，才能开账号。"),
    )  # fmt: skip


@needs(Capability.BRANCH_ACCOUNTS, Capability.ACCOUNTS)
@require_GET
def accounts(request: Request) -> HttpResponse:
    """People whose accounts one keeps, with or without an account."""
    table = people_table(request.actor)
    found = listing(table, request.GET.dict(), people_to_serve(request.actor))
    name = "registry/branch_accounts.html#list" if is_fragment(request) else "registry/branch_accounts.html"
    return render(request, name, {"people": found, "everybody": request.actor.may(Capability.ACCOUNTS)})


def _chosen(request: Request) -> list[int]:
    """The people ticked on one page of the list, in its order, and no one else's."""
    keys = keys_of(request.POST.getlist("row")[:PAGE])
    seen: QuerySet[Any] = people_to_serve(request.actor).filter(pk__in=keys)
    return [person.pk for person in seen.order_by("place", "initials", "name", "pk")]


def _ready_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The passwords are hashed before the act opens its transaction."""

    @wraps(view)
    def around(request: Request) -> HttpResponseBase:
        chosen = _chosen(request)
        return view(request, chosen, secrets(len(chosen)))

    return around


@needs(Capability.BRANCH_ACCOUNTS, Capability.ACCOUNTS)
@never_cache
@require_POST
@fresh_login
@_ready_first
@acts
def give_slips(request: Request, chosen: list[int], ready: list[Secret]) -> HttpResponse:
    """Accounts for the people ticked, on slips shown once."""
    actor = request.actor
    made = slips.hand_out(actor, chosen, ready, branch=not actor.may(Capability.ACCOUNTS))
    got = {user.person_id for user, _ in made}
    names = Person.objects.filter(pk__in=[key for key in chosen if key not in got]).values_list("name", flat=True)
    left = f"没有出口令条的：{'、'.join(names)}。他们在用自己的口令，或账号停用了。" if names else ""
    return slips_page(request, made, reverse("registry:branch-accounts"), left)


@needs(Capability.BRANCH_ACCOUNTS, Capability.ACCOUNTS)
@require_POST
@fresh_login
@acts
def void_slips(request: Request) -> HttpResponse:
    """Slips that went astray open nothing any more."""
    actor = request.actor
    number = slips.void(actor, _chosen(request), branch=not actor.may(Capability.ACCOUNTS))
    messages.success(request, f"作废了{number}人的口令条。要再给，选上重新出。")
    return redirect(f"{reverse('registry:branch-accounts')}?view=waiting")


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
    return slips_page(request, [(user, secret)], reverse("registry:branch-account", args=[user.person_id]))


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
