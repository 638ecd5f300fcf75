"""Login, one-time passwords, lockout, second factor: SEC-01 to SEC-07, SEC-33, SEC-36, SEC-44, SEC-49."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings
from django.urls import reverse

from tests import world
from tests.accounts.login.way import NEW, factor, later, log_in, send, where
from wuze.accounts.enums import Role
from wuze.accounts.login import totp
from wuze.accounts.login.lockout import SOURCE_LIMIT
from wuze.accounts.login.passwords import ONE_TIME
from wuze.accounts.models import Installation, SecondFactor, Session, User
from wuze.config.settings import PASSWORD_HASHERS
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
ELSEWHERE = "198.51.100.7"


@pytest.fixture
def clerk() -> User:
    """Needs no second factor."""
    return world.holder(world.unit("云峰乡党委"), Role.TOWN_CLERK, "赵青", world.PASSWORD)


@pytest.fixture
def head() -> User:
    """Needs one."""
    return world.holder(world.unit("县委社会工作部"), Role.LEAD_HEAD, "钱兰", world.PASSWORD)


def codes() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("code", flat=True))


def test_a_login_leads_to_the_desk(clerk: User) -> None:
    assert where(log_in(clerk)) == ""
    assert codes() == ["accounts.logged_in"]


def test_one_goes_where_one_was_going_but_never_elsewhere(clerk: User) -> None:
    for asked, led in (("/me/", "/me/"), ("https://example.org/", "/"), ("//example.org", "/"), ("", "/")):
        answer = Client().post(
            reverse("login"), {"username": clerk.username, "password": world.PASSWORD, "next": asked}
        )
        assert answer.headers["Location"] == led


def test_sec_01_a_fresh_installation_has_no_account() -> None:
    assert User.objects.count() == 0
    assert where(log_in("admin", "admin")) == "/login/?next=/"


def test_sec_04_a_one_time_password_works_once_and_must_be_changed(clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(password_until=world.NOW + timedelta(days=4000))
    client = log_in(clerk)
    assert where(client) == reverse("accounts:password")
    assert where(client, reverse("accounts:me")) == reverse("accounts:password")
    assert where(log_in(clerk)) == "/login/?next=/"
    assert send(client, "accounts:password", new=NEW, again=NEW).status_code == 302
    assert (where(client), where(log_in(clerk, NEW))) == ("", "")


def test_sec_04_a_one_time_password_ends_after_a_day(clerk: User) -> None:
    made = world.page_now() - ONE_TIME
    for until, led in (
        (made + ONE_TIME, "/login/?next=/"),
        (made + ONE_TIME + timedelta(minutes=1), reverse("accounts:password")),
    ):
        User.objects.filter(pk=clerk.pk).update(password_until=until)
        assert where(log_in(clerk)) == led


def test_sec_05_five_wrong_tries_lock_the_account_for_everybody(clerk: User) -> None:
    for _ in range(5):
        log_in(clerk, "不对")
    answer = Client().post(
        reverse("login"), {"username": clerk.username, "password": world.PASSWORD}, REMOTE_ADDR=ELSEWHERE
    )
    assert (answer.status_code, "试错太多次" in answer.content.decode()) == (200, True)
    later(31 * 60)
    assert where(log_in(clerk)) == ""


def test_sec_05_knocking_on_does_not_prolong_the_lock(clerk: User) -> None:
    for _ in range(5):
        log_in(clerk, "不对")
    for _ in range(3):
        later(9 * 60)
        log_in(clerk, "不对")
    later(4 * 60)
    assert where(log_in(clerk)) == ""


def test_sec_05_a_source_is_locked_too(clerk: User) -> None:
    for number in range(SOURCE_LIMIT):
        log_in(f"nobody{number}", "不对", REMOTE_ADDR=ELSEWHERE)
    assert where(log_in(clerk, REMOTE_ADDR=ELSEWHERE)) == "/login/?next=/"
    assert where(log_in(clerk)) == ""


def test_sec_05_known_and_unknown_names_are_answered_alike(clerk: User) -> None:
    def answers(name: str) -> list[str]:
        pages = []
        for _ in range(7):
            page = Client().post(reverse("login"), {"username": name, "password": "不对"}).content.decode()
            pages.append(page[page.index('<div class="wz-note is-bad') : page.index("</ul>")])
        return pages

    assert answers(clerk.username) == answers("nobody")


def test_sec_05_an_unknown_name_takes_its_time(clerk: User) -> None:
    def seconds(name: str) -> float:
        start = time.perf_counter()
        for _ in range(3):
            log_in(name, "不对")
        return time.perf_counter() - start

    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        clerk.set_password(world.PASSWORD)
        clerk.save()
        known, unknown = seconds(clerk.username), seconds("nobody")
    assert 0.3 < unknown / known < 3


def test_a_disabled_account_is_answered_like_a_wrong_password(clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    answer = Client().post(reverse("login"), {"username": clerk.username, "password": world.PASSWORD})
    assert "账号或口令不对" in answer.content.decode()


def test_sec_06_whoever_needs_a_second_factor_adds_one_first(head: User) -> None:
    client = log_in(head)
    page = reverse("accounts:factor")
    assert (where(client), where(client, reverse("accounts:me")), where(client, page)) == (page, page, "")


def test_sec_06_a_second_factor_is_added_and_asked_for(head: User) -> None:
    client = log_in(head)
    sealed = client.get(reverse("accounts:factor")).context["form"].initial["sealed"]
    secret = totp.unseal(sealed, head.pk)
    assert secret is not None
    wrong = send(
        client,
        "accounts:factor",
        sealed=sealed,
        code="000000" if totp.code_at(secret, int(time.time())) != "000000" else "1",
    )
    assert (wrong.status_code, SecondFactor.objects.count()) == (200, 0)
    right = send(client, "accounts:factor", sealed=sealed, code=totp.code_at(secret, int(time.time())))
    shown = right.context["codes"]
    assert (right.status_code, len(shown), where(client)) == (200, totp.CODES, "")
    kept = SecondFactor.objects.get()
    assert not [code for code in shown if code in str(kept.codes)]
    again = log_in(head)
    assert where(again) == reverse("accounts:second")
    assert where(again, reverse("accounts:factor")) == reverse("accounts:second")
    assert where(again, reverse("accounts:password")) == reverse("accounts:second")


def test_sec_06_a_code_is_used_once(head: User) -> None:
    now = int(time.time())
    secret = factor(head, now)
    client, other = log_in(head), log_in(head)
    code = totp.code_at(secret, now)
    client.post(reverse("accounts:second"), {"code": code})
    other.post(reverse("accounts:second"), {"code": code})
    assert (where(client), where(other)) == ("", reverse("accounts:second"))


def test_sec_06_a_recovery_code_is_used_once(head: User) -> None:
    factor(head, int(time.time()))
    code = totp.new_codes()[0]
    SecondFactor.objects.update(codes=[totp.digest(code, head.pk)])
    client = log_in(head)
    client.post(reverse("accounts:second"), {"code": code.upper()})
    other = log_in(head)
    other.post(reverse("accounts:second"), {"code": code})
    assert (where(client), where(other)) == ("", reverse("accounts:second"))


def test_sec_06_five_wrong_codes_block_the_right_one_too(head: User) -> None:
    secret = factor(head, int(time.time()))
    for _ in range(5):
        log_in(head).post(reverse("accounts:second"), {"code": "abc"})
    for passed, led in ((0, reverse("accounts:second")), (31 * 60, "")):
        later(passed)
        client = log_in(head)
        client.post(reverse("accounts:second"), {"code": totp.code_at(secret, int(time.time()))})
        assert where(client) == led


def test_sec_06_another_accounts_sealed_secret_is_worth_nothing(head: User, clerk: User) -> None:
    client = log_in(head)
    secret = totp.new_secret()
    code = totp.code_at(secret, int(time.time()))
    send(client, "accounts:factor", sealed=totp.seal(secret, clerk.pk), code=code)
    assert SecondFactor.objects.count() == 0


def test_sec_07_the_session_has_a_new_key_after_each_step(head: User) -> None:
    now = int(time.time())
    secret = factor(head, now)
    client = Client()
    name = settings.SESSION_COOKIE_NAME
    log_in(head, client=client)
    first = client.cookies[name].value
    client.post(reverse("accounts:second"), {"code": totp.code_at(secret, now)})
    second = client.cookies[name].value
    assert first != second
    assert where(with_cookie(first)) == "/login/?next=/"
    assert where(with_cookie(second)) == ""


def with_cookie(value: str) -> Client:
    """Somebody who has copied a cookie."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = value
    return client


def test_sec_07_and_49_after_the_logout_the_cookie_is_worth_nothing(clerk: User) -> None:
    client = log_in(clerk)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post(reverse("logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
    assert (where(with_cookie(cookie)), Session.objects.count()) == ("/login/?next=/", 0)


def test_sec_07_a_logout_is_no_get(clerk: User) -> None:
    client = log_in(clerk)
    assert (client.get(reverse("logout")).status_code, where(client)) == (405, "")


def test_sec_12_a_login_without_its_token_is_refused(clerk: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("login"), {"username": clerk.username, "password": world.PASSWORD}).status_code == 403


def test_sec_33_and_36_every_way_in_and_out_is_in_the_trail_and_no_secret(clerk: User) -> None:
    log_in("typed-a-password-here", "不对")
    log_in(clerk, "绝密的口令")
    client = log_in(clerk)
    send(client, "accounts:password", current=world.PASSWORD, new=NEW, again=NEW)
    client.post(reverse("logout"))
    assert codes() == [
        "accounts.login_failed", "accounts.login_failed", "accounts.logged_in", "accounts.changed_password",
        "accounts.logged_out",
    ]  # fmt: skip
    whole = " ".join(str(entry.as_row()) for entry in Entry.objects.all())
    assert not [secret for secret in ("typed-a-password-here", "绝密的口令", NEW, world.PASSWORD) if secret in whole]


def test_sec_43_passwords_are_kept_by_argon2_with_its_cost() -> None:
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        kind, _, version, cost = make_password(world.PASSWORD).split("$")[:4]
    memory, passes, _ = (int(part.split("=")[1]) for part in cost.split(","))
    assert (kind, version) == ("argon2", "v=19")
    assert (memory >= 19 * 1024, passes >= 2) == (True, True)


def test_sec_44_secrets_are_long_enough(clerk: User) -> None:
    log_in(clerk)
    assert len(Session.objects.get().session_key) * 5 >= 128
    assert len(totp.new_secret()) * 8 >= 128


def test_sec_03_a_password_expires_only_where_the_switch_is_on(clerk: User) -> None:
    site = Installation.objects.create(pk=1, strict_passwords=True)
    User.objects.filter(pk=clerk.pk).update(password_set=world.NOW - timedelta(days=4000))
    client = log_in(clerk)
    assert where(client) == reverse("accounts:password")
    site.strict_passwords = False
    site.save()
    assert where(client) == ""
