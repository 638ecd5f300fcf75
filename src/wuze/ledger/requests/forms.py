"""Forms of requests. What may be chosen is passed in by the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wuze.accounts.enter_for import EnterFor
from wuze.kernel.web.forms import Form
from wuze.ledger.requests.actions import Asked
from wuze.ledger.requests.enums import Clock, RequestKind, Voice
from wuze.ledger.requests.models import LABEL, LONG, TEXT, TITLE
from wuze.registry.forms import Day, Key, Text

Choices = Sequence[tuple[Any, str]]


class Lines(Text):
    """Several lines of text."""

    def __init__(self, label: str, most: int, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(label, most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class AskForm(Form):
    """What is difficult."""

    voice = forms.ChoiceField(label="是谁的事", choices=Voice.choices, widget=forms.RadioSelect, initial=Voice.PARTY)
    title = Text("什么事", TITLE, help_text="一句话，例如：夜班职工子女入学")
    text = Lines("具体情况", LONG, 4, help_text="卡在哪里，想请谁帮什么；不写个人隐私")
    asker = Text("业主、企业谁提的", 40, required=False, help_text="选了“业主、企业”才填：姓名、职务")

    def asked(self) -> Asked:
        """What the action takes."""
        data = self.cleaned_data
        return Asked(data["title"], data["text"], data["voice"], data["asker"])


class AskForForm(EnterFor, AskForm):
    """The same, entered by the superior from a paper or a call."""

    for_whom_required = True
    unit = Key(label="哪个党组织")
    field_order = ("unit", "voice", "title", "text", "asker")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["unit", *(name for name in self.fields if name != "unit")])


class HandlerForm(Form):
    """To whom."""

    handler = Key(label="由谁答复")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field


class AssignForm(HandlerForm):
    """To whom, and how much there is to do, with the days each kind has today."""

    kind = forms.ChoiceField(label="类型", widget=forms.RadioSelect)
    field_order = ("handler", "kind")

    def __init__(self, *args: Any, days: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, f"{kind.label}，{days[kind]}个工作日") for kind in RequestKind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a choice field


class ReasonForm(Form):
    """Why."""

    reason = Lines("理由", TEXT)


class TransferForm(HandlerForm, ReasonForm):
    """To whom, and why."""

    field_order = ("handler", "reason")


class AnswerForm(Form):
    """What the asker will read."""

    text = Lines("答复", LONG, 5, help_text="能办的写什么时候办到；办不到的写依据。提的人看得到全文")


class ExtendForm(ReasonForm):
    """How long, and why."""

    days = forms.IntegerField(
        label="延几个工作日", min_value=1, error_messages={"invalid": "填一个整数。", "min_value": "至少1个工作日。"}
    )
    field_order = ("days", "reason")


class ContentForm(Form):
    """A good answer needs no words."""

    why = Lines("还想说的", TEXT, 2, required=False)


class ContentForForm(EnterFor, ContentForm):
    """The same, entered by the superior."""

    for_whom_required = True


class JudgeForm(Form):
    """The bearer's word."""

    content = forms.ChoiceField(
        label="这个答复", choices=(("yes", "满意"), ("no", "不满意，请再办")), widget=forms.RadioSelect
    )
    why = Lines("哪里还没解决，或还想说的", TEXT, 2, required=False, help_text="不满意的写哪里没解决，部门好再办")


class DiscontentForm(Form):
    """What is still lacking."""

    why = Lines("哪里还没解决", TEXT)


class DiscontentForForm(EnterFor, DiscontentForm):
    """The same, entered by the superior."""

    for_whom_required = True


class NoForm(Form):
    """Nothing to enter."""


class TermForm(Form):
    """So many working days from a day on."""

    clock = forms.ChoiceField(label="哪一种", choices=Clock.choices)
    days = forms.IntegerField(
        label="几个工作日", min_value=1, error_messages={"invalid": "填一个整数。", "min_value": "至少1个工作日。"}
    )
    since = Day(label="从哪天起")
    source = Text("依据", LABEL, help_text="哪个文件、哪次会议")
