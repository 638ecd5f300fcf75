"""What every method shares: cohorts, the look of numbers, and what a new method has to say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from wuze.scoring.exact import Number
from wuze.scoring.methods import BY_LABEL, METHODS
from wuze.scoring.methods.base import Cohort, Face, Method, Spec, percent, written
from wuze.scoring.parsing import Names

THREE = Cohort((Decimal(1), Decimal(2), Decimal(2), Decimal(5)))


def test_sixteen_methods_each_with_its_labels() -> None:
    assert {label: kind.ID for label, kind in BY_LABEL.items()} == {
        "扣分": "deduct", "每次扣": "deduct_each", "缺次扣": "shortfall", "差额扣": "slope", "否则零分": "gate",
        "达到得": "reach", "每次得": "earn_each", "按率得": "ratio", "分档": "bands", "选项": "options", "评等": "grades",
        "裁量": "discretion", "级别表": "levels", "名次": "rank", "比首名": "relative", "比标准": "relative",
        "比均值": "relative", "倍数": "times",
    }  # fmt: skip  # the table of the contract
    assert len(METHODS) == 16


@pytest.mark.parametrize(
    ("value", "larger", "smaller"), [(5, 1, 4), (2, 2, 2), (1, 4, 1), (6, 1, 5), (3, 2, 4), (0, 5, 1)]
)
def test_the_place_of_a_value(value: int, larger: int, smaller: int) -> None:
    """Competition ranks; a value from outside gets the place it would take."""
    assert (THREE.rank(Decimal(value), "正序"), THREE.rank(Decimal(value), "倒序")) == (larger, smaller)


def test_best_and_mean() -> None:
    assert (THREE.best("正序"), THREE.best("倒序"), THREE.mean()) == (Decimal(5), Decimal(1), Decimal("2.5"))
    assert (Cohort(()).best("正序"), Cohort(()).mean()) == (None, None)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("0.87"), "87%"), (Fraction(2, 3), "66.6667%"), (Decimal(1), "100%"), (Decimal("0.12345678"), "12.3457%")],
)
def test_percent(value: Number, shown: str) -> None:
    assert percent(value) == shown
    assert Face(rate=True).show(value) == shown


def test_a_value_with_its_unit() -> None:
    assert (Face("次").show(Decimal("3.0")), Face().show(Decimal("0.5"))) == ("3次", "0.5")


@pytest.mark.parametrize(
    ("value", "share", "typed"),
    [
        (Decimal("0.50"), False, "0.5"),
        (Decimal("0.8"), True, "80%"),
        (Decimal("0.1234567890123"), True, "12.34567890123%"),
        (Fraction(1, 3), False, "1/3"),
        (Fraction(1, 3), True, "1/3"),
    ],
)
def test_written_out_in_full(value: Number, share: bool, typed: str) -> None:
    assert written(value, percent=share) == typed


def test_a_method_without_its_own_words_does_nothing() -> None:
    """What a new method must bring; the rest has an answer."""
    bare = Method()
    spec = Spec("", Names({}), (), None, False, False, False, ())
    for missing in (
        lambda: Method.parse(spec),
        bare.typed,
        lambda: bare.effect(None),
        lambda: bare.because((), Face()),
        lambda: bare.span(Decimal(5)),
    ):
        with pytest.raises(NotImplementedError):
            missing()
    assert (bare.deducts(), bare.conditions(), bare.more_elements()) == (False, (), ())
    assert (bare.second_pass(), bare.inclusive_scores()) == (False, False)
