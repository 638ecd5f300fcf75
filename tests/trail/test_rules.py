"""What may be kept and in which form (SEC-36), and for how long (SEC-35). No database."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trail.make import AT
from wuze.trail import rules
from wuze.trail.enums import Result
from wuze.trail.errors import BelowFloor, NotStorable
from wuze.trail.values import Sensitive
from wuze.trail.verify import canonical

KEY = b"k" * 48


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("13812345678", "138****5678"),
        ("电话：138-1234-5678转8", "电话：138-****-5678转8"),
        ("+86 13812345678,19912345678", "+86 138****5678,199****5678"),
        ("008613812345678", "0086138****5678"),
        ("8613812345678", "86138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("身份证11010519491231002X。", "身份证110105********002X。"),
        ("11010519491231002x", "110105********002X"),
        ("110105194912310021", "110105194912310021"),  # the check digit says: no identity number
        ("统一代码91350100M000100Y43", "统一代码91350100M000100Y43"),
        ("订单213812345678", "订单213812345678"),
        ("12812345678", "12812345678"),
        ("0591-87654321", "0591-87654321"),
        ("a\x00b\ud800c", "a\ufffdb\ufffdc"),
        ("", ""),
    ],
)
def test_sec_36_masking(text: str, kept: str) -> None:
    assert rules.masked(text) == kept


@given(st.text(), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text())
def test_sec_36_no_full_mobile_number_survives(before: str, mobile: str, after: str) -> None:
    before, after = before.rstrip("0123456789") + " ", " " + after
    kept = rules.masked(before + mobile + after)
    assert re.search(rf"(?<!\d){mobile}(?!\d)", kept) is None
    assert rules.masked(kept) == kept


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        (10**30, 10**30),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 1, 2), "2026-01-02"),
        (AT, "2026-11-24T09:30:00.123456+08:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Result.DONE, "done"),
        (("甲", ["13812345678"]), ["甲", ["138****5678"]]),
        ({"a": {"b": ()}}, {"a": {"b": []}}),
    ],
)
def test_what_is_kept(value: object, kept: object) -> None:
    assert rules.stored(value, KEY) == kept


@pytest.mark.parametrize(
    "value",
    [0.5, b"x", {1}, object(), Decimal("NaN"), datetime(2026, 1, 1), {1: "a"}, Sensitive([]), Sensitive(0.5)],
)
def test_what_is_refused(value: object) -> None:
    with pytest.raises(NotStorable):
        rules.stored(value, KEY)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[一-龥]{1,3}", fullmatch=True), inner),
    max_leaves=20,
)


@given(JSON)
def test_what_is_kept_comes_back_from_its_line_as_it_went_in(value: Any) -> None:
    kept = rules.stored(value, KEY)
    line = canonical(kept)
    assert json.loads(line) == kept
    assert line.isprintable() or not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]", line)


@pytest.mark.parametrize("value", [None, "x", 1, True, Decimal(1), date(2026, 1, 1), AT, UUID(int=1)])
def test_a_sealed_value_is_bound_to_key_and_field(value: object) -> None:
    sealed = rules.stored({"phone": Sensitive(value)}, KEY)
    assert sealed == rules.stored({"phone": Sensitive(value)}, KEY)
    assert sealed != rules.stored({"phone": Sensitive(value)}, b"l" * 48)
    digests = [rules.sealed(Sensitive(value), KEY, field)["hmac-sha256"] for field in ("phone", "mobile")]
    assert digests[0] != digests[1]
    assert repr(Sensitive(value)) == "Sensitive(…)"


def test_in_zone_reads_the_offset_as_written() -> None:
    assert rules.in_zone(AT.astimezone(UTC), "+08:00").isoformat() == AT.isoformat()
    assert rules.in_zone(AT, "-03:30").isoformat() == "2026-11-23T22:00:00.123456-03:30"


def test_sec_35_the_retention_has_a_floor() -> None:
    assert rules.cutoff(date(2026, 11, 24), 180) == date(2026, 5, 28)
    with pytest.raises(BelowFloor, match="留痕至少保留180天，不能是179天"):
        rules.cutoff(date(2026, 11, 24), 179)
