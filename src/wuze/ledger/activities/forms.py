"""One form a kind: what is chosen stands before what is typed, so that a phone shows it on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from wuze.accounts.enter_for import EnterFor
from wuze.kernel.web.forms import Form
from wuze.ledger.activities.enums import ActivityKind, Area, Layer
from wuze.ledger.activities.models import MARKS, TEXT, TITLE, WHOM
from wuze.ledger.activities.rules import MARK_LABELS, Content
from wuze.registry.evidence.forms import WithFiles
from wuze.registry.evidence.values import Brought
from wuze.registry.forms import Day, Key, Text

FOR = ("for_whom", "paper_name", "paper_date", "paper_no")


class Lines(Text):
    """Two lines of text."""

    def __init__(self, label: str, most: int, **kwargs: Any) -> None:
        super().__init__(label, most, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class KindForm(WithFiles):
    """The kind is chosen by the address; ``content`` is what the action takes."""

    kind = ActivityKind.EDUCATION

    def content(self) -> Content:
        """From a valid form."""
        data = self.cleaned_data
        kept = {name: data[name] for name in Content.__slots__ if name in data and name not in {"kind", "marks"}}
        marks = tuple(data.get(name) for name in MARKS)
        return Content(kind=self.kind, marks=marks, **kept)


class PromiseForm(KindForm):
    """What was promised, and until when."""

    promise = Lines("答应了什么要跟进", TEXT, required=False)
    promise_due = Day(label="哪天前", required=False, help_text="到时在“要我做的”里提醒")


class TalkForm(PromiseForm):
    """Who and when; never what was said."""

    kind = ActivityKind.TALK
    layer = forms.ChoiceField(label="和哪一层的人", choices=Layer.choices, widget=forms.RadioSelect)
    whom = Text("和谁", WHOM, help_text="姓名、职务；几个人用顿号隔开")
    happened = Day(label="哪天")
    field_order = ("layer", "whom", "happened", "promise", "promise_due")


class TrainingForm(KindForm):
    """A topical training of responsible persons."""

    kind = ActivityKind.TRAINING
    layer = forms.ChoiceField(label="培训哪一层的人", choices=Layer.choices, widget=forms.RadioSelect)
    title = Text("题目", TITLE)
    whom = Text("参加的", WHOM, required=False, help_text="哪些单位、哪些岗位，例如：全县20个乡镇党委书记")
    happened = Day(label="哪天")


class JointForm(KindForm):
    """One matter of business and its four marks."""

    kind = ActivityKind.JOINT
    title = Text("哪件业务工作", TITLE, help_text="例如：二期厂房扩建、年度安全生产")
    planned_on, deployed_on, carried_on, assessed_on = (
        Day(label=label, required=False, help_text=hint)
        for label, hint in zip(
            MARK_LABELS,
            ("定业务目标时一起定了党建任务的那天", "布置业务时一起布置的那天", "检查业务进度时一起问了的那天", "业务考核时一起考了的那天"),
            strict=True,
        )
    )  # fmt: skip


class VisitForm(PromiseForm):
    """Which firm was visited."""

    kind = ActivityKind.VISIT
    whom = Text("走访哪家", WHOM, help_text="写全称，名录里有的会连过去")
    happened = Day(label="哪天")
    field_order = ("whom", "happened", "promise", "promise_due")


class EducationForm(KindForm):
    """Education of members: 主题党日, 党课 and the like are one entry even where one event meets several duties."""

    kind = ActivityKind.EDUCATION
    title = Text("学了什么、开展了什么", TITLE, help_text="几件事一次办的，记一条就行")
    happened = Day(label="哪天")


class EffectForm(KindForm):
    """Outcome and who has it better: no counts."""

    kind = ActivityKind.EFFECT
    area = forms.ChoiceField(label="哪方面", choices=Area.choices, widget=forms.RadioSelect)
    title = Text("做了什么", TITLE)
    outcome = Lines("成效", TEXT, help_text="解决了什么，有什么变化；不比次数")
    whom = Text("惠及谁", WHOM, help_text="例如：夜班职工、二车间；不写个人隐私")
    happened = Day(label="哪天")


FORMS: dict[str, type[KindForm]] = {
    form.kind: form for form in (TalkForm, TrainingForm, JointForm, VisitForm, EducationForm, EffectForm)
}


BRANCH_LAYERS = [choice for choice in Layer.choices if choice[0] in {Layer.PARTY, Layer.OWNER, Layer.MEMBER}]
"""With whom a Party organisation of a firm talks: three choices fit a phone."""


def own_form(
    kind: str, data: Any, units: Sequence[tuple[int, str]], today: date, *, branch: bool, brought: Brought | None = None
) -> KindForm:
    """For one's own unit; the unit is asked only where there is a choice."""
    made = FORMS[kind](data, initial={"happened": today}, brought=brought)
    if branch and "layer" in made.fields:
        made.fields["layer"].choices = BRANCH_LAYERS  # type: ignore[attr-defined]  # a choice field
    return _with_unit(made, units) if len(units) > 1 else made


def for_form(
    kind: str,
    data: Any,
    units: Sequence[tuple[int, str]],
    today: date,
    chosen: str = "",
    brought: Brought | None = None,
) -> KindForm:
    """代录: for a unit below, from a paper."""
    base = FORMS[kind]
    made = type(f"{base.__name__}For", (EnterFor, base), {"for_whom_required": True, "field_order": None})(
        data, initial={"happened": today, "unit": chosen}, brought=brought
    )
    return _with_unit(made, units)


def _with_unit(form: KindForm, units: Sequence[tuple[int, str]]) -> KindForm:
    form.fields["unit"] = Key(label="哪个单位", choices=[("", "请选"), *units])
    form.fields["unit"].error_messages["required"] = "请选哪个单位。"
    form.order_fields(["unit", *(name for name in form.fields if name != "unit")])
    return form


class Reason(Form):
    """Why."""

    reason = Lines("理由", TEXT)


def correct_form(kind: str, data: Any, initial: dict[str, Any]) -> KindForm:
    """As it stands, and why it changes."""
    made = FORMS[kind](data, initial=initial)
    made.fields["reason"] = Lines("更正的理由", TEXT)
    made.fields["reason"].error_messages["required"] = "请填更正的理由。"
    return made


class MarkForm(Form):
    """The marks that are missing."""

    def __init__(self, *args: Any, missing: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in zip(MARKS, MARK_LABELS, strict=True):
            if name in missing:
                self.fields[name] = Day(label=label, required=False)

    def marks(self) -> tuple[date | None, ...]:
        """Four dates, None where nothing was asked or entered."""
        return tuple(self.cleaned_data.get(name) for name in MARKS)


class SettleForm(Form):
    """What became of it."""

    kept = forms.ChoiceField(label="怎样了", choices=(("yes", "办了"), ("no", "没办成")), widget=forms.RadioSelect)
    outcome = Lines("结果", TEXT, help_text="没办成的写为什么、怎样跟对方说的")
