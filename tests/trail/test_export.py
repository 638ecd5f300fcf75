"""The export of a real trail, and what the check says after someone has altered the database."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.trail.make import AT, ORIGIN, WHO, act, verified
from wuze.trail import catalogue
from wuze.trail.actions import export_to
from wuze.trail.export import lines
from wuze.trail.models import Entry
from wuze.trail.values import Row, Sensitive, Thing
from wuze.trail.verify import GENESIS, Report, verify

pytestmark = pytest.mark.django_db


def test_the_whole_trail_is_exported_in_order() -> None:
    rows = [Row(Thing("test.unit", "U-1", "东街"), {"due": None}, {"due": [1, "二", {"三": True}]})]
    made = [act(), act(before={"phone": Sensitive("13812345678")}, after={}), act(rows=rows)]
    written = [json.loads(line) for line in lines()]
    assert written[0] == {
        "format": "wuze-trail",
        "version": 1,
        "system": "五责",
        "algorithm": ["sha256"],
        "anchor": {"number": 0, "hash": GENESIS},
    }
    assert written[1:4] == [entry.as_row() for entry in made]
    assert sorted(written[4]["trailer"]) == ["hash", "number", "rows", "sha256"]
    assert verified() == Report(3, 1, 3, made[2].hash, line=5)


def test_an_empty_trail_can_be_exported() -> None:
    assert verified() == Report(0, 1, 0, GENESIS, line=2)


def test_an_export_from_one_day_begins_behind_the_day_before() -> None:
    made = [act(AT - timedelta(days=days)) for days in (2, 1, 0)]
    assert verify(lines(since=made[1].day)) == Report(2, 2, 3, made[2].hash, line=4)
    assert verify(lines(since=AT.date() + timedelta(days=1))) == Report(0, 4, 3, made[2].hash, line=2)


@pytest.mark.parametrize("count", [1, 3])
def test_an_export_takes_one_query_however_long(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        act()
    with django_assert_max_num_queries(1):  # PostgreSQL's server-side cursor is not counted
        assert len(list(lines())) == count + 2


def test_an_export_is_an_act_with_its_own_entry() -> None:
    act()
    stream = io.BytesIO()
    entry = export_to(stream, at=AT, who=WHO, origin=ORIGIN)
    assert verify(stream.getvalue().splitlines(keepends=True)).last == 1
    assert catalogue.sentence(entry) == "张三导出了留痕1条"
    assert entry.after is not None
    assert sorted(entry.after) == ["rows", "sha256", "since"]
    assert verified().last == 2


COLUMNS = {
    "code": "'test.given'",
    "at": "'2026-11-24 01:30:01+00:00'",
    "zone": "'+09:00'",
    "day": "'2026-11-25'",
    "who_name": "'李四'",
    "who_post": "''",
    "who_person": "'p-18'",
    "who_on_behalf": "''",
    "who_source": "''",
    "thing_kind": "'test.other'",
    "thing_key": "'T-2'",
    "thing_label": "'走访九家企业'",
    "before": "NULL",
    "after": """'{"due": "2026-12-02"}'""",
    "rows": "'[1]'",
    "result": "'failed'",
    "request": "''",
    "address": "'10.1.2.4'",
    "previous": f"'{GENESIS}'",
    "hash": f"'{'1' * 64}'",
}


def test_every_column_is_tried() -> None:
    assert sorted({field.name for field in Entry._meta.fields} - set(COLUMNS)) == ["algorithm", "number"]


@pytest.mark.usefixtures("unguarded_trail")
@pytest.mark.parametrize("column", COLUMNS)
def test_sec_34_a_row_altered_by_sql_is_named(column: str) -> None:
    for _ in range(4):
        act(before={"due": "2026-12-01"}, after={"due": "2026-12-03"})
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE trail_entry SET "{column}" = {COLUMNS[column]} WHERE number = 3')
    report = verified()
    assert (report.status, report.rows) == (1, 2)
    assert report.problem == "第3号记录的内容与它的哈希不符：这条记录被改动过。"


@pytest.mark.usefixtures("unguarded_trail")
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM trail_entry WHERE number = 2", "第1号之后应是第2号，这里是第3号：中间有删除、插入或调换。"),
        (
            "UPDATE trail_entry SET number = 9 WHERE number = 2",
            "第1号之后应是第2号，这里是第3号：中间有删除、插入或调换。",
        ),
        ("UPDATE trail_entry SET algorithm = 'none' WHERE number = 2", "第2号记录的哈希算法本工具不认识。"),
    ],
)
def test_sec_34_a_row_removed_or_moved_by_sql_is_named(statement: str, problem: str) -> None:
    for _ in range(4):
        act()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert (verified().problem, verified().line) == (problem, 3)


@pytest.mark.usefixtures("unguarded_trail")
def test_sec_34_whoever_rewrites_the_end_is_found_by_the_days_head() -> None:
    made = [act() for _ in range(3)]
    Entry.objects.filter(number__gte=2).delete()
    act(after={"due": "另一个"})
    assert verified().status == 0
    assert verify(lines(), [made[2].hash]).problem.startswith(f"文件里没有这个哈希：{made[2].hash}")


def test_sec_37_an_injected_line_stays_one_escaped_line() -> None:
    act(thing=Thing("test.task", "T-1", '甲\n{"number":9}\r\x1b[2J\x9b\u2028\u202e'), after={"a\nb": "\x1b[31m"})
    written = list(lines())
    assert len(written) == 3
    assert re.findall(b"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]", b"".join(written)) == []
    assert verified().status == 0


def test_sec_38_every_line_carries_the_offset() -> None:
    for _ in range(3):
        act()
    stamps = [json.loads(line)["at"] for line in list(lines())[1:-1]]
    assert [stamp[-6:] for stamp in stamps] == ["+08:00"] * 3
