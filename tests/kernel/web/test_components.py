"""Each component shows exactly what it was given, in every state, and escapes it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.architecture.tree import ROOT
from tests.kernel.web.rendering import html, icon
from wuze.kernel.web import components as c
from wuze.kernel.web.gallery import things
from wuze.kernel.web.templatetags.wuze import register as library

TEMPLATES = ROOT / "src/wuze/kernel/web/templates"
EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize("state", ["red", "amber", "green", "none"])
def test_a_light_is_shape_and_word(state: c.State) -> None:
    shown = html("{% light x %}", x=c.Light(state, "剩2天"))
    assert shown == f'<span class="wz-light is-{state}">{icon("light-" + state)}剩2天</span>'


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        (c.Tag("补登"), '<span class="wz-tag">补登</span>'),
        (c.Tag("迟1天", "late"), '<span class="wz-tag is-late">迟1天</span>'),
        (c.Tag("代录", "ask", "/p/"), '<a class="wz-tag is-ask" href="/p/">代录</a>'),
    ],
)
def test_a_tag_is_outlined_and_may_lead_to_its_paper(tag: c.Tag, shown: str) -> None:
    assert html("{% tag x %}", x=tag) == shown


def test_a_note_says_one_thing_and_where_to_go() -> None:
    note = c.Note("没有存上。", "bad", c.Link("再存一次", "/a/"))
    assert html("{% note x %}", x=note) == '<p class="wz-note is-bad">没有存上。<a href="/a/">再存一次</a></p>'
    assert html("{% note x %}", x=c.Note(EVIL)).count("<script") == 0


def test_an_empty_place_says_what_is_true_and_the_next_step() -> None:
    empty = c.Empty("没有事项。", c.Link("去掉“超期”", "/a/"), "后有63件。")
    shown = '<p class="wz-empty">没有事项。<a href="/a/">去掉“超期”</a>后有63件。</p>'
    assert html("{% nothing x %}", x=empty) == shown
    assert html("{% nothing x %}", x=c.Empty("没有。")) == '<p class="wz-empty">没有。</p>'


def test_a_verb_is_a_form_and_carries_its_hidden_fields() -> None:
    verb = c.Verb("认可", "/a/", primary=True, hidden=(("row_version", "7"),))
    assert re.sub('(name="once" value=")[^"]{32}"', r'\1KEY"', html("{% verb x %}", x=verb)) == (
        '<form class="wz-verb" method="post" action="/a/"><input type="hidden" name="once" value="KEY">'
        '<input type="hidden" name="row_version" value="7"><button class="btn btn-primary">认可</button></form>'
    )


def test_every_form_has_a_one_time_key_of_its_own() -> None:
    verb = c.Verb("认可", "/a/")
    keys = re.findall('name="once" value="([^"]+)"', html("{% verb x %}{% verb x %}", x=verb))
    assert len(set(keys)) == 2


def test_a_verb_that_only_leads_elsewhere_is_a_link() -> None:
    verb = c.Verb("看", "/a/", "get", icon="search")
    shown = f'<a class="btn btn-plain btn-sm" href="/a/">{icon("search")}看</a>'
    assert html("{% verb x True %}", x=verb) == shown
    assert f"{icon('pencil')}写</button>" in html("{% verb x %}", x=c.Verb("写", "/a/", icon="pencil"))


def test_a_dead_verb_keeps_its_place_and_says_why() -> None:
    dead = c.Refused("销号", "核验要换人。", c.Link("交沈一帆核验", "/a/"))
    assert html('{% refused x "no-1" %}', x=dead) == (
        '<p class="wz-dead"><button class="btn btn-sm" type="button" aria-disabled="true" aria-describedby="no-1">销号'
        '</button><span id="no-1">核验要换人。<a href="/a/">交沈一帆核验</a></span></p>'
    )


def test_the_state_bar_marks_one_step_and_names_whose_turn_it_is() -> None:
    shown = html("{% state_bar x %}", x=things.STATE)
    assert shown.count('aria-current="step"') == 1
    assert '<li class="is-now" aria-current="step">审核<small>限11月26日</small><small>轮到我</small></li>' in shown
    assert "<strong>轮到我：审核柳塘镇的反馈</strong>" in shown
    assert ['id="no-1"' in shown, 'id="no-2"' in shown, 'id="no-3"' in shown] == [True, True, False]


def test_a_state_bar_with_nothing_to_do_has_no_empty_boxes() -> None:
    shown = html("{% state_bar x %}", x=c.StateBar((c.Step("销号", "done"),), "已销号"))
    assert [word in shown for word in ("wz-verbs", "wz-no", "wz-light", "wz-meta")] == [False] * 4


def test_the_chain_has_all_six_links_in_order() -> None:
    shown = html("{% chain x %}", x=things.CHAIN)
    assert [shown.index(f"<b>{name}</b>") for name in c.CHAIN] == sorted(shown.index(f"<b>{n}</b>") for n in c.CHAIN)
    assert '<li class="is-here" aria-current="true"><b>履责</b><span>2026-0118（本页）</span></li>' in shown
    assert "<li><b>问责</b><span>没有</span></li>" in shown


def test_a_chain_with_a_missing_link_is_refused() -> None:
    with pytest.raises(ValueError, match="责任链有6环，给了1环"):
        c.Chain((c.ChainPart("只有一环"),))


def test_the_timeline_says_when_who_and_what() -> None:
    event = c.Event(datetime(2026, 11, 15, 17, 5, tzinfo=UTC), "何敏", "登记", "原话", (c.Tag("补登"),), now=True)
    assert html("{% timeline x %}", x=[event]) == (
        '<ol class="wz-log"><li class="is-now"><time datetime="2026-11-16T01:05+08:00">11月16日 01:05</time><b>何敏</b> '
        '登记 <span class="wz-tag">补登</span><q>原话</q></li></ol>'
    )
    day = html("{% timeline x %}", x=[c.Event(date(2026, 10, 28), "督查二组", "走访", files=(c.Link("表", "/f/"),))])
    assert '<time datetime="2026-10-28">10月28日</time>' in day
    assert f'<a class="wz-file" href="/f/">{icon("paperclip")}表</a>' in day


def test_the_queue_is_light_sentence_verb() -> None:
    row = c.QueueRow("答复异议", "/a/", c.Light("red", "超期1天"), "到昨天。", "延误记在本办。", things.QUEUE[0].verb)
    shown = html('{% queue x "要我办的" %}', x=[row])
    assert '<a href="/a/">答复异议</a><p>到昨天。<span class="wz-late">延误记在本办。</span></p>' in shown
    slim = html('{% queue x "等的" True %}', x=[replace(row, detail="", late="", verb=None)])
    assert slim.startswith('<ol class="wz-queue is-slim" aria-label="等的">')
    assert ["<p>" in slim, "btn" in slim] == [False, False]


def test_a_figure_never_stands_alone() -> None:
    shown = html("{% figures x True %}", x=things.FIGURES[1:2])
    assert shown == (
        '<dl class="wz-figs is-wide"><div><dt>组织覆盖（应建口径）</dt><dd><b><a href="#page">84.7%</a></b>'
        "<small>999/1,180家</small><small>＋0.7</small></dd>"
        '<dd class="wz-def"><details><summary>截至11月24日，怎么算</summary>'
        f"<p>{things.BASIS}</p></details></dd></div></dl>"
    )


def test_a_missing_number_is_said_and_not_zero() -> None:
    shown = html("{% figures x %}", x=things.FIGURES[3:])
    assert ["<b>没有数据</b>" in shown, "<b>0" in shown] == [True, False]


@pytest.mark.parametrize(
    ("part", "whole", "length"),
    [(0, 5, "0.0"), (1, 3, "33.3"), (7, 5, "100.0"), (-1, 5, "0.0"), (3, 0, "0.0"), (Decimal("2.5"), 5, "50.0")],
)
def test_a_bar_starts_at_zero_and_ends_at_the_whole(part: Decimal | int, whole: int, length: str) -> None:
    assert c.share(part, whole) == length


def test_bars_carry_their_length_in_an_attribute() -> None:
    shown = html("{% meters x %}", x=things.METERS)
    assert '<rect class="fg" width="78.6" height="6"/>' in shown
    assert '<rect class="fg is-amber" width="92.1" height="6"/>' in shown
    tiles = html('{% tiles x "组织覆盖" %}', x=things.TILES[:1])
    assert '<span class="d"><span>61/98</span><span>缺37</span></span>' in tiles
    assert "style=" not in shown + tiles


def test_an_opened_item_leads_from_clause_to_record() -> None:
    shown = html('{% why x "b2" %}', x=things.WHY)
    places = [shown.index(word) for word in ("流动党员未建台账", "2名流动党员", "督查走访单", "走访0046", "<b>0</b>")]
    assert places == sorted(places)
    assert "10.00 − 1.00 − 0 − 0.50 ＝ <b>8.50</b>" in shown
    bare = replace(things.WHY, dispute=None, lines=(c.WhyLine("条", "事", "0"),))
    assert '<span class="wz-meta">没有佐证</span>' in html('{% why x "b2" %}', x=bare)


def test_a_section_has_a_heading_it_is_named_by() -> None:
    source = '{% section "经过" "s" count="6" more=x %}里面{% endsection %}'
    assert html(source, x=c.Link("全部", "/a/", "clipboard")) == (
        '<section class="wz-sec" aria-labelledby="s"><div class="wz-sec-head"><h2 id="s">经过'
        f'<span class="wz-count">6</span></h2><a class="wz-end" href="/a/">{icon("clipboard")} 全部</a></div>'
        "里面</section>"
    )
    aside = html('{% section "经过" "s" aside="按天" %}{% endsection %}')
    assert '<span class="wz-end wz-meta">按天</span>' in aside


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("cn_date", date(2026, 1, 5), "1月5日"),
        ("cn_full_date", date(2026, 11, 23), "2026年11月23日"),
        ("cn_day", date(2026, 11, 23), "11月23日（周一）"),
        ("cn_weekday", date(2026, 11, 22), "星期日"),
        ("cn_moment", datetime(2026, 12, 31, 16, 1, tzinfo=UTC), "1月1日 00:01"),
        ("cn_near:today", date(2026, 11, 23), "11月23日"),
        ("cn_near:today", date(2027, 6, 18), "2027年6月18日"),
        ("cn_full_date", datetime(2026, 12, 31, 16, 1, tzinfo=UTC), "2027年1月1日"),
        ("note_kind", "error", "bad"),
        ("note_kind", "warning", "ask"),
        ("note_kind", "success", "plain"),
    ],
)
def test_dates_and_kinds_as_they_are_written(name: str, value: Any, shown: str) -> None:
    assert html("{{ x|" + name + " }}", x=value, today=date(2026, 3, 1)) == shown


@pytest.mark.parametrize(
    ("source", "thing"),
    [
        ("{% light x %}", c.Light("red", EVIL)),
        ("{% verb x %}", c.Verb(EVIL, EVIL, hidden=((EVIL, EVIL),))),
        ('{% refused x "k" %}', c.Refused(EVIL, EVIL, c.Link(EVIL, EVIL))),
        ("{% timeline x %}", [c.Event(date(2026, 1, 1), EVIL, EVIL, EVIL, (c.Tag(EVIL),), (c.Link(EVIL, EVIL),))]),
        ("{% figures x %}", [c.Figure(EVIL, EVIL, EVIL, date(2026, 1, 1), EVIL, EVIL, EVIL)]),
        ("{% section x x count=x aside=x %}{% endsection %}", EVIL),
    ],
)
def test_what_people_write_is_never_markup(source: str, thing: object) -> None:
    assert "<script" not in html(source, x=thing)


# --- the page of all components, and its paper ------------------------------------------------------------------------

OF_THE_FRAME = {"htmx_config", "once", "control", "list_rows"}
"""Tags that only the base template and other components use."""


def reached(name: str, seen: set[str]) -> set[str]:
    """The tags a template uses, itself or through what it uses."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    parts = {f"wuze/parts/{one}.html" for one in re.findall(r"wuze/parts/(\w+)\.html", text)}
    tags = set(re.findall(r"{%\s*(\w+)", text)) & set(library.tags)
    for one in tags - seen:
        seen.add(one)
        file = {"state_bar": "state", "form_layout": "form", "listing": "list", "nothing": "empty"}.get(one, one)
        parts |= {f"wuze/parts/{file}.html"}
    for part in parts:
        if part not in seen and (TEMPLATES / part).exists():
            seen.add(part)
            reached(part, seen)
    return seen & set(library.tags)


def test_every_component_is_on_the_page_of_components() -> None:
    assert set(library.tags) - OF_THE_FRAME - reached("wuze/gallery.html", set()) == set()


def test_the_paper_names_every_component_and_filter_and_nothing_else() -> None:
    paper = (ROOT / "docs/components.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+)[^|]*\|", paper, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == set(library.tags) - OF_THE_FRAME
    assert {name for name in library.filters if f"`{name}`" not in paper} - {"note_kind"} == set()
