"""How long a login lasts, how many there are, what ends them: SEC-08, SEC-09, SEC-10, SEC-65."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import world
from tests.accounts.login.way import NEW, later, log_in, send, where
from wuze.accounts import actions, marks
from wuze.accounts.enums import Role
from wuze.accounts.login.sessions import device, end_sessions_of_person
from wuze.accounts.models import Session, User
from wuze.kernel.web.request import Moment

pytestmark = pytest.mark.django_db
LOGIN = "/login/?next=/"


@pytest.fixture
def clerk() -> User:
    """Needs no second factor."""
    return world.holder(world.unit("云峰乡党委"), Role.TOWN_CLERK, "赵青", world.PASSWORD)


def test_sec_08_idle_for_half_an_hour(clerk: User) -> None:
    client = log_in(clerk)
    for _ in range(2):
        later(30 * 60 - 60)
        assert where(client) == ""
    later(30 * 60)
    assert (where(client), Session.objects.count()) == (LOGIN, 0)
    assert "30分钟没有操作" in client.get("/login/").content.decode()


def test_sec_08_twelve_hours_at_most(clerk: User) -> None:
    client = log_in(clerk)
    led = []
    for _ in range(36):
        later(20 * 60)
        led.append(where(client))
    assert led == [""] * 35 + [LOGIN]


def test_sec_08_the_third_login_ends_the_oldest_and_says_so(clerk: User) -> None:
    clients = []
    for _ in range(3):
        later(1)
        clients.append(log_in(clerk))
    assert "最早的1处已经退出" in clients[2].get("/").content.decode()
    assert [where(client) for client in clients] == [LOGIN, "", ""]


def test_sec_12_a_session_row_is_written_every_five_minutes_at_most(clerk: User) -> None:
    client = log_in(clerk)
    age = []
    for seconds in (marks.TOUCH - 10, 20, 60):
        later(seconds)
        where(client)
        age.append(round((int(Moment.read().now.timestamp()) - client.session[marks.SEEN]) / 10))
    assert age == [29, 0, 6]


def test_a_clock_moved_back_ends_sessions(clerk: User) -> None:
    client = log_in(clerk)
    later(-marks.BACKWARDS - 60)
    assert where(client) == LOGIN


def test_sec_65_a_session_without_marks_is_over(clerk: User) -> None:
    client = log_in(clerk)
    session = client.session
    del session[marks.OPENED]
    session.save()
    assert where(client) == LOGIN


def test_sec_09_disabling_ends_sessions_at_once(clerk: User) -> None:
    client = log_in(clerk)
    actions.disable(world.actor(world.administrator(Role.SYSTEM_ADMIN)), clerk.pk, "调离")
    assert (Session.objects.filter(user=clerk).count(), where(client)) == (0, LOGIN)


def test_sec_09_a_new_password_ends_the_others(clerk: User) -> None:
    here, there = log_in(clerk), log_in(clerk)
    send(here, "accounts:password", current=world.PASSWORD, new=NEW, again=NEW)
    assert (where(here), where(there)) == ("", LOGIN)


def test_sec_09_a_change_of_post_can_end_them(clerk: User) -> None:
    client = log_in(clerk)
    assert (end_sessions_of_person(clerk.person_id), where(client)) == (1, LOGIN)


def test_one_ends_ones_own_sessions_and_no_others(clerk: User) -> None:
    other = world.holder(world.unit("柳塘镇党委"), Role.TOWN_CLERK, "孙红", world.PASSWORD)
    mine, second, others = log_in(clerk), log_in(clerk), log_in(other)
    number = others.session[marks.NUMBER]
    send(mine, "accounts:session-end", number)
    assert where(others) == ""
    send(mine, "accounts:session-end", second.session[marks.NUMBER])
    assert (where(mine), where(second)) == ("", LOGIN)


def test_sec_10_after_a_quarter_of_an_hour_the_password_is_asked_again(clerk: User) -> None:
    client = log_in(clerk)
    data = reverse("accounts:data")
    assert client.get(data).status_code == 200
    later(15 * 60)
    asked = where(client, data)
    assert asked == f"{reverse('accounts:prove')}?next=%2Fme%2Fdata%2F"
    assert client.post(asked, {"password": "不对", "next": data}).status_code == 200
    assert client.post(asked, {"password": world.PASSWORD, "next": data}).headers["Location"] == data
    assert client.get(data).status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0 Safari/537.36", "Windows电脑 Chrome"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/86 Mobile MicroMessenger/8.0", "安卓手机 微信"),
        ("", "电脑 浏览器"),
    ],
)
def test_a_device_in_two_words(agent: str, words: str) -> None:
    assert device(agent) == words
