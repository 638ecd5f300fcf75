"""Sentences by code: registered once, looked up at display."""

from __future__ import annotations

import pytest

from tests.trail.make import THING, WHO
from wuze.trail import catalogue
from wuze.trail.errors import BadCatalogue
from wuze.trail.models import Entry


def entry(code: str, **values: object) -> Entry:
    """An entry that no database has seen."""
    return Entry(code=code, who_name=WHO.name, thing_label=THING.label, result="refused", **values)


def test_the_trails_own_codes_are_there() -> None:
    assert [code for code in catalogue.codes() if code.startswith("trail.")] == ["trail.exported", "trail.pruned"]


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{who}（{post}）代{on_behalf}办结了{thing}：{result}", "张三（（无））代（无）办结了走访十家企业：被拒"),
        ("{before.due}改为{after.due}，共{count}条", "（无）改为2026年12月1日，共2条"),
        ("{after.phone}、{after.期限}", "（不显示）、0"),
    ],
)
def test_a_sentence_is_filled_from_the_entry(template: str, sentence: str) -> None:
    code = f"test.filled_{sum(map(ord, template))}"
    catalogue.register({code: template})
    after = {"due": "2026-12-01", "phone": {"hmac-sha256": "0", "key": "1"}, "期限": 0}
    assert catalogue.sentence(entry(code, before={"due": ""}, after=after, rows=[1, 2])) == sentence


def test_fields_of_an_entry_without_values_are_empty() -> None:
    catalogue.register({"test.nothing": "{before.a}{after.a}"})
    assert catalogue.sentence(entry("test.nothing")) == "（无）（无）"


def test_an_entry_of_a_package_no_longer_there_is_still_readable() -> None:
    assert catalogue.sentence(entry("gone.away")) == "张三：走访十家企业（gone.away）"


def test_the_same_again_is_harmless() -> None:
    catalogue.register({"test.twice": "{who}"})
    catalogue.register({"test.twice": "{who}"})
    assert "test.twice" in catalogue.codes()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("done", "{who}"),
        ("Test.done", "{who}"),
        ("test.", "{who}"),
        ("test.bad", "{who.name}"),
        ("test.bad", "{after}"),
        ("test.bad", "{after.__class__.x}"),
        ("test.bad", "{}"),
        ("test.done", "另一种说法"),
    ],
)
def test_what_cannot_be_right_is_refused(code: str, sentence: str) -> None:
    with pytest.raises(BadCatalogue):
        catalogue.register({code: sentence})
