"""record(): what an entry holds, its place in the chain, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from tests.trail.make import AT, CHINA, ORIGIN, THING, WHO, act, numbers, verified
from wuze.trail import queries
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.errors import NotStorable, OutsideTransaction, Secret, UnknownCode
from wuze.trail.models import Entry, Mention
from wuze.trail.values import NOWHERE, SYSTEM, Origin, Row, Sensitive, Thing, Who
from wuze.trail.verify import GENESIS, digest

pytestmark = pytest.mark.django_db


def test_sec_33_an_entry_tells_who_what_when_where_from_and_how_it_ended() -> None:
    entry = act(before={"due": date(2026, 12, 1)}, after={"due": None}, result=Result.REFUSED)
    assert Entry.objects.get().as_row() == {
        "number": 1,
        "algorithm": "sha256",
        "code": "test.done",
        "at": "2026-11-24T09:30:00.123456+08:00",
        "day": "2026-11-24",
        "who": {
            "name": "张三",
            "post": "组织委员",
            "person": "p-17",
            "on_behalf": "红星村党支部",
            "source": "呈批件〔2026〕8号",
        },
        "thing": {"kind": "test.task", "key": "T-1", "label": "走访十家企业"},
        "before": {"due": "2026-12-01"},
        "after": {"due": None},
        "rows": [],
        "result": "refused",
        "request": "req-1",
        "address": "10.1.2.3",
        "previous": GENESIS,
        "hash": entry.hash,
    }
    assert digest(entry.as_row()) == entry.hash
    assert str(entry) == "1 test.done"


def test_entries_follow_one_another_without_a_gap() -> None:
    made = [act() for _ in range(3)]
    assert [(one.number, one.previous) for one in made] == [(1, GENESIS), (2, made[0].hash), (3, made[1].hash)]
    assert queries.last_link() == (3, made[2].hash, date(2026, 11, 24))


def test_an_act_undone_leaves_no_entry_and_no_gap() -> None:
    act()
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    act()
    assert numbers(Entry.objects.order_by("number")) == [1, 2]


def test_a_bulk_act_is_one_entry_with_its_rows() -> None:
    rows = [
        Row(Thing("test.unit", "U-1", "东街"), {"due": 1}, {"due": 2}),
        Row(Thing("test.unit", "U-2", "西街，电话13812345678"), None, {"due": 2}),
        Row(Thing("test.unit", "U-1", "东街")),
    ]
    entry = act(rows=rows)
    assert Entry.objects.get().rows == [
        {"kind": "test.unit", "key": "U-1", "label": "东街", "before": {"due": 1}, "after": {"due": 2}},
        {"kind": "test.unit", "key": "U-2", "label": "西街，电话138****5678", "before": None, "after": {"due": 2}},
        {"kind": "test.unit", "key": "U-1", "label": "东街", "before": None, "after": None},
    ]
    assert [str(mention) for mention in Mention.objects.order_by("thing_key")] == [
        f"{entry.number} test.unit U-1",
        f"{entry.number} test.unit U-2",
    ]
    assert verified().status == 0


def test_a_clock_set_back_reopens_no_day() -> None:
    act(AT)
    act(datetime(1970, 1, 1, 8, tzinfo=CHINA))
    assert [(one.day, one.at.year) for one in Entry.objects.order_by("number")] == [
        (AT.date(), 2026),
        (AT.date(), 1970),
    ]


def test_sec_38_the_zone_is_stored_whatever_zone_the_instant_came_in() -> None:
    act(datetime(2026, 11, 24, 16, 30, tzinfo=UTC))
    entry = Entry.objects.get()
    assert (entry.zone, entry.moment, entry.day) == ("+08:00", "2026-11-25T00:30:00.000000+08:00", date(2026, 11, 25))


def test_sec_38_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(NotStorable, match="时刻要带时区"):
        act(datetime(2026, 11, 24, 9, 30))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownCode, match=r"没有登记的事项：test\.unheard"):
        record("test.unheard", at=AT, who=WHO, thing=THING)
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransaction):
        record("test.done", at=AT, who=WHO, thing=THING)
    assert Entry.objects.count() == 0


def test_a_value_without_exact_form_is_refused() -> None:
    with pytest.raises(NotStorable, match="float"):
        act(after={"score": 0.5})


SECRETS = ["13812345678", "138 1234 5678", "+86-138-1234-5678", "１３８１２３４５６７８", "11010519491231002X"]


def test_sec_36_no_full_phone_or_identity_number_enters_anywhere() -> None:
    for secret in SECRETS:
        text = f"电话{secret}。"
        thing = Thing("test.task", "T-1", text)
        act(thing=thing, who=Who(text, text, "p", text, text), before={text: text}, after={"a": [{"b": text}]})
        act(rows=[Row(thing, {"a": text}, {"a": text})])
    kept = repr(list(Entry.objects.values()))
    assert [secret for secret in SECRETS if secret in kept] == []


@pytest.mark.parametrize("name", ["password", "new_password", "userToken", "otp", "ballot", "初始密码", "选票"])
def test_sec_36_secrets_are_refused_by_the_name_of_their_field(name: str) -> None:
    with pytest.raises(Secret):
        act(after={"fields": [{name: "x"}]})
    with pytest.raises(Secret):
        act(after={name: Sensitive("x")})


def test_a_sensitive_value_shows_that_it_changed_and_not_what_it_is() -> None:
    act(before={"phone": Sensitive("13800000001")}, after={"phone": Sensitive("13800000002")})
    act(before={"phone": Sensitive("13800000002")}, after={"phone": Sensitive("13800000002")})
    (first, second) = Entry.objects.order_by("number")
    assert first.before != first.after == second.before == second.after
    assert first.before is not None
    assert sorted(first.before["phone"]) == ["hmac-sha256", "key"]
    assert "1380000" not in repr(list(Entry.objects.values()))


def test_who_thing_and_origin_fit_their_columns() -> None:
    for build in (
        lambda: Who(" "),
        lambda: Who("张" * 201),
        lambda: Who("张三", person="p" * 81),
        lambda: Thing("k" * 81, "", ""),
        lambda: Thing("k", "k" * 81, ""),
        lambda: Origin("r" * 81),
        lambda: Origin("", "a" * 81),
    ):
        with pytest.raises(NotStorable):
            build()


def test_the_longest_that_fits_is_kept() -> None:
    who = Who("张" * 200, "岗" * 2000, "p" * 80, "代" * 2000, "据" * 2000)
    entry = record(
        "test.done",
        at=AT,
        who=who,
        thing=Thing("k" * 80, "键" * 80, "签" * 5000),
        origin=Origin("r" * 80, "a" * 80),
    )
    assert Entry.objects.get().as_row() == entry.as_row()


def test_the_program_itself_can_be_the_one_who_acted() -> None:
    record("test.done", at=AT, who=SYSTEM, thing=THING)
    entry = Entry.objects.get()
    assert (entry.who_name, entry.request, entry.address, ORIGIN == NOWHERE) == ("系统", "", "", False)
