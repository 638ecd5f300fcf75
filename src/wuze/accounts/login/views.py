"""The way in and out, and the pages of half a login."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wuze.accounts import held, marks
from wuze.accounts.above import above
from wuze.accounts.gate import Request, acts, fresh_login, half_way, into_form, shown_once, signed_in
from wuze.accounts.links.gate import hide, sealed
from wuze.accounts.login import actions, demo, lockout, passwords, totp
from wuze.accounts.login.forms import AddFactorForm, LoginForm, PasswordForm, ProveForm, SecondForm
from wuze.accounts.login.page import login_page
from wuze.accounts.models import SecondFactor, User
from wuze.kernel.errors import Invalid
from wuze.kernel.web.components import Link
from wuze.kernel.web.request import seconds as now
from wuze.kernel.web.security import public

GONE = (
    "这个链接打不开了：用过一次，过了24小时，或者少抄了一位。请找给您口令条的人再开一张；"
    "三位管理员的由系统管理员重设，系统管理员自己的由审计管理员重设。"
)
WRONG = "账号或口令不对，没有登录。连续错5次，这个账号锁30分钟。"
CLEAR = '"cache", "cookies"'
"""Never the offline store (SEC-49)."""


def onward(request: Request, asked: str) -> str:
    """Where to go afterwards: a path of this site, else the desk. Nothing else, so that no word is taken for the name of
    an address and no control character reaches a header."""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe and asked.startswith("/") and asked.isprintable() else reverse("desk")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: Request) -> HttpResponse:
    """Name and password. One sentence for every failure; a locked name gets another, known or not (SEC-05)."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return redirect(onward(request, request.GET.get("next", "")))
        return login_page(request, LoginForm(initial={"next": request.GET.get("next", "")}))
    form = LoginForm(request.POST)
    if not form.is_valid():
        return login_page(request, form)
    found = _tried(request, form.cleaned_data["username"], form.cleaned_data["password"], WRONG)
    if isinstance(found, str):
        form.add_error(None, found)
        return login_page(request, form)
    return _entered(request, found, form.cleaned_data["next"], form.cleaned_data["held"])


def _tried(request: Request, name: str, password: str, wrong: str) -> User | str:
    """Who shows this name and password, or why nobody comes in."""
    user = authenticate(request, username=name, password=password)
    if isinstance(user, User):
        return user
    locked = lockout.locked_names().get(name)
    source = lockout.from_source(request) >= lockout.SOURCE_LIMIT
    actions.note_failed(request, name, locked=bool(locked) or source)
    return _locked(locked) if locked else "这个地址试错太多次，半小时后再试。" if source else wrong


@public
@never_cache
@require_http_methods(["GET", "POST"])
def first(request: Request, token: str) -> HttpResponseBase:
    """The link by which somebody comes in for the first time, from a slip or from ``wuze init``: an account and its one-time
    password in one. Opening it uses nothing up; going in does, and leads to a password of one's own."""
    hide(request, token)
    name, _, secret = token.partition(passwords.BETWEEN)
    said = ""
    if request.method == "POST":
        found = _tried(request, name.lower(), secret, GONE)
        if isinstance(found, User):
            return _entered(request, found, "")
        said = found
    return sealed(render(request, "accounts/first.html", {"said": said}, status=400 if said else 200))


def _locked(until: object) -> str:
    return f"这个账号试错太多次，{timezone.localtime(until):%H:%M}以后再试；急用请找给您开账号的人解锁。"  # type: ignore[arg-type]  # a moment


def _entered(request: Request, user: User, asked: str, kept: str = "", *, by_demo: bool = False) -> HttpResponse:
    if ended := actions.log_in(request, user, demo=by_demo):
        messages.warning(request, f"同一个账号最多同时登录{marks.MOST}处，最早的{ended}处已经退出。")
    if held.read(kept):
        request.session[held.NAME] = kept
        return redirect("accounts:held")
    return redirect(onward(request, asked))


@public
@never_cache
@require_POST
def demo_login(request: Request) -> HttpResponse:
    """In by a role's button: not there at all unless the rule holds."""
    if not demo.allowed(request):
        raise Http404
    role = request.POST.get("role", "")
    found = next((one for one in above().examples(request.today) if one.role == role), None)  # type: ignore[attr-defined]  # as above
    if found is None:
        raise Http404
    user, asked = User.objects.get(pk=found.user), request.POST.get("next", "")
    return _entered(request, user, asked, request.POST.get("held", ""), by_demo=True)


@half_way
@require_POST
def logout(request: Request) -> HttpResponse:
    """Out: the session is gone on the server, the browser forgets pages and cookies."""
    actions.log_out(request)
    response = redirect(f"{reverse('login')}?out")
    response.headers["Clear-Site-Data"] = CLEAR
    return response


@half_way
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@acts
def password(request: Request) -> HttpResponse:
    """A new password: from the own page, or because the present one was for once or is too old."""
    first = request.user.password_until is not None
    strict = request.installation.strict_passwords
    form = PasswordForm(request.POST or None, first=first, strict=strict)
    if request.method == "POST" and form.is_valid():
        key = request.session.session_key or ""
        try:
            user = actions.change_password(
                request.actor, form.cleaned_data.get("current", ""), form.cleaned_data["new"], strict=strict, keep=key
            )
        except Invalid as error:
            into_form(form, error)
        else:
            update_session_auth_hash(request, user)
            messages.info(request, "口令已换，别处的登录都退出了。")
            return redirect("accounts:me" if not first else "desk")
    old = passwords.expired(request.user.password_set, request.actor.at, strict=strict)
    back = Link("不换了，回到我的页面", reverse("accounts:me")) if not (first or old) else None
    return render(request, "accounts/password.html", {"form": form, "first": first, "old": old, "back": back})


@half_way
@never_cache
@require_http_methods(["GET", "POST"])
def second(request: Request) -> HttpResponse:
    """The second step of a login. Wrong codes count, so it does not roll back."""
    if request.session.get(marks.FACTOR) != marks.WAITING:
        return redirect("desk")
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if reason := actions.show_factor(request.actor, form.cleaned_data["code"], now=now()):
            form.add_error("code", reason)
        else:
            request.session.cycle_key()
            request.session[marks.FACTOR] = marks.PASSED
            return redirect("accounts:held" if held.waiting(request.session) else "desk")
    return render(request, "accounts/second.html", {"form": form})


@half_way
@never_cache
@fresh_login
@require_http_methods(["GET", "POST"])
@acts
def factor(request: Request) -> HttpResponse:
    """A phone as second factor: the picture, the first code, and the recovery codes, shown once."""
    must = bool(getattr(request, "unfinished", ""))
    sealed = request.POST.get("sealed") or totp.seal(totp.new_secret(), request.actor.user)
    secret = totp.unseal(sealed, request.actor.user)
    form = AddFactorForm(request.POST or None, initial={"sealed": sealed})
    if request.method == "POST" and form.is_valid():
        key = request.session.session_key or ""
        try:
            codes = actions.add_factor(
                request.actor, form.cleaned_data["sealed"], form.cleaned_data["code"], now=now(), keep=key
            )
        except Invalid as error:
            into_form(form, error)
        else:
            request.session[marks.FACTOR] = marks.PASSED
            return _codes(request, codes, Link("收好了，去工作台", reverse("desk")) if must else _to_me())
    if secret is None:
        return redirect("accounts:factor")
    has = SecondFactor.objects.filter(user=request.actor.user).exists()
    values = {
        "form": form, "typed": totp.typed(secret), "has": has, "must": must,
        "picture": totp.picture(secret, request.user.username, settings.SYSTEM_NAME),
    }  # fmt: skip
    return render(request, "accounts/factor.html", values)


@signed_in
@never_cache
@fresh_login
@require_POST
@acts
def codes(request: Request) -> HttpResponse:
    """A fresh set of recovery codes, shown once."""
    found = actions.renew_codes(request.actor)
    return _codes(request, found, _to_me())


def _to_me() -> Link:
    return Link("收好了，回到我的页面", reverse("accounts:me"))


def _codes(request: Request, found: Sequence[str], back: Link) -> HttpResponse:
    return shown_once(render(request, "accounts/codes.html", {"codes": found, "back": back}), back.url)


@signed_in
@fresh_login
@require_POST
@acts
def drop_factor(request: Request) -> HttpResponse:
    """Without a second factor from here on."""
    actions.drop_factor(request.actor)
    request.session.pop(marks.FACTOR, None)
    return redirect("accounts:me")


@signed_in
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def prove(request: Request) -> HttpResponse:
    """The password again, before something that matters (SEC-10). Wrong ones count like those at the login."""
    form = ProveForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        name = request.user.username
        if authenticate(request, username=name, password=form.cleaned_data["password"]) == request.user:
            actions.prove(request)
            lockout.forget(name)
            return redirect(onward(request, form.cleaned_data["next"]))
        actions.note_failed(request, name, locked=name in lockout.locked_names())
        form.add_error("password", "口令不对。连续错5次，这个账号锁30分钟。")
    return render(request, "accounts/prove.html", {"form": form})


@signed_in
@never_cache
@require_GET
def held_entry(request: Request) -> HttpResponse:
    """What one was about to save when the login ended, to be sent once more."""
    found = held.waiting(request.session)
    return render(request, "accounts/held.html", {"held": found}) if found else redirect("desk")


@signed_in
@require_POST
@acts
def end_session(request: Request, number: str) -> HttpResponse:
    """Ends one of one's own sessions."""
    actions.end_session(request.actor, number, now=now())
    return redirect("accounts:me")
