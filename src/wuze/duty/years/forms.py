"""Forms of the year's list."""

from __future__ import annotations

from django import forms

from wuze.duty.years.enums import Audience
from wuze.duty.years.models import TEXT, TITLE
from wuze.kernel.web.forms import Form
from wuze.registry.forms import Text

MONTHS = [(number, f"{number}月") for number in range(1, 13)]
DAYS = [(number, f"{number}日") for number in range(1, 32)]


def _number(label: str, choices: list[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, error_messages={"invalid_choice": "请从里面选。"}
    )


class LineForm(Form):
    """One line."""

    title = Text("事项", TITLE)
    requirement = Text("要做成什么样", TEXT)
    standard = Text("完成标准", TEXT, help_text="交什么、到什么程度算完")
    audience = forms.MultipleChoiceField(
        label="谁来办", choices=Audience.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "这一类不能选。"},
    )  # fmt: skip
    start_month = _number("开始月", MONTHS)
    start_day = _number("开始日", DAYS)
    due_month = _number("节点月", MONTHS)
    due_day = _number("节点日", DAYS)
    after = forms.BooleanField(label="节点在下一年", required=False)


class DropForm(Form):
    """Why."""

    reason = Text("理由", TEXT)
