"""The worker's round, from the reminder to the platform and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from tests.ledger.reminders.far import Platform, Post, mail_server, platform
from tests.ledger.reminders.post_office import HOOK, Office
from wuze.accounts.models import Installation
from wuze.config.operations.jobs import remind_units, send_out
from wuze.ledger.reminders import actions
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.models import Channel, Delivery
from wuze.ledger.reminders.sending import deliver

pytestmark = pytest.mark.django_db
PATH = "/robot/send?access_token=token-1"


@pytest.fixture
def office(settings: Settings) -> Office:
    settings.SEND_LOCAL = True
    return Office()


@pytest.fixture
def far() -> Iterator[Platform]:
    with platform() as told:
        yield told


def test_a_days_reminder_goes_to_each_group_once(office: Office, far: Platform) -> None:
    office.channel(office.county.root, below=True, titles=True, address=far.base + PATH)
    office.channel(address=far.base + PATH)
    actions.plan(office.day, office.at)
    assert [deliver(office.at), deliver(office.at), deliver(office.at + timedelta(hours=1))] == [2, 0, 0]
    texts = [one.document["text"]["content"] for one in far.got]
    titles = ["核实", "（剩1天）"]
    county, north = sorted(texts, key=len, reverse=True)
    assert north == (
        "【五责提醒】11月26日，以下单位有事临近节点或已超期：\n1. 云峰乡党委：1件\n请登录系统查看、办理；有困难请今天回话。"
    )
    assert [line.partition("：")[0] for line in county.splitlines()[1:4]] == [
        "1. 云峰乡党委",
        "2. 云峰茶业党支部",
        "3. 柳塘镇党委",
    ]
    assert [county.count(word) for word in titles] == [3, 3]


def test_no_persons_name_leaves(office: Office, far: Platform) -> None:
    office.channel(office.county.root, below=True, titles=True, address=far.base + PATH)
    actions.plan(office.day, office.at)
    deliver(office.at)
    text = far.got[0].document["text"]["content"]
    names = [user.person.name for user in office.users.values()]
    assert [name for name in names if name in text] == []


def test_a_platform_that_comes_back_gets_it(office: Office, far: Platform) -> None:
    office.channel(address=far.base + PATH)
    actions.plan(office.day, office.at)
    far.body = b'{"errcode":130101,"errmsg":"too fast"}'
    deliver(office.at)
    row = Delivery.objects.get()
    assert (row.state, row.why, row.next_at) == (
        "waiting",
        "发得太快，被限流（代码130101）。",
        office.at + timedelta(minutes=5),
    )
    far.body = b'{"errcode":0}'
    deliver(office.at + timedelta(minutes=5))
    row.refresh_from_db()
    channel = Channel.objects.get()
    assert (row.state, row.tries, row.why, channel.failed_at, channel.failed_why) == ("sent", 2, "", None, "")


def test_a_worker_killed_while_it_sends_sends_nothing_twice(office: Office, far: Platform) -> None:
    office.channel(address=far.base + PATH)
    actions.plan(office.day, office.at)
    actions.take(office.day, office.at)  # and here it dies
    actions.plan(office.day, office.at)
    assert deliver(office.at + timedelta(minutes=6)) == 0
    assert (far.got, Delivery.objects.get().state) == ([], "unsure")


def test_after_a_new_key_of_the_server_the_keeper_is_told(office: Office, settings: Settings) -> None:
    office.channel()
    actions.plan(office.day, office.at)
    settings.SECRET_KEY = "n" * 50
    deliver(office.at)
    assert Delivery.objects.get().why == "服务器的密钥换过，地址解不开了，请重新填一次地址。"


def test_a_try_before_it_is_in_use(office: Office, far: Platform) -> None:
    channel = office.channel(on=False, address=far.base + PATH)
    actions.ask_trial(office.clerk, channel.pk, version=None)
    assert deliver(office.clerk.at) == 1
    assert (
        far.got[0].document["text"]["content"]
        == "【五责提醒】11月26日试发：“党建群”接通了。以后每个工作日有提醒时发一条。"
    )
    assert channel.deliveries.get().state == "sent"


def test_by_e_mail(office: Office, settings: Settings) -> None:
    server: Post
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL = "127.0.0.1", server.port, True
        office.channel(kind=ChannelKind.MAIL, address="dangban@x.gov.cn")
        actions.plan(office.day, office.at)
        assert deliver(office.at) == 1
        assert [to for to, _ in server.took] == [["dangban@x.gov.cn"]]
    assert Delivery.objects.get().state == "sent"


def test_the_job_plans_and_sends_and_nothing_leaves_a_demo(office: Office, far: Platform) -> None:
    office.channel(address=far.base + PATH)
    Installation.objects.update(demo=True, demo_day=office.day)
    assert (remind_units(office.at), send_out(office.at), Delivery.objects.count()) == ("", "", 0)
    Installation.objects.update(demo=False, demo_day=None)
    assert (remind_units(office.at), Delivery.objects.count()) == ("", 1)
    assert (send_out(office.at), send_out(office.at), len(far.got)) == ("1条", "", 1)


def test_nothing_goes_to_this_machine_by_default(office: Office, far: Platform, settings: Settings) -> None:
    settings.SEND_LOCAL = False
    office.channel(address=far.base + PATH)
    actions.plan(office.day, office.at)
    deliver(office.at)
    assert (far.got, Delivery.objects.get().why) == ([], "地址指向本机或不能发往的地方，没有发。")


def test_an_invented_host_is_no_host(office: Office) -> None:
    office.channel(address=HOOK)
    actions.plan(office.day, office.at)
    deliver(office.at)
    assert Delivery.objects.get().why == "找不到主机robot.qinglan.example。查地址和服务器的域名解析。"
