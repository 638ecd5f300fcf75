"""Forms of 明责. What may be chosen is passed in by the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wuze.accounts.enter_for import EnterFor
from wuze.duty.assignments.enums import Share
from wuze.duty.editions.enums import Group, Layer
from wuze.duty.editions.models import BASIS, CODE, LONG, NAME, TEXT, TITLE
from wuze.kernel.web.forms import Form
from wuze.registry.evidence.forms import WithFiles
from wuze.registry.forms import Key, Text

Choices = Sequence[tuple[Any, Any]]


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, most: int = LONG, **kwargs: Any) -> None:
        messages = {"max_length": f"最多{most}个字。"}
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=label, max_length=most, error_messages=messages, widget=widget, **kwargs)


class NoForm(Form):
    """Nothing to fill in."""


class HeadForm(Form):
    """What stands above a list."""

    title = Text("名称", NAME)
    document = Text("文号", NAME, required=False, help_text="定了再填，例如：县委〔2026〕9号")
    basis = Text("制定依据", BASIS)
    pledge = Text("责任书的批准文号", NAME, required=False, help_text="空着就是不签责任书；要签，先有批准文号")


class NewForm(HeadForm):
    """With where the rows come from."""

    source = forms.ChoiceField(label="从哪里起草", widget=forms.RadioSelect)

    def __init__(self, *args: Any, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]  # a choice field


class DutyForm(Form):
    """One duty with the part of each layer."""

    code = Text("编号", CODE)
    group = forms.ChoiceField(label="类别", choices=Group.choices)
    title = Text("职责", TITLE)
    requirement = Lines("要求")
    standard = Text("频次或标准", TEXT, required=False)
    basis = Text("依据", BASIS)
    unconfirmed = forms.BooleanField(label="依据待核：还没有看到原文", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for layer in Layer:
            hint = "只列支持事项，不问责" if layer is Layer.OWNER else "牵头、指导、兜底…；只点名几家的写“推动（点名）”"
            self.fields[layer.value] = Text(f"{layer.label}担什么", 20, required=False, help_text=hint)


class ReasonForm(Form):
    """Why."""

    reason = Lines("理由")


class ObjectForm(WithFiles):
    """An objection."""

    reason = Lines("哪一项、为什么", help_text="写编号和理由，例如：D-11由行业主管办更合适")


class AnswerForm(Form):
    """An answer to it."""

    text = Lines("答复", help_text="改不改、为什么。要改清单的，另起一版")


class SignForForm(EnterFor, NoForm):
    """Received for a unit, from a paper."""

    for_whom_required = True


class ObjectForForm(EnterFor, ObjectForm):
    """Objected for a unit, from a paper."""

    for_whom_required = True


class AssignForm(Form):
    """Which post leads or helps."""

    post = Key(label="岗位")
    share = forms.ChoiceField(label="主责还是协助", choices=Share.choices, widget=forms.RadioSelect, initial=Share.LEAD)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "请选"), *posts]  # type: ignore[attr-defined]  # a choice field


class ReleaseForm(Form):
    """What ends today, and why."""

    what = forms.ChoiceField(
        label="撤什么", widget=forms.RadioSelect, error_messages={"invalid_choice": "请从下面选。"}
    )
    reason = Lines("理由")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(choices)  # type: ignore[attr-defined]  # a choice field


class NameForm(Form):
    """Which unit owes it."""

    unit = Key(label="单位")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field


class ImportForm(HeadForm):
    """A list in Word or Excel."""

    book = forms.FileField(
        label="责任清单文件", widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.xls,.et"}),
        help_text="表头要有职责、要求、依据和各层分工。收.docx、.xlsx、.xls、.et",
    )  # fmt: skip
