"""Channels are kept by the lead office; messages are planned once, taken once, and what became of them stands."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.ledger.reminders.post_office import HOOK, Office
from wuze.accounts.models import Installation
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.ledger.reminders import actions, policy, queries, rules
from wuze.ledger.reminders.actions import Contents, Wanted
from wuze.ledger.reminders.enums import ChannelKind, DeliveryState
from wuze.ledger.reminders.models import Channel, Delivery
from wuze.ledger.reminders.wire.verdict import SENT, Verdict
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
SECRET = "SECabc"  # noqa: S105 - invented
NO = Verdict("refused", "对方没有收（500）。")
LOST = Verdict("unsure", "到没到不清楚。")


@pytest.fixture
def office() -> Office:
    return Office()


def faults(error: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return error.value.fields


def test_a_new_channel_is_off_and_its_address_is_sealed(office: Office) -> None:
    wanted = Wanted("党建群", below=True, titles=False, address=HOOK, secret=SECRET)
    channel = actions.keep(office.clerk, office.county.north.pk, ChannelKind.DINGTALK, wanted)
    row = Channel.objects.get(pk=channel.pk)
    assert (row.on, row.host, row.below, row.titles, row.set_by) == (
        False,
        "robot.qinglan.example",
        True,
        False,
        "何敏",
    )
    assert actions.contents_of(row) == Contents("https://robot.qinglan.example/robot/send", "token-1", SECRET)
    stored = json.dumps(list(Channel.objects.values()), default=str)
    assert ("token-1" in stored, SECRET in stored) == (False, False)


def test_a_copy_in_another_row_opens_nothing(office: Office, settings: Settings) -> None:
    north, south = office.channel(), office.channel(office.county.south)
    south.sealed = north.sealed
    assert actions.contents_of(south) is None
    settings.SECRET_KEY = "t" * 50
    assert actions.contents_of(north) is None


def test_the_trail_has_who_and_what_and_no_address(office: Office) -> None:
    channel = office.channel(secret=SECRET)
    actions.change(office.clerk, channel.pk, version=None, wanted=Wanted("新群", below=True, titles=True, address=HOOK))
    actions.ask_trial(office.clerk, channel.pk, version=None)
    actions.stop(office.clerk, channel.pk, version=None)
    actions.drop(office.clerk, channel.pk, version=None)
    entries = Entry.objects.filter(thing_kind="ledger.channel").order_by("number")
    assert list(entries.values_list("code", flat=True)) == [
        f"ledger.channel_{verb}" for verb in ("kept", "started", "changed", "tried", "stopped", "dropped")
    ]
    kept = json.dumps(list(Entry.objects.values()), default=str, ensure_ascii=False)
    assert ("token-1" in kept, SECRET in kept, "robot.qinglan" in kept) == (False, False, False)
    assert Channel.objects.count() == 0


@pytest.mark.parametrize(
    ("entered", "found"),
    [
        ({"name": " "}, {"name": "起个名，最多40个字，像“青溪镇党建群”。"}),
        ({"name": "党建群"}, {"name": "这个单位已有同名的渠道，换一个名。"}),
        ({"address": ""}, {"address": "请填地址。"}),
        ({"address": "x", "secret": "密"}, {
            "address": "照群机器人页面上的Webhook地址整条粘贴，像https://（主机）/robot/send?access_token=…。",
            "secret": "密钥里只有英文字母、数字和符号，请重新复制。",
        }),
    ],
)  # fmt: skip
def test_faults_of_a_new_channel(office: Office, entered: dict[str, str], found: dict[str, str]) -> None:
    office.channel()
    values = {"name": "另一个群", "address": HOOK} | entered
    with pytest.raises(Invalid) as error:
        actions.keep(
            office.clerk, office.county.north.pk, ChannelKind.DINGTALK, Wanted(below=False, titles=False, **values)
        )
    assert faults(error) == found
    assert Channel.objects.count() == 1


def test_mailboxes_are_kept_and_wrong_ones_refused(office: Office) -> None:
    row = office.channel(on=False, kind=ChannelKind.MAIL, address="a@x.cn,b@y.cn")
    assert (row.host, actions.contents_of(row)) == ("", Contents(to=("a@x.cn", "b@y.cn")))
    with pytest.raises(Invalid) as error:
        office.channel(on=False, kind=ChannelKind.MAIL, address="何敏", name="二")
    assert faults(error) == {"address": "“何敏”不像邮箱地址。"}


def test_without_a_new_address_the_old_one_stays_and_a_secret_alone_is_refused(office: Office) -> None:
    channel = office.channel(secret=SECRET)
    actions.change(office.clerk, channel.pk, version=channel.version, wanted=Wanted("新名", below=True, titles=True))
    row = Channel.objects.get(pk=channel.pk)
    assert (row.name, row.below, row.titles, row.sealed) == ("新名", True, True, channel.sealed)
    with pytest.raises(Invalid) as error:
        actions.change(
            office.clerk, channel.pk, version=None, wanted=Wanted("新名", below=True, titles=True, secret=SECRET)
        )
    assert faults(error) == {"address": "换密钥时，地址也请重新粘贴一次。"}


def test_two_who_change_at_once(office: Office) -> None:
    channel = office.channel()
    actions.change(office.clerk, channel.pk, version=channel.version, wanted=Wanted("一", below=True, titles=True))
    with pytest.raises(Stale):
        actions.change(office.clerk, channel.pk, version=channel.version, wanted=Wanted("二", below=True, titles=True))


@pytest.mark.parametrize("who", ["town_clerk", "department", "secretary", "leader", "reader", "system_admin"])
def test_only_the_lead_office_keeps_channels(office: Office, who: str) -> None:
    channel, actor = office.channel(), office.actor(who)
    wanted = Wanted("x", below=False, titles=False, address=HOOK)
    for act in (
        lambda: actions.keep(actor, office.county.north.pk, ChannelKind.DINGTALK, wanted),
        lambda: actions.change(actor, channel.pk, version=None, wanted=wanted),
        lambda: actions.start(actor, channel.pk, version=None),
        lambda: actions.stop(actor, channel.pk, version=None),
        lambda: actions.drop(actor, channel.pk, version=None),
        lambda: actions.ask_trial(actor, channel.pk, version=None),
    ):
        with pytest.raises(Refused) as error:
            act()
        assert error.value.code == "ledger.no_channels"
    assert list(queries.visible_to(actor)) == []


def test_what_is_on_is_not_started_and_what_is_off_not_stopped(office: Office) -> None:
    on, off = office.channel(), office.channel(name="二", on=False)
    found = [policy.why_not_start(office.clerk, on), policy.why_not_stop(office.clerk, off)]
    assert [one.reason if one else "" for one in found] == ["已经启用。", "没有启用。"]


def test_e_mail_needs_a_server(office: Office, settings: Settings) -> None:
    channel = office.channel(on=False, kind=ChannelKind.MAIL, address="a@x.cn")
    for why_not in (policy.why_not_start, policy.why_not_try):
        refusal = why_not(office.clerk, channel)
        assert refusal is not None
        assert refusal.reason == "本站没有配邮件服务器，请系统管理员设WUZE_MAIL。"
    settings.MAIL = True
    assert policy.why_not_start(office.clerk, channel) is None


def test_one_try_at_a_time_and_never_from_a_demo(office: Office) -> None:
    channel = office.channel(on=False)
    actions.ask_trial(office.clerk, channel.pk, version=None)
    with pytest.raises(Refused) as error:
        actions.ask_trial(office.clerk, channel.pk, version=None)
    assert error.value.code == "ledger.channel_trying"
    Installation.objects.update(demo=True)
    refusal = policy.why_not_try(office.clerk, channel)
    assert refusal is not None
    assert refusal.reason == "这里是演示数据，不往外发。"


# --- planned ----------------------------------------------------------------------------------------------------------


def test_one_message_a_channel_and_day(office: Office) -> None:
    north, county = office.channel(), office.channel(office.county.root, below=True)
    office.channel(office.county.department)
    office.channel(office.county.south, on=False)
    assert actions.plan(office.day, office.at) == 2
    assert actions.plan(office.day, office.at) == 0
    assert list(Delivery.objects.order_by("pk").values_list("channel", "day", "state", "trial")) == [
        (county.pk, office.day, "waiting", False), (north.pk, office.day, "waiting", False),
    ]  # fmt: skip


def test_it_waits_for_office_hours(office: Office) -> None:
    night = datetime(2026, 11, 26, 0, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
    row = office.planned(office.channel(), night)
    assert row.next_at == datetime(2026, 11, 26, 8, 35, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert actions.take(office.day, night + timedelta(hours=8)) is None
    assert actions.take(office.day, night + timedelta(hours=9)) == row


def test_old_messages_go(office: Office) -> None:
    row = office.planned(office.channel())
    actions.plan(office.day + rules.KEPT, office.at + rules.KEPT)
    assert Delivery.objects.filter(pk=row.pk).exists()
    actions.plan(office.day + rules.KEPT + timedelta(days=1), office.at + rules.KEPT)
    assert not Delivery.objects.filter(pk=row.pk).exists()


# --- taken and settled ------------------------------------------------------------------------------------------------


def test_what_is_taken_is_not_taken_again(office: Office) -> None:
    row = office.planned(office.channel())
    assert actions.take(office.day, office.at) == row
    assert actions.take(office.day, office.at) is None
    done = actions.settle(row.pk, SENT, office.at)
    channel = Channel.objects.get()
    assert (done.state, done.tries, done.why, channel.sent_at, channel.failed_at) == ("sent", 1, "", office.at, None)
    assert actions.take(office.day, office.at + timedelta(hours=5)) is None


def test_what_was_not_taken_is_tried_again_and_then_has_failed(office: Office) -> None:
    row, at, states = office.planned(office.channel()), office.at, []
    for wait in (*rules.WAITS, timedelta(hours=3)):
        assert actions.take(office.day, at) == row
        done = actions.settle(row.pk, NO, at)
        states.append(done.state)
        assert actions.take(office.day, at + wait - timedelta(seconds=1)) is None
        at += wait
    assert states == ["waiting"] * 4 + ["failed"]
    channel = Channel.objects.get()
    assert (channel.failed_why, queries.failing(office.clerk).get()) == (NO.why, channel)


def test_what_is_unsure_is_not_repeated(office: Office) -> None:
    row = office.planned(office.channel())
    actions.take(office.day, office.at)
    assert actions.settle(row.pk, LOST, office.at).state == DeliveryState.UNSURE
    assert actions.take(office.day, office.at + timedelta(hours=9)) is None
    assert queries.failing(office.clerk).count() == 1


def test_a_worker_that_was_killed_leaves_a_mark_and_no_second_message(office: Office) -> None:
    row = office.planned(office.channel())
    actions.take(office.day, office.at)
    later = office.at + rules.CUT_OFF
    assert actions.take(office.day, later) is None
    assert Delivery.objects.get(pk=row.pk).state == DeliveryState.SENDING
    assert actions.take(office.day, later + timedelta(seconds=1)) is None
    row.refresh_from_db()
    assert (row.state, row.why, row.tries) == ("unsure", "发到一半后台停了，到没到不清楚，没有重发。", 1)


def test_yesterdays_message_is_not_sent_today(office: Office) -> None:
    row = office.planned(office.channel())
    assert actions.take(office.day + timedelta(days=1), office.at + timedelta(days=1)) is None
    row.refresh_from_db()
    assert (row.state, row.why) == ("failed", "当天没有发出去，过了日子不再补发。")


def test_the_next_that_goes_out_clears_the_desk(office: Office) -> None:
    channel = office.channel()
    row = office.planned(channel)
    actions.take(office.day, office.at)
    actions.settle(row.pk, LOST, office.at)
    trial = actions.ask_trial(office.clerk, channel.pk, version=None)
    assert actions.take(office.day, office.clerk.at) == trial
    actions.settle(trial.pk, SENT, office.clerk.at)
    assert list(queries.failing(office.clerk)) == []


def test_a_try_that_is_not_taken_has_failed_at_once(office: Office) -> None:
    trial = actions.ask_trial(office.clerk, office.channel(on=False).pk, version=None)
    taken = actions.take(office.clerk.today, office.clerk.at)
    assert taken == trial
    assert actions.settle(trial.pk, NO, office.clerk.at).state == DeliveryState.FAILED
    assert list(queries.failing(office.clerk)) == []  # it is not in use


def test_stopped_in_between_nothing_goes_out(office: Office) -> None:
    channel = office.channel()
    row = office.planned(channel)
    actions.stop(office.clerk, channel.pk, version=None)
    row.refresh_from_db()
    assert (row.state, row.why, actions.take(office.day, office.at)) == ("failed", "渠道停用了，没有发。", None)


def test_a_new_address_sends_what_failed_today_anew(office: Office) -> None:
    channel = office.channel()
    row = office.planned(channel)
    Delivery.objects.filter(pk=row.pk).update(state=DeliveryState.FAILED, tries=5)
    actions.change(office.clerk, channel.pk, version=None, wanted=Wanted("党建群", below=False, titles=False))
    assert Delivery.objects.get(pk=row.pk).state == DeliveryState.FAILED
    actions.change(
        office.clerk, channel.pk, version=None, wanted=Wanted("党建群", below=False, titles=False, address=HOOK)
    )
    again = Delivery.objects.get(pk=row.pk)
    assert (again.state, again.tries, again.next_at) == ("waiting", 0, office.clerk.at)


# --- what it says -----------------------------------------------------------------------------------------------------


def test_a_channel_is_told_of_its_unit_or_of_those_below(office: Office) -> None:
    own, below = office.channel(), office.channel(office.county.north, below=True, name="二")
    office.channel(office.county.root, below=True, name="三")
    assert list(queries.matters_of(own, office.day)) == ["云峰乡党委"]
    assert list(queries.matters_of(below, office.day)) == ["云峰乡党委", "云峰茶业党支部"]


def test_of_too_many_units_the_branches_stand_together(
    office: Office, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    county = office.channel(office.county.root, below=True)
    with django_assert_num_queries(1):
        assert list(queries.matters_of(county, office.day)) == ["云峰乡党委", "云峰茶业党支部", "柳塘镇党委"]
    monkeypatch.setattr(rules, "MOST_UNITS", 2)
    with django_assert_num_queries(2):
        found = queries.matters_of(county, office.day)
    assert {unit: len(lines) for unit, lines in found.items()} == {
        "云峰乡党委": 1,
        "柳塘镇党委": 1,
        "云峰乡党委所属党组织": 1,
    }
