"""Accounts and grants by the three administrators: SEC-01, SEC-04, SEC-09, SEC-17, SEC-19, SEC-20, SEC-33, SEC-36."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.accounts.login.way import log_in, send, where
from wuze.accounts import actions
from wuze.accounts.enums import Role
from wuze.accounts.grants import actions as granting
from wuze.accounts.grants.states import NEXT, GrantVerb, State, state_of
from wuze.accounts.models import Grant, Installation, Once, Person, User
from wuze.accounts.rules import GRANTABLE, excluded
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.registry.branch_accounts import people_managed_by
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
WHY = "电话核实"


@pytest.fixture
def county() -> world.County:
    """Data that could leak."""
    return world.county()


def by(county: world.County, who: str) -> Actor:
    return world.actor(county.users[who])


def browser(county: world.County, who: str) -> Client:
    client = Client()
    client.force_login(county.users[who])
    return client


# --- accounts ---------------------------------------------------------------------------------------------------------


def test_sec_04_an_account_is_opened_with_a_password_shown_once(county: world.County) -> None:
    someone = world.person("李春来")
    client = browser(county, "system_admin")
    answer = send(client, "accounts:open", person=someone.pk, username="")
    secret = answer.context["slips"][0].secret
    user = User.objects.get(person=someone)
    assert (user.username, user.check_password(secret)) == ("lcl", True)
    assert "no-store" in answer.headers["Cache-Control"]
    again = client.post(reverse("accounts:open"), {"once": Once.objects.get().key, "person": someone.pk})
    assert again.headers["Location"] == reverse("accounts:one", args=[user.pk])
    kept = " ".join(str(entry.as_row()) for entry in Entry.objects.all()) + str(Once.objects.values_list())
    assert secret not in kept
    assert secret not in str(client.session.items())


def test_sec_01_one_person_one_account_one_name(county: world.County) -> None:
    system = by(county, "system_admin")
    with pytest.raises(Refused, match="一人一号"):
        actions.open_account(system, county.users["leader"].person_id)
    with pytest.raises(Invalid, match="换一个"):
        actions.open_account(system, world.person("周北").pk, county.users["leader"].username)
    first, second = (actions.open_account(system, world.person("周北").pk)[0].username for _ in range(2))
    assert (first, second) == ("zb", "zb2")


def test_reset_disable_enable(county: world.County) -> None:
    system, user = by(county, "system_admin"), county.users["town_clerk"]
    _, secret = actions.reset_password(system, user.pk, WHY)
    user.refresh_from_db()
    assert (user.check_password(secret), user.password_until) == (True, world.NOW + timedelta(hours=24))
    actions.disable(system, user.pk, "调离")
    for verb in (actions.disable, actions.reset_password):
        with pytest.raises(Refused, match="停用"):
            verb(system, user.pk, WHY)
    actions.enable(system, user.pk, "回来")
    with pytest.raises(Refused, match="在用"):
        actions.enable(system, user.pk, WHY)
    with pytest.raises(Refused, match="没有锁"):
        actions.unlock(system, user.pk, WHY)
    codes = list(Entry.objects.order_by("number").values_list("code", flat=True))
    assert codes == ["accounts.reset", "accounts.disabled", "accounts.enabled"]


def test_a_lock_is_taken_off(county: world.County) -> None:
    user = county.users["town_clerk"]
    user.set_password(world.PASSWORD)
    user.save()
    for _ in range(5):
        log_in(user, "不对")
    actions.unlock(by(county, "system_admin"), user.pk, WHY)
    assert where(log_in(user)) == ""


def test_two_administrators_on_one_account(county: world.County) -> None:
    user = county.users["town_clerk"]
    actions.disable(by(county, "system_admin"), user.pk, WHY, version=1)
    with pytest.raises(Stale):
        actions.enable(by(county, "system_admin"), user.pk, WHY, version=1)


@pytest.mark.parametrize("who", ["security_admin", "audit_admin", "lead_clerk", "town_clerk", "secretary", "reader"])
def test_nobody_else_opens_or_resets(county: world.County, who: str) -> None:
    target, someone = county.users["south_secretary"], world.person("吴西")
    with pytest.raises(Refused):
        actions.open_account(by(county, who), someone.pk)
    with pytest.raises(Refused):
        actions.reset_password(by(county, who), target.pk, WHY)
    with pytest.raises(Refused):
        actions.disable(by(county, who), target.pk, WHY)


def test_nobody_acts_on_the_own_account(county: world.County) -> None:
    own = county.users["system_admin"].pk
    for verb in (actions.reset_password, actions.disable, actions.enable, actions.unlock):
        with pytest.raises(Refused, match="自己的账号"):
            verb(by(county, "system_admin"), own, WHY)


def test_sec_19_to_enter_anothers_account_takes_two_administrators(county: world.County) -> None:
    """Passwords by the system administrator, second factors by another: never both by one."""
    target = county.users["lead_clerk"].pk
    with pytest.raises(Refused, match="安全管理员办"):
        actions.remove_factor(by(county, "system_admin"), target, WHY)
    with pytest.raises(Refused, match="审计管理员办"):
        actions.remove_factor(by(county, "system_admin"), county.users["security_admin"].pk, WHY)
    with pytest.raises(Refused, match="没有启用"):
        actions.remove_factor(by(county, "security_admin"), target, WHY)


def test_sec_20_there_is_no_superuser(county: world.County) -> None:
    assert (hasattr(User, "is_superuser"), hasattr(User, "is_staff"), hasattr(User.objects, "create_superuser")) == (
        False, False, False,
    )  # fmt: skip
    assert browser(county, "system_admin").get("/admin/").status_code == 404


def test_the_first_three_come_once() -> None:
    found = actions.first_administrators(["王一", "李二", "张三"], world.NOW)
    roles = [Grant.objects.get(user__username=name).role for name, _ in found]
    assert roles == [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN]
    assert [User.objects.get(username=name).check_password(secret) for name, secret in found] == [True] * 3
    with pytest.raises(Refused, match="已经有账号"):
        actions.first_administrators(["赵", "钱", "孙"], world.NOW)


@pytest.mark.parametrize("names", [["王一", "李二"], ["王一", "王一", "张三"], ["王一", " ", "张三"], []])
def test_the_first_three_are_three(names: list[str]) -> None:
    with pytest.raises(Invalid, match="三个不同的人"):
        actions.first_administrators(names, world.NOW)
    assert (Person.objects.count(), User.objects.count()) == (0, 0)


# --- site -------------------------------------------------------------------------------------------------------------


def test_the_site_is_set_by_the_system_administrator(county: world.County) -> None:
    Installation.objects.create(pk=1)
    values = {"name": "青岚", "county": "", "field": "新兴领域", "lead_names": "", "demo": "on", "version": "1"}
    answer = send(browser(county, "system_admin"), "accounts:site", **values)
    site = Installation.objects.get()
    assert (answer.status_code, site.field, site.strict_passwords, site.demo) == (302, "新兴领域", False, False)
    assert send(browser(county, "system_admin"), "accounts:site", **values).status_code == 409


# --- grants -----------------------------------------------------------------------------------------------------------


def proposed(county: world.County, role: str = Role.READER, name: str = "郑东") -> Grant:
    user = world.account(world.person(name))
    return granting.propose(by(county, "security_admin"), user.pk, role, "借调")


def test_sec_19_a_grant_takes_effect_by_a_second_person(county: world.County) -> None:
    grant = proposed(county, Role.AUDIT_ADMIN)
    assert world.actor(grant.user).grants == ()
    with pytest.raises(Refused, match="不能自己复核"):
        granting.decide(by(county, "security_admin"), grant.pk, GrantVerb.CONFIRM)
    granting.decide(by(county, "audit_admin"), grant.pk, GrantVerb.CONFIRM)
    assert world.actor(grant.user).grants == (Role.AUDIT_ADMIN,)


def test_sec_09_and_19_a_grant_is_taken_back_by_two_and_ends_sessions(county: world.County) -> None:
    grant = proposed(county)
    granting.decide(by(county, "audit_admin"), grant.pk, GrantVerb.CONFIRM)
    client = Client()
    client.force_login(grant.user)
    granting.decide(by(county, "security_admin"), grant.pk, GrantVerb.WITHDRAW, "到期")
    assert (world.actor(grant.user).grants, where(client)) == ((Role.READER,), "")
    with pytest.raises(Refused, match="不能自己复核"):
        granting.decide(by(county, "security_admin"), grant.pk, GrantVerb.CONFIRM_END)
    granting.decide(by(county, "system_admin"), grant.pk, GrantVerb.CONFIRM_END, "同意")
    assert (world.actor(grant.user).grants, where(client)) == ((), "/login/?next=/")


def test_a_withdrawal_can_be_refused(county: world.County) -> None:
    grant = proposed(county)
    granting.decide(by(county, "audit_admin"), grant.pk, GrantVerb.CONFIRM)
    granting.decide(by(county, "security_admin"), grant.pk, GrantVerb.WITHDRAW, "误会")
    kept = granting.decide(by(county, "audit_admin"), grant.pk, GrantVerb.KEEP, "还要用")
    assert (state_of(kept, world.DAY), world.actor(grant.user).grants) == (State.GRANTED, (Role.READER,))


@pytest.mark.parametrize("verb", GrantVerb)
def test_sec_22_only_what_the_table_of_states_allows(county: world.County, verb: GrantVerb) -> None:
    for state in State:
        grant = in_state(county, state)
        if (state, verb) in NEXT:
            done = granting.decide(
                by(county, "security_admin" if verb == GrantVerb.WITHDRAW else "system_admin"), grant.pk, verb, WHY
            )
            assert state_of(done, world.DAY) == NEXT[state, verb]
        else:
            with pytest.raises(Refused, match="这项授权现在是"):
                granting.decide(by(county, "system_admin"), grant.pk, verb, WHY)


def in_state(county: world.County, state: State) -> Grant:
    grant = proposed(county, name=f"人{state}")
    path = {
        State.PROPOSED: [], State.DECLINED: [GrantVerb.DECLINE], State.GRANTED: [GrantVerb.CONFIRM],
        State.ENDING: [GrantVerb.CONFIRM, GrantVerb.WITHDRAW],
        State.ENDED: [GrantVerb.CONFIRM, GrantVerb.WITHDRAW, GrantVerb.CONFIRM_END],
    }  # fmt: skip
    for verb in path[state]:
        grant = granting.decide(
            by(county, "security_admin" if verb == GrantVerb.WITHDRAW else "audit_admin"), grant.pk, verb, WHY
        )
    return grant


def test_sec_19_nobody_holds_two_of_the_three_nor_one_beside_a_post(county: world.County) -> None:
    security = by(county, "security_admin")
    with pytest.raises(Refused, match="不同的人"):
        granting.propose(security, county.users["audit_admin"].pk, Role.SYSTEM_ADMIN, WHY)
    with pytest.raises(Refused, match="管理员不办业务"):
        granting.propose(security, county.users["town_clerk"].pk, Role.SYSTEM_ADMIN, WHY)
    with pytest.raises(Refused, match="随岗位走"):
        granting.propose(security, county.users["town_clerk"].pk, Role.LEAD_HEAD, WHY)
    grant = proposed(county, Role.SYSTEM_ADMIN)
    world.appoint(grant.user.person, world.post(county.north, Role.TOWN_HEAD, "新岗位"))
    with pytest.raises(Refused, match="管理员不办业务"):
        granting.decide(by(county, "audit_admin"), grant.pk, GrantVerb.CONFIRM)


def test_sec_19_two_proposals_do_not_add_up_to_two_roles(county: world.County) -> None:
    grant = proposed(county, Role.SYSTEM_ADMIN)
    for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN):
        with pytest.raises(Refused):
            granting.propose(by(county, "security_admin"), grant.user_id, role, WHY)


@pytest.mark.parametrize("who", ["lead_clerk", "leader", "town_clerk", "system_admin", "audit_admin"])
def test_only_the_security_administrator_proposes(county: world.County, who: str) -> None:
    user = world.account(world.person("冯南"))
    with pytest.raises(Refused):
        granting.propose(by(county, who), user.pk, Role.READER, WHY)


def test_the_security_administrator_is_replaced_by_the_other_two(county: world.County) -> None:
    user = world.account(world.person("陈中"))
    grant = granting.propose(by(county, "system_admin"), user.pk, Role.SECURITY_ADMIN, "原任调离")
    granting.decide(by(county, "audit_admin"), grant.pk, GrantVerb.CONFIRM)
    assert world.actor(user).grants == (Role.SECURITY_ADMIN,)


def test_nobody_proposes_or_confirms_for_themselves(county: world.County) -> None:
    with pytest.raises(Refused, match="给自己"):
        granting.propose(by(county, "security_admin"), county.users["security_admin"].pk, Role.READER, WHY)


def test_every_pair_of_roles_with_an_administrator_is_excluded() -> None:
    admins = set(GRANTABLE[:3])
    for admin in admins:
        assert [role for role in Role if role != admin and not excluded({admin, role})] == []


# --- pages: owner, colleague, outsider, read-only ---------------------------------------------------------------------

PAGES = {
    "accounts:list": {"system_admin", "security_admin", "audit_admin"},
    "accounts:open": {"system_admin"}, "accounts:site": {"system_admin"},
    "accounts:grants": {"system_admin", "security_admin", "audit_admin"},
    "accounts:propose": {"system_admin", "security_admin", "audit_admin"},
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_administrators_are_theirs(county: world.County, name: str) -> None:
    opened = {who for who in county.users if browser(county, who).get(reverse(name)).status_code == 200}
    assert opened == PAGES[name]


def test_an_account_is_reset_by_its_page(county: world.County) -> None:
    target = county.users["town_clerk"]
    client = browser(county, "system_admin")
    assert client.get(reverse("accounts:one", args=[target.pk])).status_code == 200
    answer = send(client, "accounts:change", target.pk, "reset", reason=WHY, version=1)
    target.refresh_from_db()
    assert target.check_password(answer.context["slips"][0].secret)


def test_sec_10_an_act_on_an_account_asks_for_the_password_again(county: world.County) -> None:
    client = browser(county, "system_admin")
    session = client.session
    session["proved"] -= 3600
    session.save()
    page = reverse("accounts:change", args=[county.users["leader"].pk, "disable"])
    assert where(client, page).startswith(reverse("accounts:prove"))
    assert (
        send(client, "accounts:change", county.users["leader"].pk, "disable", reason=WHY, version=1).status_code == 302
    )
    assert User.objects.get(pk=county.users["leader"].pk).is_active


def test_my_page_and_my_data_are_mine(county: world.County) -> None:
    client = browser(county, "secretary")
    page = client.get(reverse("accounts:me")).content.decode()
    assert (county.users["secretary"].username in page, "云峰茶业党支部" in page) == (True, True)
    kept = client.get(reverse("accounts:data")).json()
    assert (kept["账号"]["账号"], len(kept["登录"])) == (county.users["secretary"].username, 1)


# --- accounts of one's own branches -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("town_clerk", ["secretary"]), ("south_clerk", ["south_secretary"]), ("sector_clerk", []), ("town_head", []),
        ("lead_clerk", ["secretary", "south_secretary"]), ("secretary", []), ("system_admin", []), ("department", []),
    ],
)  # fmt: skip
def test_sec_15_whose_accounts_a_superior_keeps(county: world.County, who: str, found: list[str]) -> None:
    persons = {county.users[name].person for name in found}
    assert set(people_managed_by(by(county, who))) == persons


def test_sec_15_nobody_who_is_more_elsewhere(county: world.County) -> None:
    world.appoint(county.users["secretary"].person, world.post(county.lead, Role.LEAD_CLERK, "兼职"))
    assert list(people_managed_by(by(county, "town_clerk"))) == []


def test_nor_anybody_with_a_grant_under_way(county: world.County) -> None:
    granting.propose(by(county, "security_admin"), county.users["secretary"].pk, Role.READER, WHY)
    assert list(people_managed_by(by(county, "town_clerk"))) == []


def test_a_town_resets_and_stops_its_secretary(county: world.County) -> None:
    target = county.users["secretary"]
    client = browser(county, "town_clerk")
    assert client.get(reverse("registry:branch-accounts")).status_code == 200
    assert client.get(reverse("registry:branch-account", args=[target.person_id])).status_code == 200
    answer = send(client, "registry:branch-account-change", target.person_id, "reset", reason=WHY, version=1)
    target.refresh_from_db()
    assert target.check_password(answer.context["slips"][0].secret)
    assert send(client, "registry:branch-account-change", target.person_id, "disable", reason=WHY).status_code == 302
    target.refresh_from_db()
    assert not target.is_active


def test_a_town_opens_an_account_for_a_new_secretary(county: world.County) -> None:
    new = world.person("田小满")
    world.appoint(new, world.post(county.north_branch, Role.SECRETARY, "副书记"))
    client = browser(county, "town_clerk")
    answer = send(client, "registry:branch-account-open", new.pk, person=new.pk, username="")
    assert User.objects.get(person=new).check_password(answer.context["slips"][0].secret)


@pytest.mark.parametrize(
    ("who", "status"), [("south_clerk", 404), ("town_head", 403), ("reader", 403), ("system_admin", 403)]
)
def test_others_do_not(county: world.County, who: str, status: int) -> None:
    target, client = county.users["secretary"].person_id, browser(county, who)
    page = client.get(reverse("registry:branch-account", args=[target]))
    sent = send(client, "registry:branch-account-change", target, "disable", reason=WHY, version=1)
    assert (page.status_code, sent.status_code) == (status, status)
    assert county.users["secretary"].is_active


def test_a_list_costs_the_same_with_one_row_and_with_three(county: world.County) -> None:
    def cost() -> int:
        client = browser(county, "town_clerk")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("registry:branch-accounts"))
        return len(queries)

    one = cost()
    for name in ("甲一", "乙二"):
        world.holder(county.north_branch, Role.SECRETARY, name)
    assert cost() == one
