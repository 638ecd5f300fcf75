"""消息: who is told of what, how many are new, and that looking is one's own affair."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.ledger.site import Site
from wuze.ledger import actions as ledger
from wuze.ledger.models import Digest
from wuze.portal import actions, news
from wuze.portal.models import Looked
from wuze.trail import catalogue
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def opened(client: Client, url: str) -> str:
    return text(client.get(url))  # type: ignore[arg-type]  # the test client's own class


def told(site: Site, who: str) -> list[str]:
    return [one.what for one in news.whole(site.actor(who)).items]


def test_only_what_others_did_to_my_own_unit(site: Site) -> None:
    mine = site.task("reported", lead=site.county.north_branch, who="town_clerk")
    site.task("issued", lead=site.county.south_branch, who="south_clerk")
    ledger.send_back(site.actor("town_clerk"), mine.pk, version=None, reason="缺两户")
    lines = told(site, "secretary")
    assert ["退回" in lines[0], "交办给" in lines[1], len(lines)] == [True, True, 2]
    assert told(site, "town_clerk") == []
    assert told(site, "reader") == []
    assert news.unseen(site.actor("secretary")) == 2


def test_everybody_of_a_batch_is_told(site: Site) -> None:
    units = [site.county.north.pk, site.county.south.pk]
    content = site_content()
    ledger.issue_many(site.actor("lead_clerk"), units, content)
    item = news.whole(site.actor("south_clerk")).items[0]
    page = opened(client_of(site.users["south_clerk"]), item.url)
    assert ("2个单位" in item.what, content.title in page) == (True, True)


def site_content() -> ledger.Content:
    return ledger.Content("两个覆盖摸底", "decision", "纪要第3条", "逐户核实", "表一张", term=10)


def test_looked_at_to_a_line_and_to_the_end(site: Site) -> None:
    for _ in range(2):
        site.task("issued", lead=site.county.north_branch, who="town_clerk")
    Digest.objects.create(
        unit=site.county.north_branch, day=world.DAY, lines=[{"task": 1, "title": "快到的事", "words": "今天到期"}]
    )
    actor, entries = site.actor("secretary"), Entry.objects.count()
    assert news.unseen(actor) == 3
    actions.look(actor, news.whole(actor).items[1].number)
    assert (news.unseen(actor), [one.fresh for one in news.whole(actor).items]) == (1, [True, False])
    client = client_of(site.users["secretary"])
    shown = opened(client, reverse("news"))
    assert ("快到的事" in shown, 'class="wz-new"' in shown, "条新的" in shown) == (True, True, True)
    upto = str(news.whole(actor).upto)
    assert client.post(reverse("news-looked"), {"once": "a", "upto": upto}).status_code == 302
    assert (news.unseen(actor), "都看过了" in opened(client, reverse("news"))) == (0, False)
    assert client.post(reverse("news-looked"), {"once": "b", "upto": "9" * 18}).status_code == 302
    assert Looked.objects.get().number == Entry.objects.first().number  # type: ignore[union-attr]  # there is one
    assert Entry.objects.count() == entries
    assert news.unseen(site.actor("town_clerk")) == 0


def test_a_topic_and_a_month(site: Site) -> None:
    site.task("issued", lead=site.county.north_branch, who="town_clerk")
    actor = site.actor("secretary")
    assert [len(news.whole(actor, topic).items) for topic in ("task", "result", "nonsense")] == [1, 0, 1]
    later = site.actor("secretary", world.DAY + news.SPAN + timedelta(days=2))
    assert (news.unseen(later), news.whole(later).items) == (0, ())


def test_the_number_costs_one_query_however_many_there_are(site: Site) -> None:
    for number in (1, 3):
        for _ in range(number):
            site.task("issued", lead=site.county.north_branch, who="town_clerk")
        actor = site.actor("secretary")
        with CaptureQueriesContext(connection) as found:
            assert int(news.bell(actor).number) > 0
        assert len(found) == 1


def test_every_act_told_of_has_a_sentence() -> None:
    assert set(news.CODES) <= set(catalogue.codes())
