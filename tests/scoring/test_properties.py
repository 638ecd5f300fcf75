"""What holds for every scheme and all facts."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.build import Given, Row, points_of, row
from tests.scoring.worlds import World, numbers, worlds
from wuze.scoring.digest import digest
from wuze.scoring.evaluate import evaluate
from wuze.scoring.exact import half_up, plain
from wuze.scoring.model import Grade, NaPolicy
from wuze.scoring.results import Results, State, SubjectResult

T = TypeVar("T")
FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)} | {
    ord("%"): "％",
    ord(":"): "：",
    ord(";"): "；",
}


def numbers_of(results: Results) -> dict[str, object]:
    """All that was computed of each subject; sentences left out, for they name rows in their order."""
    return {
        one.id: (
            one.total,
            one.provisional,
            one.rank,
            one.grade,
            one.flags,
            one.vetoes,
            one.parts,
            one.scaled,
            {
                code: (item.points, item.state, [clause.delta for clause in item.clauses])
                for code, item in one.items.items()
            },
        )
        for one in results.subjects
    }


def mixed(shuffle: Random, rows: Iterable[T]) -> list[T]:
    """In another order."""
    result = list(rows)
    shuffle.shuffle(result)
    return result


# --- order --------------------------------------------------------------------------------------------------------------


@given(world=worlds(), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_facts_and_rows_is_irrelevant(world: World, shuffle: Random) -> None:
    """Subjects, rows and columns of every data sheet."""
    before = numbers_of(evaluate(*world.read()))

    other = World(
        world.items,
        world.sheets,
        {code: world.people[code] for code in mixed(shuffle, world.people)},
        {
            code: {name: world.data[code][name] for name in mixed(shuffle, world.data[code])}
            for code in mixed(shuffle, world.data)
        },
        {name: mixed(shuffle, rows) for name, rows in world.rows.items()},
    )
    assert numbers_of(evaluate(*other.read())) == before


@given(world=worlds())
def test_results_are_pure_picklable_and_equal_after_the_journey(world: World) -> None:
    of, facts = world.read()
    found = evaluate(of, facts)
    assert evaluate(of, facts) == found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert evaluate(*pickle.loads(pickle.dumps((of, facts)))) == found  # noqa: S301 - our own bytes


# --- sums ---------------------------------------------------------------------------------------------------------------


@given(world=worlds())
def test_every_printed_part_is_the_sum_of_what_is_printed_times_its_printed_factor(world: World) -> None:
    of, facts = world.read()
    for one in evaluate(of, facts).subjects:
        for part in (part for part in of.parts if part.items):
            together = sum((one.items[item.id].points or Decimal(0) for item in part.items), Decimal(0))
            over, _, under = one.scaled.get(part.id, "1/1").partition("/")
            points = one.parts[part.id]
            exact = Fraction(together) * Fraction(over) / Fraction(under)
            assert points is None or points == half_up(exact, of.places)


@given(world=worlds())
def test_the_total_is_the_sum_of_the_printed_parts(world: World) -> None:
    for one in evaluate(*world.read()).subjects:
        parts = sum((points for points in one.parts.values() if points is not None), Decimal(0))
        assert one.total == (0 if "弄虚作假" in one.vetoes else parts)


@given(world=worlds())
def test_points_have_the_schemes_decimals(world: World) -> None:
    of, facts = world.read()
    for one in evaluate(of, facts).subjects:
        printed = [one.total, *one.parts.values(), *(item.points for item in one.items.values())]
        assert {points.as_tuple().exponent for points in printed if points is not None} == {-of.places}


# --- bounds -------------------------------------------------------------------------------------------------------------


@given(world=worlds())
def test_floors_and_caps_hold(world: World) -> None:
    """Save where a gate failed: then the item is 0."""
    of, facts = world.read()
    for one in evaluate(of, facts).subjects:
        for item in of.items:
            found = one.items[item.id]
            if found.state is State.OK and found.points:
                assert item.floor is None or found.points >= item.floor
                assert item.cap is None or found.points <= item.cap


@given(world=worlds())
def test_missing_is_not_zero_and_na_is_by_its_policy(world: World) -> None:
    of, facts = world.read()
    for one in evaluate(of, facts).subjects:
        for item in of.items:
            found = one.items[item.id]
            if found.state is State.MISSING:
                assert (found.points, one.provisional) == (None, True)
            if found.state is State.NA and item.na in (NaPolicy.SCALE, NaPolicy.OUT):
                assert found.points is None
            if found.state is State.NA and item.na is NaPolicy.OUT:
                assert (one.rank, one.grade) == (None, None)


# --- ranks and quota ----------------------------------------------------------------------------------------------------


def by_group(results: Results) -> dict[str | None, list[SubjectResult]]:
    found: dict[str | None, list[SubjectResult]] = {}
    for one in results.subjects:
        found.setdefault(one.group, []).append(one)
    return found


@given(world=worlds())
def test_a_rank_is_one_more_than_how_many_are_better(world: World) -> None:
    for members in by_group(evaluate(*world.read())).values():
        counted = [one for one in members if one.rank is not None]
        for one in counted:
            assert one.rank == 1 + sum(other.total > one.total for other in counted)
        for one in members:
            assert (one.rank is None) == (one.provisional or "not_ranked" in one.flags)
            assert (one.grade is None) == (one.rank is None)


def most(top: Grade, base: int) -> int:
    share = Fraction(top.share or 0) * base
    whole = share.numerator // share.denominator
    if top.rounding == "进一":
        return whole + (share != whole)
    return int(share + Fraction(1, 2)) if top.rounding == "四舍五入" else whole


@given(world=worlds())
def test_the_quota_of_each_group_holds(world: World) -> None:
    of, facts = world.read()
    results = evaluate(of, facts)
    groups = by_group(results)
    for quota in results.quotas:
        members = groups[quota.group]
        graded = [one for one in members if one.grade == quota.grade]
        assert quota.base == sum(one.rank is not None for one in members)
        assert (quota.places, quota.taken) == (most(of.grades[0], quota.base), len(graded))
        assert quota.taken <= quota.places
        dropped = [one for one in members if one.id in quota.dropped]
        assert all(one.total >= other.total for one in graded for other in dropped)
        assert {one.id for one in members if "tie_at_line" in one.flags} == set(quota.tied) <= set(quota.dropped)


# --- monotone methods ---------------------------------------------------------------------------------------------------

SMALL: st.SearchStrategy[int | str] = st.integers(0, 12)
RATE: st.SearchStrategy[int | str] = st.integers(0, 130).map(lambda percent: f"{percent}%")


@pytest.mark.parametrize(
    ("way", "params", "kind", "worse"),
    [
        ("每次扣", "每次扣{n}", "次数", "more"),
        ("每次扣", "每次扣{n} 最多3", "次数", "more"),
        ("缺次扣", "应8 每缺扣{n}", "次数", "less"),
        ("差额扣", "基准87% 每低3%扣{n}", "比率", "less"),
        ("差额扣", "基准87% 每低3%扣{n} 按比例", "比率", "less"),
        ("差额扣", "基准6 每高2扣{n}", "数值", "more"),
        ("差额扣", "基准6 每高2加{n} 按比例", "数值", "less"),
        ("否则零分", "≥5", "数值", "less"),
        ("达到得", "≥5 得{n}", "数值", "less"),
        ("扣分", "≥5 扣{n}", "数值", "more"),
        ("每次得", "每次得{n} 最多4", "次数", "less"),
        ("按率得", "满{n}", "比率", "less"),
        ("分档", "≥95%:{n};≥50%:0.2;其他:0", "比率", "less"),
        ("比标准", "标准9 满{n}", "数值", "less"),
        ("比标准", "标准9 满{n} 倒序", "数值", "more positive"),
        ("倍数", "×{n}", "次数", "less"),
    ],
)
@given(drawn=st.data())
def test_a_worse_fact_never_scores_higher(way: str, params: str, kind: str, worse: str, drawn: st.DataObject) -> None:
    values = RATE if kind == "比率" else st.integers(1, 12) if "positive" in worse else SMALL
    pair: tuple[int | str, int | str] = drawn.draw(st.tuples(values, values), label="facts")
    ordered = sorted(pair, key=lambda one: int(str(one).rstrip("%")), reverse="more" in worse)
    start = drawn.draw(st.sampled_from(("满分", "零分")), label="起评")
    items = [row(分值=5, 起评=start, 方式=way, 参数=params.format(n=drawn.draw(numbers())), 数据项="量")]
    bad, good = (Decimal(points_of(items, {"量": kind}, row(量=value))) for value in ordered)
    assert bad <= good


# --- digest -------------------------------------------------------------------------------------------------------------


def retyped(value: Given, blanks: bool) -> Given:
    """The same cell as another clerk types it."""
    if isinstance(value, bool) or value is None:
        return value
    text = value if isinstance(value, str) else str(value)
    wide = text.translate(FULL_WIDTH)
    return f" {wide[:1]} {wide[1:]}\u3000" if blanks else wide


@given(world=worlds(), blanks=st.booleans())
def test_the_digest_does_not_hang_on_how_it_was_typed(world: World, blanks: bool) -> None:
    typed = ("参数", "条件", "分值", "下限", "数据项", "起评", "适用对象")
    other: list[Row] = [
        {column: retyped(value, blanks) if column in typed else value for column, value in one.items()}
        for one in world.items
    ]
    assert digest(replace_items(world, other).scheme()) == digest(world.scheme())


@given(world=worlds(), drawn=st.data())
def test_the_digest_changes_when_a_number_changes(world: World, drawn: st.DataObject) -> None:
    numbered = [at for at, one in enumerate(world.items) if isinstance(one.get("分值"), int)]
    at = drawn.draw(st.sampled_from(numbered))
    points = world.items[at]["分值"]
    assert isinstance(points, int)
    other = [{**one, "分值": points + 1} if no == at else one for no, one in enumerate(world.items)]
    assert digest(replace_items(world, other).scheme()) != digest(world.scheme())


def replace_items(world: World, items: list[Row]) -> World:
    return replace(world, items=items)


@given(world=worlds())
def test_results_are_reproducible_from_digest_and_facts(world: World) -> None:
    """Read twice from the same rows: the same digest, the same sentences."""
    one, two = evaluate(*world.read()), evaluate(*world.read())
    assert one.digest == two.digest
    assert [
        (plain(clause.delta or Decimal(0)), clause.because)
        for subject in one.subjects
        for item in subject.items.values()
        for clause in item.clauses
    ] == [
        (plain(clause.delta or Decimal(0)), clause.because)
        for subject in two.subjects
        for item in subject.items.values()
        for clause in item.clauses
    ]
