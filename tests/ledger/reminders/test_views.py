"""Pages of channels: owner, colleague, outsider, read-only; what is secret never comes back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.ledger.reminders.post_office import HOOK, Office, get, send
from wuze.ledger.actions import remind
from wuze.ledger.reminders import actions
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.models import Channel, Delivery
from wuze.ledger.reminders.wire.verdict import SENT, Verdict
from wuze.portal.desk import lines

pytestmark = pytest.mark.django_db
SECRET = "SECabc"  # noqa: S105 - invented
ENTERED = {"name": "党建群", "kind": "dingtalk", "address": HOOK, "secret": SECRET, "below": "on"}


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.mark.parametrize("who", ["lead_clerk", "second_clerk", "lead_head"])
def test_the_lead_office_opens_all(office: Office, who: str) -> None:
    channel, user = office.channel(), office.users[who]
    pages = (("channels",), ("channel-new",), ("channel", channel.pk), ("channel-act", channel.pk, "change"))
    assert [get(user, name, *keys).status_code for name, *keys in pages] == [200] * 4


@pytest.mark.parametrize("who", ["town_clerk", "department", "secretary", "leader", "reader", "system_admin"])
def test_nobody_else_opens_any(office: Office, who: str) -> None:
    channel, user = office.channel(), office.users[who]
    pages = (("channels",), ("channel-new",), ("channel", channel.pk), ("channel-act", channel.pk, "try"))
    assert [get(user, name, *keys).status_code for name, *keys in pages] == [403] * 4
    assert send(user, "channel-act", channel.pk, "stop").status_code == 403
    assert Channel.objects.get().on


def test_a_channel_is_entered_tried_and_started(office: Office) -> None:
    clerk = office.users["lead_clerk"]
    answer = send(clerk, "channel-new", unit=office.county.north.pk, **ENTERED)
    row = Channel.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("ledger:channel", args=[row.pk]))
    assert (row.unit, row.kind, row.below, row.titles, row.on) == (office.county.north, "dingtalk", True, False, False)
    assert send(clerk, "channel-act", row.pk, "try").status_code == 302
    assert Delivery.objects.get().trial
    assert send(clerk, "channel-act", row.pk, "start").status_code == 302
    row.refresh_from_db()
    assert row.on
    assert send(clerk, "channel-act", row.pk, "drop").headers["Location"] == reverse("ledger:channels")


def test_what_is_secret_never_comes_back(office: Office) -> None:
    clerk = office.users["lead_clerk"]
    row = office.channel(secret=SECRET)
    bad = send(clerk, "channel-act", row.pk, "change", name="", address=HOOK, secret=SECRET)
    assert bad.status_code == 400
    assert SECRET not in text(bad)
    for name, *keys in (("channels",), ("channel", row.pk), ("channel-act", row.pk, "change")):
        page = text(get(clerk, name, *keys))
        assert [word for word in ("token-1", SECRET, row.sealed) if word in page] == []


def test_a_wrong_address_comes_back_with_its_sentence(office: Office) -> None:
    answer = send(
        office.users["lead_clerk"],
        "channel-new",
        unit=office.county.north.pk,
        **ENTERED | {"address": "http://8.8.8.8/x"},
    )
    page = text(answer)
    assert (answer.status_code, Channel.objects.count()) == (400, 0)
    assert "要用https：地址里的令牌不能明着出单位。" in page
    assert 'value="党建群"' in page


def test_a_unit_that_may_not_be_chosen(office: Office) -> None:
    answer = send(office.users["lead_clerk"], "channel-new", unit=office.county.north_branch.pk, **ENTERED)
    assert (answer.status_code, Channel.objects.count()) == (400, 0)


def test_no_such_verb(office: Office) -> None:
    assert get(office.users["lead_clerk"], "channel-act", office.channel().pk, "burn").status_code == 404


def test_mailboxes_are_shown_to_the_keeper(office: Office) -> None:
    row = office.channel(on=False, kind=ChannelKind.MAIL, address="a@x.gov.cn")
    assert "a@x.gov.cn" in text(get(office.users["lead_clerk"], "channel", row.pk))


def test_messages_come_anew_while_a_try_is_under_way(office: Office) -> None:
    row, clerk = office.channel(on=False), office.users["lead_clerk"]
    assert 'hx-trigger="every 2s"' not in text(get(clerk, "channel", row.pk))
    trial = actions.ask_trial(office.clerk, row.pk, version=None)
    fragment = client_of(clerk).get(reverse("ledger:channel", args=[row.pk]), headers={"HX-Request": "true"})
    shown = fragment.content.decode()
    assert shown.startswith('<div id="sent" hx-get="')
    assert "待发" in shown
    actions.take(office.clerk.today, office.clerk.at)
    actions.settle(trial.pk, Verdict("refused", "对方没有收（500）。"), office.clerk.at)
    done = (
        client_of(clerk).get(reverse("ledger:channel", args=[row.pk]), headers={"HX-Request": "true"}).content.decode()
    )
    assert 'hx-trigger="every 2s"' not in done
    assert "对方没有收（500）。" in done


def test_a_failed_channel_stands_on_the_clerks_desk(office: Office) -> None:
    channel = office.channel()
    row = office.planned(channel)
    actions.take(office.day, office.at)
    actions.settle(row.pk, Verdict("unsure", "到没到不清楚。"), office.at)
    said = "提醒没发到：云峰乡党委 党建群"
    assert desks_with(office, said) == ["lead_clerk", "second_clerk"]
    Delivery.objects.update(state="sending")
    actions.settle(row.pk, SENT, office.at)
    assert desks_with(office, said) == []


def desks_with(office: Office, title: str) -> list[str]:
    """Whose desk has this line."""
    people = ("lead_clerk", "second_clerk", "lead_head", "town_clerk", "leader", "secretary", "reader")
    return [who for who in people if title in [line.title for line in lines(office.actor(who))]]


def queries_of(client: Client, address: str) -> int:

    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_as_many_queries_for_one_as_for_three(office: Office) -> None:
    client = client_of(office.users["lead_clerk"])
    first = office.channel()
    office.planned(first)
    addresses = (reverse("ledger:channels"), reverse("ledger:channel", args=[first.pk]), reverse("ledger:reminders"))
    before = [queries_of(client, address) for address in addresses]
    for unit in (office.county.south, office.county.department):
        actions.ask_trial(office.clerk, office.channel(unit).pk, version=None)
    actions.ask_trial(office.clerk, first.pk, version=None)
    assert [queries_of(client, address) for address in addresses] == before


def test_the_lead_office_sees_who_was_reminded(office: Office) -> None:

    remind(world.DAY)
    shown = {
        who: text(get(office.users[who], "reminders")).count("今天提醒了哪些单位")
        for who in ("lead_clerk", "town_clerk")
    }
    assert shown == {"lead_clerk": 1, "town_clerk": 0}
