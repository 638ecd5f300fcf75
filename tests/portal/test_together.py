"""Many questions as one statement: the same rows as Django's own, no database before it is put, at most ten queries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import DecimalField, Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from tests import world
from tests.portal.making import act, approval, client, counted
from wuze.accounts.enums import ApprovalState
from wuze.accounts.models import Approval, Grant
from wuze.portal import desk, lines
from wuze.portal.loading import contributions
from wuze.portal.together import asked
from wuze.registry.models import Post, Region, Unit

pytestmark = pytest.mark.django_db
SCORE: DecimalField[Decimal, Decimal] = DecimalField(max_digits=6, decimal_places=2)
EVERYBODY = (
    "lead_clerk", "lead_head", "leader", "town_clerk", "town_head", "secretary", "reader", "audit_admin", "system_admin",
    "security_admin",
)  # fmt: skip


def whole(row: Any, *above: Any) -> dict[str, Any]:
    """A row with all that was read with it."""
    found = {name: value for name, value in vars(row).items() if name[0] != "_"}
    beside = {name: one for name, one in row._state.fields_cache.items() if isinstance(one, Model)}
    return found | {name: whole(one, row, *above) for name, one in beside.items() if one not in above}


def test_rows_are_what_they_are_when_asked_for_alone() -> None:
    county = world.county()
    for name in ("甲", "乙"):
        approval(county.north, 7, county.users["town_clerk"], f"100%{name}", due=world.DAY)
    Grant.objects.create(user=county.users["reader"], role="reader", since=world.DAY, reason="借调")
    units = Unit.objects.order_by("-path")
    many: list[QuerySet[Any]] = [
        Approval.objects.filter(thing_label__contains="%", state=ApprovalState.ASKED).order_by("-pk"),
        Grant.objects.select_related("user__person").defer("reason"),
        Post.objects.select_related("unit__region", "unit__sector").annotate(points=Cast(Value("12.50"), SCORE)),
        units.prefetch_related("parents").annotate(old=Exists(Post.objects.filter(unit=OuterRef("pk"))))[1:4],
        units.none(),
    ]
    with counted() as queries:
        *found, everything, three, none, keys = asked(many, [units, units[:3], many[-1]], [units[1:4]]).read()
    assert [[whole(row) for row in rows] for rows in found] == [[whole(row) for row in rows] for rows in many]
    assert [len(rows) for rows in found] == [2, Grant.objects.count(), Post.objects.count(), 3, 0]
    assert (everything, three, none, found[2][0].points) == ([9], [3], [0], Decimal("12.50"))
    assert keys == [row.pk for row in found[3]]
    assert len(queries) == 2  # one for what is fetched beside the units
    with counted() as queries:
        assert asked([many[-1]], [many[-1]], [many[-1]]).read() == [[], [0], []]
    assert len(queries) == 0


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_asked_depends_on_the_actor_alone(who: str) -> None:
    actor = lines.standing(world.actor(world.county().users[who]))
    given = [one.read(actor) for one in contributions("DESK_TALLIES") if isinstance(one, lines.Given)]
    with counted() as queries:
        for queuer in contributions("DESK_QUEUES"):
            queuer(actor)
        for tallier in contributions("DESK_TALLIES"):
            if not isinstance(tallier, lines.Given):
                tallier(actor)
        for kind in contributions("HISTORY_KINDS"):
            kind.rows(actor)
    assert (len(queries), len(given)) == (0, 1)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_desk_is_ten_queries_at_most_after_an_act_too(who: str) -> None:
    county = world.county()
    browser = client(county.users[who])
    browser.get("/")
    act(county.north)
    with counted() as queries:
        assert browser.get("/").status_code == 200
    assert len(queries) <= 10


def test_a_statement_that_is_kept_finds_what_has_come_since() -> None:
    county = world.county()
    clerk = world.actor(county.users["town_clerk"])
    assert desk.lines(clerk) == []
    put = lines._put.cache_info().misses
    world.post(county.north, "town_clerk", "组织委员")
    assert [line.title for line in desk.lines(clerk)] == ["1个岗位没有人"]
    Post.objects.filter(title="组织委员").delete()
    assert desk.lines(clerk) == []
    assert lines._put.cache_info().misses == put


def test_a_beginning_is_looked_for_as_a_range() -> None:
    county = world.county()
    path, code = county.north.path, "330199101"
    assert {unit.pk for unit in Unit.objects.filter(path__startswith=path)} == {county.north.pk, county.north_branch.pk}
    assert not Unit.objects.filter(Q(path__startswith=path) & ~Q(path__startswith=path)).exists()
    assert Unit.objects.exclude(path__startswith=path).count() == Unit.objects.count() - 2
    assert {unit.pk for unit in Unit.objects.filter(region__code__startswith=code)} >= {county.north.pk}
    assert [place.name for place in Region.objects.filter(code__startswith=code)] == ["云峰乡"]
    assert Unit.objects.filter(path__startswith="").count() == Unit.objects.count()
