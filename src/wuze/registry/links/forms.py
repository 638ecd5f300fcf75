"""Forms: a link for someone, the unit's answer, the same on behalf, and what was done about it."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.accounts.enter_for import EnterFor
from wuze.accounts.links import rules, tasks
from wuze.accounts.values import Actor
from wuze.kernel.web.forms import Form
from wuze.registry.links.actions import Answer
from wuze.registry.links.queries import units_to_ask


class ForWhom(Form):
    """For whom a link is, and how long it lasts."""

    for_name = forms.CharField(label="给谁用", max_length=40, help_text="用的人的姓名，会记在留痕里")
    days = forms.IntegerField(
        label="几天内有效", min_value=1, max_value=rules.MOST_DAYS, initial=rules.DAYS, help_text=f"最多{rules.MOST_DAYS}天",
        error_messages={"max_value": f"最多{rules.MOST_DAYS}天。", "min_value": "至少1天。", "invalid": "写天数，如7。"},
    )  # fmt: skip


class Issue(ForWhom):
    """And for which unit, for what."""

    unit = forms.ChoiceField(label="给哪个单位")
    task = forms.ChoiceField(label="让他办什么")
    field_order = ("unit", "for_name", "task", "days")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(pk), name) for pk, name in units_to_ask(actor).values_list("pk", "name")]
        known = [(task.code, task.label) for task in tasks.known() if task.about == "registry.unit"]
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["task"].choices = known  # type: ignore[attr-defined]  # a ChoiceField


class Check(Form):
    """The unit's answer."""

    same = forms.ChoiceField(
        label="上面的信息对不对", choices=(("yes", "都对"), ("no", "有不对的")), widget=forms.RadioSelect
    )
    secretary = forms.CharField(label="书记现在是谁", max_length=40, required=False, help_text="对的不用填")
    phone = forms.CharField(
        label="现在的办公电话", max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    note = forms.CharField(
        label="别的不对的", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="名称、上级、属地等，写一句就行",
    )  # fmt: skip

    def answer(self) -> Answer:
        """What the action takes."""
        data = self.cleaned_data
        return Answer(data["same"] == "yes", data["secretary"], data["phone"], data["note"])


class CheckFor(EnterFor, Check):
    """The same, entered by the superior from a paper or a call."""

    for_whom_required = True


class Settle(Form):
    """What was done about it."""

    outcome = forms.CharField(label="怎么处理的", max_length=200, help_text="改了什么，或为什么不改")
