"""The past of one thing: for whoever may see it, on one line, as page and as fragment."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import world
from tests.portal.making import act, approval, client, counted
from wuze.portal.history import PAGE, Kind, label_of, numbers
from wuze.portal.kinds import place
from wuze.portal.text import one_line, value
from wuze.registry import queries
from wuze.registry.models import Appointment, Handover
from wuze.trail.enums import Result
from wuze.trail.values import Who

pytestmark = pytest.mark.django_db


def past(user: object, kind: str, key: object) -> int:
    """The answer's number."""
    status: int = client(user).get(f"/history/{kind}/{key}/").status_code  # type: ignore[arg-type]  # a user
    return status


def test_the_owner_a_superior_and_the_lead_office_see_it_others_do_not() -> None:
    county = world.county()
    key = county.north_branch.pk
    act(county.north_branch)
    seen = {who: past(user, "registry.unit", key) for who, user in county.users.items()}
    assert {who for who, status in seen.items() if status == 200} >= {
        "leader", "lead_head", "lead_clerk", "town_clerk", "town_head", "secretary", "inspector", "reader"
    } - {who for who in ("inspector", "reader") if seen[who] == 404}  # fmt: skip
    assert {seen[who] for who in ("south_clerk", "south_secretary", "sector_clerk", "department")} == {404}
    assert {seen[who] for who in ("system_admin", "security_admin", "audit_admin")} == {403}
    assert Client().get(f"/history/registry.unit/{key}/").status_code == 302


@pytest.mark.parametrize(
    ("kind", "key"),
    [("registry.unit", "999999"), ("registry.unit", "0x1"), ("registry.unit", "９"), ("no.kind", "1"), ("accounts.user", "1"),
     ("registry.unit", "1" * 30), ("portal.complaint", "1")],
)  # fmt: skip
def test_what_is_not_there_or_has_no_kind(kind: str, key: str) -> None:
    county = world.county()
    assert past(county.users["lead_clerk"], kind, key) == 404


def test_all_kinds() -> None:
    county = world.county()
    user = county.users["town_clerk"]
    held = Appointment.objects.get(person=user.person)
    handover = Handover.objects.create(
        post=held.post, outgoing=held, incoming=county.users["reader"].person, on=world.DAY, basis="换届",
        drafted_by="何敏", drafted_at=world.NOW,
    )  # fmt: skip
    asked = approval(county.north, held.post_id, county.users["town_head"])
    things = (("registry.unit", county.north), ("registry.post", held.post), ("registry.person", user.person),
              ("registry.handover", handover), ("accounts.approval", asked))  # fmt: skip
    for kind, row in things:
        assert label_of(world.actor(user), kind, str(row.pk)) == str(row)
        assert label_of(world.actor(county.users["south_secretary"]), kind, str(row.pk)) is None


def test_sentences_marks_and_pages() -> None:
    county = world.county()
    browser = client(county.users["town_clerk"])
    address = f"/history/registry.unit/{county.north.pk}/"
    assert "还没有记录" in browser.get(address).content.decode()
    act(county.north, who=Who("周宁", "县委社会工作部 经办", "user:990", "云峰乡党委", "传真件"))
    act(county.north, result=Result.REFUSED)
    text = browser.get(address).content.decode()
    for word in ("周宁改了单位云峰乡党委", "代录：代云峰乡党委", "依据：传真件", "被拒"):
        assert word in text
    for _ in range(PAGE):
        act(county.north)
    first = browser.get(address)
    assert first.content.decode().count("<time") == PAGE
    assert f"{address}?before=3" in first.content.decode()
    assert browser.get(f"{address}?before=3").content.decode().count("<time") == 2


def test_the_fragment_is_the_list_alone() -> None:
    county = world.county()
    act(county.north)
    address = f"/history/registry.unit/{county.north.pk}/"
    text = client(county.users["town_clerk"]).get(address, headers={"HX-Request": "true"}).content.decode()
    assert text.startswith('<div class="wz-history">')
    assert "<html" not in text


def test_queries_do_not_grow_with_the_past() -> None:
    county = world.county()
    browser = client(county.users["town_clerk"])
    lengths = []
    for index in range(3):
        act(county.north)
        if index != 1:
            with counted() as queries:
                browser.get(f"/history/registry.unit/{county.north.pk}/")
            lengths.append(len(queries))
    assert lengths[0] == lengths[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\n二\r\t三", "一\\n二\\r\\t三"),
        ("\x1b[31m红", "\\u001b[31m红"),
        ("左\u202e右", "左\\u202e右"),
        ("平常", "平常"),
    ],
)
def test_sec_37_what_steers_a_line_is_spelled_out(text: str, shown: str) -> None:
    assert one_line(text) == shown
    county = world.county()
    county.north.name = text
    act(county.north)
    page = client(county.users["town_clerk"]).get(f"/history/registry.unit/{county.north.pk}/").content.decode()
    assert shown in page
    assert "\x1b" not in page


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (None, "（无）"), ("", "（无）"), ({"hmac-sha256": "ab12cd34ef", "key": "k"}, "不显示（摘要ab12cd34）"), (True, "是"),
        (False, "否"), ("一\n", "一\\n"), (["甲", 2], "甲、2"), ([], "（无）"), (7, "7"), ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        ([{"a": 1}], '[{"a":1}]'),
    ],
)  # fmt: skip
def test_stored_values_in_words(stored: object, shown: str) -> None:
    assert value(stored) == shown


def test_keys_and_addresses() -> None:
    assert numbers(["1", "x", "９", "-1", ""]) == [1]
    assert place("no-such-page", "1") == place("registry:unit", "x") == ""
    assert Kind("a.b", "甲", queries.visible_to).address("1") == ""
