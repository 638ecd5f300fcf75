"""How long a login lasts, how many there are, what ends them: SEC-08, SEC-09, SEC-10, SEC-65."""

from __future__ import annotations

import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests import world
from tests.accounts.login.way import NEW, log_in, send, where
from wuze.accounts import actions, marks
from wuze.accounts.enums import Role
from wuze.accounts.login.sessions import device, end_sessions_of_person
from wuze.accounts.models import Session, User

pytestmark = pytest.mark.django_db
LOGIN = "/login/?next=/"


@pytest.fixture
def clerk() -> User:
    """Needs no second factor."""
    return world.holder(world.unit("云峰乡党委"), Role.TOWN_CLERK, "赵青", world.PASSWORD)


def at(client: Client, seconds: float) -> str:
    with time_machine.travel(seconds, tick=False):
        return where(client)


def test_sec_08_idle_for_half_an_hour(clerk: User) -> None:
    start = int(time.time())
    with time_machine.travel(start, tick=False):
        client = log_in(clerk)
    assert at(client, start + marks.IDLE - 1) == ""
    assert at(client, start + 2 * marks.IDLE - 2) == ""
    assert at(client, start + 3 * marks.IDLE) == LOGIN
    assert "30分钟没有操作" in client.get("/login/").content.decode()
    assert Session.objects.count() == 0


def test_sec_08_twelve_hours_at_most(clerk: User) -> None:
    start = int(time.time())
    with time_machine.travel(start, tick=False):
        client = log_in(clerk)
    led = [at(client, start + step) for step in range(0, marks.LONGEST + 1, 20 * 60)]
    assert (led[:-1], led[-1]) == ([""] * (len(led) - 1), LOGIN)


def test_sec_08_the_third_login_ends_the_oldest_and_says_so(clerk: User) -> None:
    start = int(time.time())
    clients = []
    for number in range(3):
        with time_machine.travel(start + number, tick=False):
            clients.append(log_in(clerk))
    with time_machine.travel(start + 3, tick=False):
        assert "最早的1处已经退出" in clients[2].get("/").content.decode()
        assert [where(client) for client in clients] == [LOGIN, "", ""]


def test_sec_12_a_session_row_is_written_every_five_minutes_at_most(clerk: User) -> None:
    start = int(time.time())
    with time_machine.travel(start, tick=False):
        client = log_in(clerk)
    kept = []
    for second in (60, marks.TOUCH - 1, marks.TOUCH, marks.TOUCH + 60):
        at(client, start + second)
        kept.append(client.session[marks.SEEN] - start)
    assert kept == [0, 0, marks.TOUCH, marks.TOUCH]


def test_a_clock_moved_back_ends_sessions(clerk: User) -> None:
    start = int(time.time())
    with time_machine.travel(start, tick=False):
        client = log_in(clerk)
    assert at(client, start - marks.BACKWARDS - 1) == LOGIN


def test_sec_65_a_session_without_marks_is_over(clerk: User) -> None:
    client = log_in(clerk)
    session = client.session
    del session[marks.OPENED]
    session.save()
    assert where(client) == LOGIN


def test_sec_09_disabling_ends_sessions_at_once(clerk: User) -> None:
    client = log_in(clerk)
    actions.disable(world.actor(world.administrator(Role.SYSTEM_ADMIN)), clerk.pk, "调离")
    assert where(client) == LOGIN


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
    start = int(time.time())
    with time_machine.travel(start, tick=False):
        client = log_in(clerk)
        assert client.get(reverse("accounts:data")).status_code == 200
    with time_machine.travel(start + marks.FRESH, tick=False):
        asked = where(client, reverse("accounts:data"))
        assert asked == f"{reverse('accounts:prove')}?next=%2Fme%2Fdata%2F"
        wrong = client.post(asked, {"password": "不对", "next": reverse("accounts:data")})
        assert wrong.status_code == 200
        right = client.post(asked, {"password": world.PASSWORD, "next": reverse("accounts:data")})
        assert right.headers["Location"] == reverse("accounts:data")
        assert client.get(reverse("accounts:data")).status_code == 200


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
