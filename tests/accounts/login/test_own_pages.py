"""One's own password, second factor and recovery codes, and the administrators' pages of grants, as a browser uses them."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from tests import world
from tests.accounts.login.way import NEW, factor, log_in, send, where
from wuze.accounts import actions
from wuze.accounts.enums import Role
from wuze.accounts.login import totp
from wuze.accounts.login.actions import drop_factor, renew_codes
from wuze.accounts.models import Grant, SecondFactor, User
from wuze.kernel.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    """Needs no second factor."""
    return world.holder(world.unit("云峰乡党委"), Role.TOWN_CLERK, "赵青", world.PASSWORD)


def errors(answer: object) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)  # type: ignore[attr-defined]  # a response of the test client


@pytest.mark.parametrize(
    ("entered", "fault"),
    [
        ({"current": "不对", "new": NEW, "again": NEW}, {"current": ["现在的口令不对。"]}),
        ({"current": world.PASSWORD, "new": NEW, "again": "别的"}, {"again": ["两遍填的新口令不一样。"]}),
        ({"current": world.PASSWORD, "new": world.PASSWORD, "again": world.PASSWORD}, {"new": ["新口令和现在的一样。换一个。"]}),
        ({"current": world.PASSWORD, "new": "aaaa1111", "again": "aaaa1111"}, {
            "new": ["口令要有大写字母、小写字母、数字、其他符号中的三种。这个口令太常见，一猜就中。换几个不相干的词连起来。"]
        }),
    ],
)  # fmt: skip
def test_a_new_password_that_does_not_pass(clerk: User, entered: dict[str, str], fault: dict[str, list[str]]) -> None:
    assert errors(send(log_in(clerk), "accounts:password", **entered)) == fault
    assert where(log_in(clerk)) == ""


def test_an_empty_login_is_the_form_again(clerk: User) -> None:
    answer = Client().post(reverse("login"), {"username": "", "password": ""})
    assert errors(answer) == {"username": ["请填账号。"], "password": ["请填口令。"]}


def test_whoever_is_in_is_sent_on(clerk: User) -> None:
    assert where(log_in(clerk), "/login/?next=/me/") == "/me/"


def test_recovery_codes_are_renewed_and_the_old_ones_end(clerk: User) -> None:
    with pytest.raises(Refused, match="还没有启用"):
        renew_codes(world.actor(clerk))
    factor(clerk, int(time.time()))
    old = renew_codes(world.actor(clerk))
    client = Client()
    client.force_login(clerk)
    new = send(client, "accounts:codes").context["codes"]
    kept = SecondFactor.objects.get().codes
    assert kept == [totp.digest(one, clerk.pk) for one in new]
    assert not set(old) & set(new)


def test_a_second_factor_is_dropped_where_the_role_allows_it(clerk: User) -> None:
    factor(clerk, int(time.time()))
    client = Client()
    client.force_login(clerk)
    assert (send(client, "accounts:factor-drop").status_code, SecondFactor.objects.count()) == (302, 0)
    head = world.holder(world.unit("县委社会工作部"), Role.LEAD_HEAD)
    factor(head, int(time.time()))
    with pytest.raises(Refused, match="必须有第二道验证"):
        drop_factor(world.actor(head))


def test_a_whole_login_has_no_second_step(clerk: User) -> None:
    assert where(log_in(clerk), reverse("accounts:second")) == "/"


def test_the_picture_is_a_picture_without_style_or_script(clerk: User) -> None:
    page = log_in(clerk).get(reverse("accounts:factor")).content.decode()
    assert ('<svg class="wz-qr"' in page, "&lt;svg" in page, "style=" in page) == (True, False, False)


def test_a_spoilt_secret_starts_again(clerk: User) -> None:
    assert send(log_in(clerk), "accounts:factor", sealed="nonsense").headers["Location"] == reverse("accounts:factor")


def test_the_security_administrator_takes_a_second_factor_off() -> None:
    county = world.county()
    target, security = county.users["lead_clerk"], county.users["security_admin"]
    factor(target, int(time.time()))
    actions.remove_factor(world.actor(security), target.pk, "手机丢了")
    factor(security, int(time.time()))
    with pytest.raises(Refused, match="自己的账号"):
        actions.remove_factor(world.actor(security), security.pk, "手机丢了")
    actions.remove_factor(world.actor(county.users["audit_admin"]), security.pk, "手机丢了")
    assert SecondFactor.objects.count() == 0


def test_a_grant_from_page_to_page() -> None:
    county = world.county()
    user = world.account(world.person("郑东"))
    security, audit, clerk = Client(), Client(), Client()
    security.force_login(county.users["security_admin"])
    audit.force_login(county.users["audit_admin"])
    clerk.force_login(county.users["lead_clerk"])
    send(security, "accounts:propose", user=user.pk, role=Role.READER, reason="借调")
    grant = Grant.objects.get(user=user)
    look = reverse("accounts:decide", args=[grant.pk, "look"])
    assert "提出的人不能自己复核" in security.get(look).content.decode()
    assert "复核同意，生效" in audit.get(look).content.decode()
    assert (clerk.get(look).status_code, audit.get(reverse("accounts:decide", args=[grant.pk, "x"])).status_code) == (
        403,
        404,
    )
    assert send(security, "accounts:decide", grant.pk, "confirm", reason="同意", version=1).status_code == 403
    assert send(audit, "accounts:decide", grant.pk, "confirm", reason="同意", version=9).status_code == 409
    assert send(audit, "accounts:decide", grant.pk, "confirm", reason="同意", version=1).status_code == 302
    grant.refresh_from_db()
    assert world.actor(user, today=grant.since).grants == (Role.READER,)  # from the day of the real clock
    rows = audit.get(reverse("accounts:grants")).content.decode()
    assert ("郑东" in rows, "生效" in rows) == (True, True)
