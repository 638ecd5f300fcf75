"""What comes in a body is not believed: numbers of another's things, fields nobody asked for, text that would be a script."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests import world
from tests.accounts.login.way import log_in
from tests.matrix import addresses, makers
from tests.matrix.matrix import keys, matrix
from tests.matrix.visitors import EVERYBODY, Visitors
from tests.registry.site import frozen
from wuze.accounts import marks
from wuze.accounts.enums import Role
from wuze.accounts.login import lockout
from wuze.accounts.models import Grant, OneTimeLink, Person, User
from wuze.kernel.web.request import FIELD, once_key
from wuze.registry.models import Appointment, Handover, Post, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitors() -> Visitors:
    """Everybody anew for each test: some of these tests stand without them."""
    return Visitors(world.county())


def post(client: Client, name: str, /, *args: object, **body: object) -> int:
    """The status of a form sent."""
    return client.post(reverse(name, args=args), {FIELD: once_key(), **body}).status_code


# --- SEC-15 -----------------------------------------------------------------------------------------------------------


def test_sec_15_another_parts_person_cannot_be_slipped_into_a_form(visitors: Visitors) -> None:
    frozen()
    county, client = visitors.county, visitors.client("town_clerk")
    stranger = county.users["south_secretary"].person
    vacant = world.post(county.north_branch, Role.SECRETARY, "组织委员")
    held = county.users["secretary"].person.appointments.get().post
    before = (Appointment.objects.count(), Handover.objects.count())
    entered = {"person": stranger.pk, "since": world.DAY, "on": world.DAY, "basis": "任免文件", "kind": "full"}
    assert post(client, "registry:post-appoint", vacant.pk, **entered) == 400
    assert post(client, "registry:handover-draft", held.pk, **entered) == 400
    assert (Appointment.objects.count(), Handover.objects.count()) == before


def test_sec_15_an_account_is_opened_for_the_person_of_the_page_only(visitors: Visitors) -> None:
    county, client = visitors.county, visitors.client("town_clerk")
    mine, other = world.person("宣传委员"), world.person("柳塘委员")
    world.appoint(mine, world.post(county.north_branch, Role.SECRETARY, "宣传委员"))
    world.appoint(other, world.post(county.south_branch, Role.SECRETARY, "宣传委员"))
    assert post(client, "registry:branch-account-open", mine.pk, person=other.pk) == 200
    assert not User.objects.filter(person__in=[mine, other]).exists()


def test_sec_15_no_link_for_another_parts_branch(visitors: Visitors) -> None:
    body = {"unit": visitors.county.south_branch.pk, "for_name": "王秀兰", "task": "registry.confirm", "days": 7}
    assert post(visitors.client("town_clerk"), "unit-links:issue", **body) == 200
    assert not OneTimeLink.objects.exists()


def test_sec_15_no_unit_below_one_that_is_not_seen(visitors: Visitors) -> None:
    count = Post.objects.count()
    body = {"title": "书记", "role": Role.SECRETARY, "since": world.DAY, "unit": visitors.county.north_branch.pk}
    assert post(visitors.client("town_clerk"), "registry:post-add", visitors.county.south_branch.pk, **body) == 404
    assert Post.objects.count() == count


# --- SEC-17 -----------------------------------------------------------------------------------------------------------


def test_sec_17_a_form_takes_its_own_fields_only(visitors: Visitors) -> None:
    frozen()
    county = visitors.county
    row = world.post(county.north_branch, Role.SECRETARY, "组织委员")
    extra = {
        "unit": county.south_branch.pk,
        "until": "2026-01-01",
        "since": "2026-11-01",
        "version": row.version,
        "pk": 1,
    }
    assert (
        post(
            visitors.client("town_clerk"),
            "registry:post-edit",
            row.pk,
            title="组织委员甲",
            role=row.role,
            order=3,
            **extra,
        )
        == 302
    )
    now = Post.objects.get(pk=row.pk)
    assert (now.title, now.unit_id, now.until, now.since) == ("组织委员甲", row.unit_id, None, world.LONG_AGO)


def test_sec_17_an_account_comes_without_roles_and_with_a_term(visitors: Visitors) -> None:
    person = world.person("新人")
    extra = {
        "is_superuser": "on",
        "is_staff": "on",
        "password": "x" * 20,
        "password_until": "",
        "role": Role.SYSTEM_ADMIN,
    }
    assert post(visitors.client("system_admin"), "accounts:open", person=person.pk, username="xr", **extra) == 200
    user = User.objects.get(person=person)
    assert (user.check_password("x" * 20), user.password_until is None, Grant.objects.filter(user=user).count()) == (
        False, False, 0,
    )  # fmt: skip


def test_sec_17_the_sites_form_cannot_make_it_a_demo(visitors: Visitors) -> None:
    body = {"name": "甲", "county": "", "field": "两新组织", "lead_names": "", "demo": "on", "demo_day": "2020-01-01"}
    assert post(visitors.client("system_admin"), "accounts:site", **body, version=1) == 302
    answer = visitors.client("town_clerk").get(reverse("desk"))
    assert "演示数据" not in answer.content.decode()


# --- SEC-26 -----------------------------------------------------------------------------------------------------------

SCRIPT = '"><img src=x onerror=alert(1)>'
MARK = "{{7*7}}<script>x</script>"


def test_sec_26_what_people_enter_is_text_on_every_page(visitors: Visitors) -> None:
    county = visitors.county
    Unit.objects.filter(pk=county.north_branch.pk).update(name=f"云峰{SCRIPT}"[:40])
    Person.objects.filter(pk=county.users["secretary"].person_id).update(name=MARK, phone=SCRIPT)
    Post.objects.filter(unit=county.north_branch).update(title=SCRIPT)
    seen = 0
    for address in addresses.site():
        if "GET" not in address.methods:
            continue
        owner, kwargs = next(iter(makers.made(address.name, address.parameters, county).items()))
        line = matrix()[keys(address)["GET"]][owner]
        who = next((one for one in EVERYBODY if one in line.opens), "lead_clerk")
        answer = visitors.ask(who, address, kwargs)
        page = b"" if answer.streaming else getattr(answer, "content", b"")
        assert b"<img src=x" not in page, address.name
        assert b"<script>x" not in page, address.name
        assert b"49<script" not in page, address.name
        seen += b"&lt;img src=x" in page or b"&lt;script&gt;x" in page
    assert seen > 10


# --- SEC-10 -----------------------------------------------------------------------------------------------------------


def test_sec_10_the_whole_trail_goes_out_only_after_the_password_again(visitors: Visitors) -> None:
    client = visitors.client("audit_admin")
    session = client.session
    session[marks.PROVED] -= marks.FRESH
    session.save()
    asked = client.post(reverse("trail-export"), {FIELD: once_key()})
    assert (asked.status_code, asked.headers["Location"].split("?")[0]) == (302, reverse("accounts:prove"))
    session[marks.PROVED] += marks.FRESH
    session.save()
    given = client.post(reverse("trail-export"), {FIELD: once_key()})
    assert "attachment" in given.headers["Content-Disposition"]
    given.close()


# --- SEC-05 behind proxies --------------------------------------------------------------------------------------------


def address_of(forwarded: str, connection: str = "10.0.0.1") -> str:
    """What counts as the source of a request."""
    request = Client().get("/healthz").wsgi_request
    request.META.update(REMOTE_ADDR=connection, HTTP_X_FORWARDED_FOR=forwarded)
    return lockout.source(request)


def test_sec_05_a_forwarded_address_is_believed_only_from_our_own_proxies() -> None:
    spoofed = "1.1.1.1, 8.8.8.8, 172.16.0.9"
    assert address_of(spoofed) == "10.0.0.1"
    with override_settings(BEHIND_PROXY=True, PROXIES=1):
        found = [address_of(one) for one in (spoofed, "172.16.0.9", "", "nonsense", "::1")]
        assert found == ["172.16.0.9", "172.16.0.9", "10.0.0.1", "10.0.0.1", "::1"]
    with override_settings(BEHIND_PROXY=True, PROXIES=2):
        assert [address_of(one) for one in (spoofed, "9.9.9.9")] == ["8.8.8.8", "10.0.0.1"]


def test_sec_05_a_spoofed_address_does_not_escape_the_limit_nor_lock_others() -> None:
    world.account(world.person(), "hemin", world.PASSWORD)
    with override_settings(BEHIND_PROXY=True, PROXIES=1):
        for number in range(lockout.SOURCE_LIMIT):
            log_in(f"nobody{number}", "falsch", HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, 172.16.0.9")
        here = log_in("hemin", HTTP_X_FORWARDED_FOR="2.2.2.2, 172.16.0.9")
        there = log_in("hemin", HTTP_X_FORWARDED_FOR="172.16.0.9, 172.16.0.10")
    assert ("_auth_user_id" in here.session, "_auth_user_id" in there.session) == (False, True)
