"""My own page, and the pages of the three administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from wuze.accounts import actions, policy, queries
from wuze.accounts.above import above
from wuze.accounts.enums import Capability
from wuze.accounts.forms import OpenForm, ProposeForm, ReasonForm, SiteForm
from wuze.accounts.gate import Request, acts, fresh_login, into_form, needs, signed_in
from wuze.accounts.grants import actions as granting
from wuze.accounts.grants import policy as grant_policy
from wuze.accounts.grants.states import NEXT, GrantVerb, state_of
from wuze.accounts.login import lockout
from wuze.accounts.login.sessions import open_sessions
from wuze.accounts.me import has_factor, my_data
from wuze.accounts.models import Grant, User
from wuze.accounts.slips.printing import slips_page
from wuze.accounts.tables import GRANTS, accounts_table
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.kernel.web.components import Link, Verb, alive, dead
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.request import seconds as now
from wuze.kernel.web.request import version_of
from wuze.kernel.web.table import listing


@signed_in
@never_cache
@require_GET
def me(request: Request) -> HttpResponse:
    """Posts, second factor, sessions, password, a copy of what is kept."""
    actor = request.actor
    here = request.session.get("number", "")
    values = {
        "posts": [held.label for held in actor.posts], "grants": actor.post if actor.grants and not actor.posts else "",
        "sessions": open_sessions(actor.user, now()), "here": here, "has_factor": has_factor(actor),
        "username": request.user.username,
    }  # fmt: skip
    return render(request, "accounts/me.html", values)


@signed_in
@never_cache
@fresh_login
@require_GET
def data(request: Request) -> HttpResponse:
    """All that is kept about this account, as a file."""
    response = JsonResponse(my_data(request.actor, now=now()), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@needs(Capability.ACCOUNTS, Capability.GRANTS, Capability.TRAIL)
@require_GET
def accounts(request: Request) -> HttpResponse:
    """All accounts."""
    actor = request.actor
    may_open = actor.may(Capability.ACCOUNTS)
    table = accounts_table(actor.today, may_open=may_open)
    found = listing(table, request.GET.dict(), queries.accounts_visible_to(actor))
    name = "accounts/accounts.html#list" if is_fragment(request) else "accounts/accounts.html"
    return render(request, name, {"list": found, "may_open": may_open})


@needs(Capability.ACCOUNTS)
@never_cache
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def open_account(request: Request) -> HttpResponse:
    """An account for somebody, with a password for one use, shown once."""
    offer = queries.offered(
        queries.without_account(request.actor), ("name__icontains", "initials__startswith"),
        request.GET.get("q", ""), request.POST.get("person", ""),
    )  # fmt: skip
    posts = above().posts_of([one.pk for one in offer.rows], request.actor.today)
    form = OpenForm(request.POST or None, people=offer.rows, posts=posts)
    if request.method == "POST" and form.is_valid():
        try:
            user, secret = actions.open_account(
                request.actor, form.cleaned_data["person"].pk, form.cleaned_data["username"]
            )
        except Invalid as error:
            into_form(form, error)
        else:
            return _secret(request, user, secret)
    back = Link("不开了，回到账号", reverse("accounts:list"))
    nobody = "没有可选的人：都有账号了，或名字不在名录里。新人由单位经办在岗位上定任职。"
    return _pick(request, offer, {"title": "开账号", "form": form, "verb": "开账号", "back": back, "nobody": nobody})


def _pick(request: Request, offer: queries.Offer[Any], values: dict[str, object]) -> HttpResponse:
    """A form after a search; while one types only the form comes anew."""
    name = "accounts/pick.html#entry" if is_fragment(request) else "accounts/pick.html"
    more = {"query": offer.words, "found": offer.found, "most": queries.OFFERED}
    return render(request, name, {**values, **more})


def _secret(request: Request, user: User, secret: str) -> HttpResponse:
    return slips_page(request, [(user, secret)], reverse("accounts:one", args=[user.pk]))


VERBS: dict[str, tuple[str, Callable[..., Any]]] = {
    "reset": ("重设口令", actions.reset_password), "disable": ("停用", actions.disable), "enable": ("重新启用", actions.enable),
    "unlock": ("解锁", actions.unlock), "remove-factor": ("解除第二道验证", actions.remove_factor),
}  # fmt: skip


@needs(Capability.ACCOUNTS, Capability.GRANTS, Capability.TRAIL)
@require_GET
def account(request: Request, pk: int) -> HttpResponse:
    """One account: whose, which posts, what may be done with it and why the rest may not."""
    user = get_object_or_404(queries.accounts_visible_to(request.actor), pk=pk)
    why = _whys(request, user)
    offers = [
        (Verb(VERBS[name][0], reverse("accounts:change", args=[pk, name]), "get"), no) for name, no in why.items()
    ]
    posts = above().posts_of([user.person_id], request.actor.today).get(user.person_id, "")
    values = {"account": user, "verbs": alive(offers), "dead": dead(offers), "posts": posts}
    return render(request, "accounts/account.html", values)


def _whys(request: Request, user: User) -> dict[str, Refusal | None]:
    actor = request.actor
    has, roles = has_factor(actor, user.pk), actions.roles_of(user, actor)
    return {
        "reset": policy.why_not_reset(actor, user, roles), "disable": policy.why_not_disable(actor, user),
        "enable": policy.why_not_enable(actor, user),
        "unlock": policy.why_not_unlock(actor, user, locked=user.username in lockout.locked_names()),
        "remove-factor": policy.why_not_remove_factor(actor, user, roles, has=has),
    }  # fmt: skip


@needs(Capability.ACCOUNTS, Capability.GRANTS, Capability.TRAIL)
@never_cache
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """One verb on an account, with its reason."""
    if verb not in VERBS:
        raise Http404
    user = get_object_or_404(queries.accounts_visible_to(request.actor), pk=pk)
    label, act = VERBS[verb]
    refuse(_whys(request, user)[verb])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = act(request.actor, pk, form.cleaned_data["reason"], version=version_of(request))
        if isinstance(done, tuple):
            return _secret(request, *done)
        messages.info(request, f"{user.person}的账号已{label}。")
        return redirect("accounts:one", pk)
    back = Link("不办了", reverse("accounts:one", args=[pk]))
    values = {"title": f"{label}：{user.person}（{user.username}）", "form": form, "verb": label, "back": back}
    return render(request, "accounts/form.html", {**values, "version": user.version})


@needs(Capability.GRANTS, Capability.CONFIRM_GRANTS)
@require_GET
def grants(request: Request) -> HttpResponse:
    """Grants: in force, and waiting for a second administrator."""
    found = listing(GRANTS, request.GET.dict(), queries.grants_visible_to(request.actor))
    name = "accounts/grants.html#list" if is_fragment(request) else "accounts/grants.html"
    return render(request, name, {"list": found})


@needs(Capability.GRANTS, Capability.CONFIRM_GRANTS)
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def propose(request: Request) -> HttpResponse:
    """A role for an account, in force only when another administrator agrees."""
    by = ("person__name__icontains", "person__initials__startswith", "username__istartswith")
    rows = queries.accounts_visible_to(request.actor).filter(is_active=True)
    offer = queries.offered(rows, by, request.GET.get("q", ""), request.POST.get("user", ""))
    form = ProposeForm(request.POST or None, users=offer.rows)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        granting.propose(request.actor, entered["user"], entered["role"], entered["reason"])
        messages.info(request, "已提出，另一位管理员复核后生效。")
        return redirect("accounts:grants")
    back = Link("不提了，回到授权", reverse("accounts:grants"))
    values = {
        "title": "提出授权",
        "form": form,
        "verb": "提出，交另一位复核",
        "back": back,
        "nobody": "没有这样的账号。",
    }
    return _pick(request, offer, values)


@needs(Capability.GRANTS, Capability.CONFIRM_GRANTS)
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def decide(request: Request, pk: int, verb: str) -> HttpResponse:
    """One grant, and what may be done with it."""
    grant = get_object_or_404(queries.grants_visible_to(request.actor), pk=pk)
    if verb not in {"look", *GrantVerb.values}:
        raise Http404
    if verb != "look":
        refuse(grant_policy.why_not(verb, request.actor, grant, actions.roles_of(grant.user, request.actor)))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and verb != "look" and form.is_valid():
        granting.decide(request.actor, pk, GrantVerb(verb), form.cleaned_data["reason"], version=version_of(request))
        messages.info(request, f"{grant.user.person}：{GrantVerb(verb).label}。")
        return redirect("accounts:grants")
    return render(request, "accounts/grant.html", {"grant": grant, "form": form, **_grant_page(request, grant, verb)})


def _grant_page(request: Request, grant: Grant, verb: str) -> dict[str, object]:
    state = state_of(grant, request.actor.today)
    held = actions.roles_of(grant.user, request.actor)
    offers = [
        (Verb(GrantVerb(one).label, reverse("accounts:decide", args=[grant.pk, one]), "get"),
         grant_policy.why_not(GrantVerb(one), request.actor, grant, held))
        for where, one in NEXT if where == state
    ]  # fmt: skip
    return {
        "state": state.label, "asked": GrantVerb(verb).label if verb != "look" else "", "version": grant.version,
        "verbs": alive(offers), "dead": dead(offers),
        "back": Link("回到授权", reverse("accounts:grants")),
    }  # fmt: skip


@needs(Capability.SITE)
@require_http_methods(["GET", "POST"])
@fresh_login
@acts
def site(request: Request) -> HttpResponse:
    """Names and switches of this installation."""
    row = queries.installation()
    form = SiteForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_site(request.actor, form.cleaned_data, version=version_of(request))
        messages.info(request, "本站设置已存。")
        return redirect("accounts:site")
    values = {"title": "本站", "form": form, "verb": "存设置", "version": queries.installation().version}
    return render(request, "accounts/form.html", values)
