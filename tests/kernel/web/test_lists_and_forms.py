"""The list frame and the form layout in every state."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django import forms

from tests.kernel.web.rendering import html, icon
from wuze.kernel.web import drawn
from wuze.kernel.web.components import Light, Link, Tag
from wuze.kernel.web.forms import Form
from wuze.kernel.web.gallery import forms as samples
from wuze.kernel.web.gallery import rows, things
from wuze.kernel.web.listing import Cell, Listing, Row

WHOLE = rows.ledger(url="/list/")


def shown(listing: Listing) -> str:
    """The list as text."""
    return html("{% listing x %}", x=listing)


def test_the_whole_list_counts_pages_and_exports_what_is_seen() -> None:
    text = shown(WHOLE)
    assert "共10件，第1–10件</span>" in text
    assert f'<a href="?export=1">{icon("download")} 导出这10件</a>' in text
    assert '<b aria-current="page">1</b>' in text
    assert 'aria-sort="ascending"' in text


def test_every_reload_changes_the_list_alone() -> None:
    text = shown(WHOLE)
    assert 'hx-get="?q=超期" hx-target="#ledger" hx-swap="outerHTML" hx-push-url="true"' in text
    assert text.count("hx-get=") == text.count('hx-target="#ledger"')


def test_filters_that_narrow_are_marked_and_can_be_taken_off_one_by_one() -> None:
    text = shown(rows.ledger("何敏", "待审"))
    assert 'class="form-select is-on" id="ledger-state"' in text
    assert '<option value="待审" selected>状态：待审</option>' in text
    assert text.count('class="wz-chip"') == 2
    assert '<span class="visually-hidden">，去掉</span>' in text
    assert "全部去掉</a>" in text
    assert "共1件，第1–1件" in text


def test_a_list_turns_round() -> None:
    text = shown(rows.ledger(order="down"))
    assert 'aria-sort="descending"' in text
    assert text.index("0127") < text.index("0102")
    assert '<input type="hidden" name="order" value="down">' in text


def test_an_empty_list_keeps_its_filters_and_offers_the_next_step() -> None:
    text = shown(rows.ledger("没有的"))
    assert 'value="没有的"' in text
    assert '这些条件下没有事项。<a href="?">全部去掉</a>后有10件。' in text
    assert ["<table" in text, "wz-bulk" in text, "?export=1" in text] == [False] * 3


def test_the_bulk_bar_is_there_only_while_rows_are_chosen() -> None:
    assert "已选<span data-picked>2</span>件" in shown(WHOLE)
    none = replace(WHOLE, rows=tuple(replace(row, picked=False) for row in WHOLE.rows))
    assert 'aria-label="对选中的件" hidden>' in shown(none)
    assert "节点不能批量改" in shown(WHOLE)


def test_a_list_without_extras_shows_none() -> None:
    bare = replace(WHOLE, views=(), filters=(), pages=(), bulk=None, export=None, hint="")
    text = shown(bare)
    absent = ("wz-views", "<select", "wz-pick", "wz-bulk", 'aria-label="翻页"', "?export", 'wz-end">还剩')
    assert [word in text for word in absent] == [False] * len(absent)


def test_a_row_with_a_field_too_few_is_an_error() -> None:
    short = replace(WHOLE, rows=(replace(WHOLE.rows[0], cells=WHOLE.rows[0].cells[:-1]),))
    with pytest.raises(ValueError, match="zip"):
        shown(short)


def test_sec_27_marks_in_a_row_stay_text() -> None:
    evil = "<b onload='x'>\"&"
    marks = (Tag(evil, "ask", evil), Tag(evil))
    cells = Cell(evil, evil, Light("red", evil), marks), Cell(evil, "", Light("red", evil), marks, strong=True)
    rows_ = tuple(Row(evil, evil, (cell, *WHOLE.rows[0].cells[1:])) for cell in cells)
    columns = (replace(WHOLE.columns[0], label=evil), *WHOLE.columns[1:])
    text = str(drawn.rows(replace(WHOLE, columns=columns, rows=rows_)))
    assert ("<b onload" in text, "onload='" in text, text.count("&lt;b onload=&#x27;x&#x27;&gt;&quot;&amp;")) == (
        False,
        False,
        17,
    )


def test_the_reminder_is_plain_text_to_copy() -> None:
    text = html("{% reminder x %}", x=rows.REMINDER)
    assert "没有个人信息" in text
    assert 'data-copy="#reminder-text"' in text


# --- forms ------------------------------------------------------------------------------------------------------------


def test_a_form_ties_label_help_and_control_together() -> None:
    text = html(
        '{% form_layout x "申请延期" back=b %}还有{% endform_layout %}', x=samples.good(), b=Link("回去", "/b/")
    )
    assert '<label class="form-label" for="id_a-until">申请延到</label>' in text
    assert 'class="form-control" aria-describedby="id_a-until_hint"' in text
    assert '<p class="wz-hint" id="id_a-until_hint">要落在工作日，节点前申请</p>' in text
    assert '<button class="btn btn-primary">申请延期</button><a class="btn btn-text" href="/b/">回去</a>' in text
    assert ["wz-errors" in text, "wz-stale" in text, "还有" in text] == [False, False, True]
    assert re.search(r'<label><input type="radio" name="a-kind" value="talk"[^>]* checked><span>谈心谈话</span>', text)


def test_faults_stand_above_and_beside_and_the_entry_is_kept() -> None:
    text = html('{% form_layout x "再报一次" %}{% endform_layout %}', x=samples.bad())
    assert "没有存上，有2处要改。填的都还在。" in text
    assert '<li><a href="#id_b-until">申请延到</a>：11月29日是周末，节点要落在工作日：11月27日或11月30日。</li>' in text
    assert '<li><a href="#id_b-reason">理由</a>：请填理由。</li>' in text
    assert 'value="2026-11-29"' in text
    assert 'aria-invalid="true" class="form-control is-bad" aria-describedby="id_b-until_hint id_b-until_error"' in text
    assert '<p class="wz-err" id="id_b-until_error">' in text


def test_a_stale_form_shows_both_sides() -> None:
    text = html('{% form_layout x "存" stale=s %}{% endform_layout %}', x=samples.good(), s=things.STALE)
    assert "沈一帆11月24日 09:12改过这件事，您的还没有存。" in text
    assert '<td data-th="您填的">2026年11月30日</td><td data-th="现在的">2026年12月2日</td>' in text
    bare = html("{% stale x %}", x=replace(things.STALE, differences=()))
    assert "<table" not in bare


class Odd(Form):
    """Kinds of field that the sample has not."""

    kept = forms.CharField(widget=forms.HiddenInput, initial="7")
    file = forms.FileField(label="原件", required=False)
    agreed = forms.BooleanField(label="当面说过")
    which = forms.ChoiceField(label="哪一个", choices=[("", "请选"), ("1", "一")])

    def clean(self) -> None:
        """A fault of the whole."""
        raise forms.ValidationError("两处合起来不对。")


def test_files_hidden_fields_check_boxes_and_faults_of_the_whole() -> None:
    text = html('{% form_layout x "存" action="/a/" %}{% endform_layout %}', x=Odd({"kept": "7"}))
    assert 'action="/a/" enctype="multipart/form-data"' in text
    assert '<input type="hidden" name="kept" value="7" id="id_kept">' in text
    assert "<li>两处合起来不对。</li>" in text
    assert "<small>可以空着</small>" in text
    assert '<div class="wz-field is-check"><input type="checkbox" name="agreed"' in text
    assert "请填当面说过。" in text
    assert "请选哪一个。" in text
    assert 'class="form-select is-bad"' in text


def test_one_fault_is_counted_in_words() -> None:
    form = samples.Extension({"unit": "1", "until": "2026-11-28", "kind": "talk", "reason": "等名单"})
    assert "有一处要改" in html('{% form_layout x "存" %}{% endform_layout %}', x=form)
    assert samples.Extension({"unit": "1", "until": "2026-11-30", "kind": "talk", "reason": "等"}).is_valid()
