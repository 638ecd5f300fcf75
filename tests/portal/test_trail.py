"""The trail on screen: only the audit administrator; filters, pages, one entry, heads, check, export."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tests import world
from tests.portal.making import act, client, counted, send
from wuze.accounts.enums import Role
from wuze.portal import viewer
from wuze.portal.viewer import Asked
from wuze.trail.actions import prune
from wuze.trail.enums import Result
from wuze.trail.models import Anchor, Entry
from wuze.trail.values import Row, Sensitive, Thing, Who
from wuze.trail.verify import verify

pytestmark = pytest.mark.django_db
PAGES = ("/trail/", "/trail/1/", "/trail/heads/", "/trail/check/")


def thing(key: str = "1", label: str = "云峰乡党委") -> Thing:
    """What entries here are about."""
    return Thing("registry.unit", key, label)


def auditor() -> Client:
    """The one who may look."""
    return client(world.administrator(Role.AUDIT_ADMIN, "吴审"))


def shown(browser: Client, **terms: str | int) -> list[int]:
    """Numbers of the entries a list shows."""
    page = browser.get("/trail/", terms).context["page"]
    return [line.number for line in page.lines]


def test_nobody_but_the_audit_administrator() -> None:
    county = world.county()
    act(county.north)
    for who, user in county.users.items():
        expected = 200 if who == "audit_admin" else 403
        browser = client(user)
        assert {browser.get(page).status_code for page in PAGES} == {expected}
        if expected == 403:
            assert send(browser, "/trail/heads/issue/", day="2026-11-24").status_code == 403
            assert send(browser, "/trail/export/").status_code == 403
    assert {Client().get(page).status_code for page in PAGES} == {302}


def test_filters() -> None:
    act(thing(), at=world.NOW - timedelta(days=2))
    act(thing("2", "柳塘镇党委"), who=Who("李四", "", "user:4"), request="r-7")
    act(
        Thing("accounts.user", "4", "李四"),
        "accounts.logged_in",
        result=Result.FAILED,
        after={"how": "口令", "ended": 0},
    )
    browser = auditor()
    for terms, expected in (
        ({}, [3, 2, 1]), ({"since": "2026-11-24"}, [3, 2]), ({"until": "2026-11-22"}, [1]), ({"name": "李四"}, [2]),
        ({"person": "user:4"}, [2]), ({"code": "accounts.logged_in"}, [3]), ({"kind": "registry.unit"}, [2, 1]),
        ({"kind": "registry.unit", "key": "2"}, [2]), ({"result": "failed"}, [3]), ({"request": "r-7"}, [2]),
        ({"since": "2026-11-24", "result": "done"}, [2]), ({"name": "没有这人"}, []),
        ({"since": "x", "until": "2026-13-01", "code": "no", "result": "no", "key": "2"}, [3, 2, 1]),
        ({"until": "9999-12-31"}, [3, 2, 1]),
    ):  # fmt: skip
        assert shown(browser, **terms) == expected, terms


def test_terms_that_mean_nothing_are_dropped() -> None:
    given = {"name": "x" * 81, "person": "a\x00b", "code": "' OR 1=1", "since": "2026-11-24", "page": "3"}
    assert Asked.read(given).terms == {"since": "2026-11-24"}


def test_sec_18_fifty_a_page_by_number_whoever_asks_for_more() -> None:
    for _ in range(120):
        act(thing())
    browser = auditor()
    assert shown(browser, size=10000, page=9999, limit=10000) == list(range(120, 70, -1))
    page = browser.get("/trail/").context["page"]
    assert (page.older, page.newer) == ("?before=71", "")
    page = browser.get("/trail/?before=71").context["page"]
    assert ([line.number for line in page.lines][::49], page.older, page.newer) == ([70, 21], "?before=21", "?after=70")
    page = browser.get("/trail/?before=21").context["page"]
    assert (len(page.lines), page.older, page.newer) == (20, "", "?after=20")
    page = browser.get("/trail/?after=20").context["page"]
    assert ([line.number for line in page.lines][::49], page.older) == ([70, 21], "?before=21")
    page = browser.get("/trail/?after=100").context["page"]
    assert (len(page.lines), page.newer) == (20, "")
    assert browser.get("/trail/?after=120").context["page"].lines == ()
    assert shown(browser, before="abc") == list(range(120, 70, -1))


def test_queries_do_not_grow_with_the_trail() -> None:
    browser = auditor()
    numbers = []
    for index in range(3):
        act(thing())
        if index != 1:
            with counted() as queries:
                browser.get("/trail/")
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_the_fragment_is_the_list_alone() -> None:
    text = auditor().get("/trail/", headers={"HX-Request": "true"}).content.decode()
    assert text.strip().startswith('<section class="wz-list" id="trail"')


def test_sec_33_and_sec_38_one_entry_with_everything_it_is_made_of() -> None:
    who = Who("张三", "云峰乡党委 经办", "user:3", "云峰茶业党支部", "传真件〔2026〕3号")
    act(
        thing(),
        who=who,
        before={"name": "旧名", "same": 1},
        after={"name": "新名", "same": 1, "note": ""},
        request="r-9",
    )
    text = auditor().get("/trail/1/").content.decode()
    for word in ("张三改了单位云峰乡党委", "云峰乡党委 经办", "云峰茶业党支部", "传真件〔2026〕3号", "2026-11-24T09:30:00.000000+08:00",
                 "旧名", "新名", "r-9", "registry.unit_edited", "完成", "0" * 64, Entry.objects.get().hash):  # fmt: skip
        assert word in text
    assert text.count('class="is-changed"') == 2
    assert auditor().get("/trail/99/").status_code == 404


def test_sec_36_sensitive_values_stay_digests() -> None:
    act(thing(), after={"phone": Sensitive("13800001234"), "note": "电话13900005678"})
    browser = auditor()
    for page in ("/trail/1/", "/trail/", "/trail/check/"):
        text = browser.get(page).content.decode()
        assert "13800001234" not in text
        assert "13900005678" not in text
    assert "不显示（摘要" in browser.get("/trail/1/").content.decode()


def test_sec_37_a_label_with_a_line_break_and_an_escape_is_one_line() -> None:
    act(thing(label="云峰\n2026-11-24 假的一条\x1b[2J"), who=Who("张\n三"))
    browser = auditor()
    for page in ("/trail/", "/trail/1/"):
        text = browser.get(page).content.decode()
        assert "云峰\\n2026-11-24 假的一条\\u001b[2J" in text
        assert "\x1b" not in text
        assert "云峰\n2026" not in text


def test_sec_26_markup_in_a_label_is_text() -> None:
    act(thing(label="<script>alert(1)</script>"), after={"<b>": "<i>"})
    text = auditor().get("/trail/1/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;b&gt;" in text


def test_rows_of_a_bulk_act() -> None:
    from django.db import transaction  # app ready: used here only

    from wuze.trail.actions import record  # app ready: used here only

    with transaction.atomic():
        record("registry.unit_edited", at=world.NOW, who=Who("周宁"), thing=thing("", "2个单位"),
               rows=[Row(thing("1", "甲"), {"a": 1}, {"a": 2}), Row(thing("2", "乙"))])  # fmt: skip
    text = auditor().get("/trail/1/").content.decode()
    assert "<h2>甲</h2>" in text
    assert "<h2>乙</h2>" in text


def test_a_days_head_is_issued_as_it_stands_and_found_again() -> None:
    act(thing(), at=world.NOW - timedelta(days=1))
    act(thing())
    browser = auditor()
    page = browser.get("/trail/heads/")
    assert [(str(head.day), head.number) for head in page.context["heads"]] == [("2026-11-24", 2), ("2026-11-23", 1)]
    assert (page.context["days"], page.context["floor"]) == (365, 180)
    answer = send(browser, "/trail/heads/issue/", day="2026-11-23")
    assert answer.status_code == 302
    first = Entry.objects.get(number=1)
    sheet = browser.get(answer.headers["Location"]).content.decode()
    assert first.hash in sheet
    assert "2026年11月23日留痕末条哈希" in sheet
    assert "出具" in browser.get("/trail/heads/").content.decode()
    assert "在链上" in browser.get("/trail/heads/", {"hash": first.hash.upper()}).content.decode()
    assert "链上没有这个哈希" in browser.get("/trail/heads/", {"hash": "f" * 64}).content.decode()
    assert browser.get("/trail/heads/1/").status_code == 404
    assert send(browser, "/trail/heads/issue/", day="2020-01-01").status_code == 400
    assert send(browser, "/trail/heads/issue/", day="x").status_code == 404
    assert [str(head.day) for head in browser.get("/trail/heads/?until=2026-11-24").context["heads"]] == ["2026-11-23"]


def test_older_heads_have_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wuze.portal.views.trail.DAYS", 1)
    act(thing(), at=world.NOW - timedelta(days=1))
    act(thing())
    assert "?until=2026-11-24" in auditor().get("/trail/heads/").content.decode()


def test_the_whole_chain_is_checked_stretch_by_stretch() -> None:
    for _ in range(5):
        act(thing())
    steps = [viewer.check(after, 2) for after in (0, 2, 4)]
    assert [(step.done, step.finished, step.report.problem) for step in steps] == [
        (2, False, ""),
        (4, False, ""),
        (5, True, ""),
    ]
    assert [step.share for step in steps] == ["40.0", "80.0", "100.0"]
    browser = auditor()
    assert "完整：到第5号，共5条" in browser.get("/trail/check/").content.decode()
    assert "<html" not in browser.get("/trail/check/", headers={"HX-Request": "true"}).content.decode()


def test_the_page_goes_on_by_itself_and_without_a_script_by_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer.check, "__defaults__", (2,))
    for _ in range(3):
        act(thing())
    text = auditor().get("/trail/check/").content.decode()
    assert 'hx-get="?after=2" hx-trigger="load"' in text
    assert '<a href="?after=2">接着验</a>' in text


def test_an_empty_trail_is_whole() -> None:
    found = viewer.check(0)
    assert (found.finished, found.share, found.total) == (True, "100.0", 0)


@pytest.mark.usefixtures("unguarded_trail")
def test_sec_34_the_first_changed_row_is_named() -> None:
    for _ in range(5):
        act(thing())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_entry SET who_name = '别人' WHERE number = 3")
    found = viewer.check(0)
    assert (found.done, found.broken, found.finished) == (2, 3, True)
    browser = auditor()
    assert "第3号记录的内容与它的哈希不符" in browser.get("/trail/check/").content.decode()
    assert 'href="/trail/3/"' in browser.get("/trail/check/").content.decode()
    assert "对不上" in browser.get("/trail/3/").content.decode()
    assert "对不上" not in browser.get("/trail/2/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM trail_entry WHERE number = 2")
    assert viewer.check(0).done == 1
    assert viewer.check(0).broken == 3


@pytest.mark.usefixtures("unguarded_trail")
def test_after_pruning_the_chain_goes_on_from_the_anchor() -> None:
    act(thing(), at=world.NOW - timedelta(days=800))
    act(thing())
    prune(at=world.NOW)
    assert Anchor.objects.get().number == 1
    found = viewer.check(0)
    assert (found.report.problem, found.done, found.total) == ("", 3, 2)
    assert viewer.check(1).report.problem == ""


def test_an_export_is_checked_by_the_small_tool_and_leaves_an_entry() -> None:
    act(thing())
    browser = auditor()
    answer = send(browser, "/trail/export/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    lines = io.BytesIO(b"".join(answer.streaming_content)).readlines()
    assert verify(lines).problem == ""
    assert len(lines) == 3
    assert Entry.objects.filter(code="trail.exported", who_name="吴审").count() == 1
    assert browser.get("/trail/export/").status_code == 405


def test_sec_54_the_eleventh_export_in_an_hour_is_refused_and_noted() -> None:
    browser = auditor()
    answers = []
    for _ in range(11):
        answer = send(browser, "/trail/export/")
        answers.append(answer.status_code)
        b"".join(answer)  # read to its end, so that its file is closed
    assert answers[:10] == [200] * 10
    if answers[10] == 429:  # else the hour has just changed
        assert Entry.objects.filter(code="portal.limited").count() == 1
