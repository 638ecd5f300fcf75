"""代录: four fields for any form, all or none of them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from tests.world import DAY
from wuze.accounts import enter_for
from wuze.accounts.enter_for import Behalf, EnterFor
from wuze.accounts.values import Actor
from wuze.kernel.web.forms import Form

NOBODY = Actor(1, 1, "何敏", None, DAY)  # type: ignore[arg-type]  # the moment plays no part


class Talk(Form):
    """A form of some package."""

    what = forms.CharField(label="谈了什么")


class TalkFor(EnterFor, Talk):
    """The same, perhaps on behalf."""


class OnlyFor(TalkFor):
    """Only ever on behalf."""

    for_whom_required = True


FULL = {"what": "x", "for_whom": "云峰乡党委", "paper_name": "签字表", "paper_date": "2026-11-20", "paper_no": "3号"}


def test_the_fields_stand_at_the_foot() -> None:
    assert list(TalkFor().fields) == ["what", "for_whom", "paper_name", "paper_date", "paper_no"]


def test_all_empty_is_one_s_own() -> None:
    form = TalkFor({"what": "x"})
    assert form.is_valid()
    assert enter_for.behalf(form) is None


def test_all_given_is_on_behalf() -> None:
    form = TalkFor(FULL)
    assert form.is_valid()
    found = enter_for.behalf(form)
    assert found == Behalf("云峰乡党委", "签字表", date(2026, 11, 20), "3号")
    assert found is not None
    assert found.source == "签字表 2026-11-20 3号"


@pytest.mark.parametrize("given", ["for_whom", "paper_name", "paper_date", "paper_no"])
def test_one_alone_asks_for_the_others(given: str) -> None:
    form = TalkFor({"what": "x", given: FULL[given]})
    assert set(form.errors) == {"for_whom", "paper_name", "paper_date"} - {given}


def test_a_date_that_is_none_has_one_sentence() -> None:
    form = TalkFor(FULL | {"paper_date": "昨天"})
    assert form.errors == {"paper_date": ["日期写成2026-11-20这样。"]}


def test_where_it_is_always_on_behalf() -> None:
    assert set(OnlyFor({"what": "x"}).errors) == {"for_whom", "paper_name", "paper_date"}


def test_who_signs_and_the_mark() -> None:
    behalf = Behalf("云峰乡党委", "签字表", date(2026, 11, 20))
    signed = enter_for.who(NOBODY, behalf)
    assert (signed.name, signed.on_behalf, signed.source) == ("何敏", "云峰乡党委", "签字表 2026-11-20")
    assert enter_for.who(NOBODY, None).on_behalf == ""
    assert [len(enter_for.tag(one)) for one in ("", "云峰乡党委")] == [0, 1]


def test_a_paper_is_not_of_tomorrow_and_the_right_is_needed() -> None:
    assert set(enter_for.behalf_faults(Behalf("x", "y", date(2026, 11, 25)), DAY)) == {"paper_date"}
    assert enter_for.behalf_faults(None, DAY) == {}
    refusal = enter_for.why_not_enter_for(NOBODY)
    assert refusal is not None
    assert refusal.code == "enter_for.no_right"
