"""Search: one character is enough, initials too, only what one may see, marked, limited."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from tests import world
from tests.portal.making import approval, client, counted
from wuze.portal import search
from wuze.portal.search import Piece, groups, marked, words_of
from wuze.registry.models import Appointment, Unit
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
PAYLOADS = (
    "<script>alert(1)</script>", "' OR 1=1 --", '" OR ""="', "%", "_", "\\", "{{7*7}}", "a\x00b", "\ud800", "); DROP TABLE",
    "%' ESCAPE '!", "云" * 500, "🙂",
)  # fmt: skip


def found(user: object, text: str) -> dict[str, list[str]]:
    """Titles by group."""
    hits = groups(world.actor(user), words_of(text))  # type: ignore[arg-type]  # a user
    return {group.key: ["".join(piece.text for piece in one.pieces) for one in group.found] for group in hits}


@pytest.mark.parametrize("text", ["云峰茶业", "茶", "yfcy", "YFCY", "cydzb", "云峰 支部"])
def test_by_part_of_the_name_or_by_initials(text: str) -> None:
    county = world.county()
    assert found(county.users["town_clerk"], text) == {"units": ["云峰茶业党支部"]}


def test_only_what_the_actor_may_see() -> None:
    county = world.county()
    for who, expected in (
        ("town_clerk", ["云峰茶业党支部"]), ("south_secretary", ["柳塘精密党支部"]),
        ("lead_clerk", ["云峰茶业党支部", "柳塘精密党支部", "正衡律所党支部"]),
    ):  # fmt: skip
        assert found(county.users[who], "党支部") == {"units": expected}


def test_people_have_names_and_posts_and_no_telephone() -> None:
    county = world.county()
    someone = county.users["town_clerk"].person
    someone.phone = "0571-8888123"
    someone.save()
    page = client(county.users["lead_clerk"]).get("/search/", {"q": someone.name}).content.decode()
    assert f"<mark>{someone.name}</mark>" in page
    assert "8888123" not in page
    assert found(county.users["lead_clerk"], "8888123") == {}
    assert found(county.users["south_secretary"], someone.name) == {}


def test_posts_and_approvals() -> None:
    county = world.county()
    world.post(county.north, "town_clerk", "组织委员")
    head = Appointment.objects.get(person=county.users["town_head"].person).post_id
    approval(county.north, head, county.users["town_clerk"])
    assert found(county.users["town_clerk"], "组织委员") == {"posts": ["组织委员"]}
    assert found(county.users["town_clerk"], "覆盖情况") == {"approvals": ["延期：四季度覆盖情况表"]}
    assert found(county.users["south_clerk"], "组织委员 ") == found(county.users["south_clerk"], "覆盖情况") == {}


@pytest.mark.parametrize(
    ("title", "words", "expected"),
    [
        ("云峰茶业", ["茶"], [("云峰", False), ("茶", True), ("业", False)]),
        ("云峰茶业", ["cy"], [("云峰", False), ("茶业", True)]),
        ("云云", ["云"], [("云云", True)]),
        ("AB公司", ["ab"], [("AB", True), ("公司", False)]),
        ("（云）峰", ["yf"], [("（云）峰", False)]),
        ("İ云", ["云"], [("İ", False), ("云", True)]),
        ("云", ["？"], [("云", False)]),
        ("", ["云"], []),
    ],
)
def test_what_was_looked_for_is_marked(title: str, words: list[str], expected: list[tuple[str, bool]]) -> None:
    assert marked(title, words) == tuple(Piece(*one) for one in expected)


def test_words_are_cut_to_size() -> None:
    assert words_of(" 云 峰\x00茶 1 2 3 4 ") == ("云", "峰", "茶", "1", "2")
    assert sum(map(len, words_of("云" * 500))) == search.LONGEST


@pytest.mark.parametrize("text", PAYLOADS)
def test_sec_26_and_sec_27_what_is_typed_is_text(text: str) -> None:
    county = world.county()
    before = Unit.objects.count()
    answer = client(county.users["lead_clerk"]).get("/search/", {"q": text.encode("utf-8", "replace").decode()})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in body
    assert "云峰茶业" not in body or text.startswith("云")
    assert Unit.objects.count() == before


def test_a_payload_as_a_name_is_shown_as_text() -> None:
    county = world.county()
    world.unit("<img src=x onerror=alert(1)>党支部", "party", parent=county.north)
    body = client(county.users["town_clerk"]).get("/search/", {"q": "党支部"}).content.decode()
    assert "<img src=x" not in body
    assert "&lt;img src=x onerror=alert(1)&gt;<mark>党支部</mark>" in body


def test_each_state_of_the_page() -> None:
    county = world.county()
    browser = client(county.users["lead_clerk"])
    for index in range(12):
        world.unit(f"园区第{index}党支部", "party", parent=county.north)
    assert "写一个字就能找" in browser.get("/search/").content.decode()
    assert "没有找到“没有这个”" in browser.get("/search/", {"q": "没有这个"}).content.decode()
    many = browser.get("/search/", {"q": "园区第"}).content.decode()
    assert many.count("<li>") - many.count("<li class") >= 8
    assert "多看些单位" in many
    assert "?q=%E5%9B%AD%E5%8C%BA%E7%AC%AC&amp;in=units" in many
    one = browser.get("/search/", {"q": "园区第", "in": "units"}).content.decode()
    assert one.count("<mark>园区第</mark>") == 12
    assert "看全部类别" in one
    assert "在全部里找" in browser.get("/search/", {"q": "园区第", "in": "posts"}).content.decode()


def test_who_may_search(client: Client) -> None:
    county = world.county()
    assert client.get("/search/").status_code == 302
    for who in ("system_admin", "security_admin", "audit_admin"):
        client.force_login(county.users[who])
        answer = client.get("/search/", {"q": "云峰"})
        assert answer.status_code == 403
        assert "云峰茶业" not in answer.content.decode()
        assert "wz-find" not in client.get("/").content.decode()


def test_sec_54_sixty_searches_a_minute_and_the_next_is_refused_and_noted_once() -> None:
    county = world.county()
    browser, other = client(county.users["town_clerk"]), client(county.users["south_clerk"])
    answers = [browser.get("/search/", {"q": "云峰茶"}).status_code for _ in range(63)]
    # the clock may pass into the next minute on the way, never the other way round
    assert answers[:60] == [200] * 60
    if 429 in answers:
        assert answers[60:] == [429] * 3
        assert Entry.objects.filter(code="portal.limited", result="refused").count() == 1
        assert "搜索太密了" in browser.get("/search/", {"q": "云峰茶"}).content.decode()
    assert other.get("/search/", {"q": "柳塘"}).status_code == 200


def test_queries_do_not_grow_with_what_is_found() -> None:
    county = world.county()
    browser = client(county.users["lead_clerk"])
    numbers = []
    for index in range(3):
        world.unit(f"新区第{index}党支部", "party", parent=county.north)
        world.holder(county.north, "town_clerk", f"新{index}")
        if index != 1:
            with counted() as queries:
                browser.get("/search/", {"q": "新"})
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_twenty_thousand_units_are_searched_in_a_bounded_time() -> None:
    county = world.county()
    step = county.north.path + "%04d"
    Unit.objects.bulk_create(
        [
            Unit(name=f"第{index}号企业党支部", initials=f"d{index}hqydzb", kind="party", since=world.LONG_AGO, depth=3,
                 path=f"{county.north.path}{index:04d}" if index < 9999 else f"{county.south.path}{index - 9999:04d}")
            for index in range(10, 19990)
        ],
        batch_size=2000, ignore_conflicts=True,
    )  # fmt: skip
    assert step
    actor = world.actor(county.users["lead_clerk"])
    begun = time.monotonic()
    hits = groups(actor, ("企业",))
    assert hits[0].total > 19000
    assert time.monotonic() - begun < 3
