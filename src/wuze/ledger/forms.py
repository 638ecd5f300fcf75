"""Forms of the ledger. What may be chosen is passed in by the view, from what the actor sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wuze.accounts.enter_for import EnterFor
from wuze.kernel.web.forms import Form
from wuze.ledger.enums import ReportKind, Rhythm, Why
from wuze.ledger.models import LABEL, LONG, TEXT, TITLE
from wuze.registry.enums import UnitKind
from wuze.registry.evidence.forms import WithFiles
from wuze.registry.forms import Day, Key, Text

Choices = Sequence[tuple[Any, Any]]


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, most: int, rows: int = 3, **kwargs: Any) -> None:
        messages = {"max_length": f"最多{most}个字。"}
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=most, error_messages=messages, widget=widget, **kwargs)


class ContentForm(Form):
    """What a task says."""

    title = Text("事项", TITLE, help_text="20个字以内最好认；要求写在下面")
    why = forms.ChoiceField(label="来源", choices=Why.choices, widget=forms.RadioSelect)
    why_label = Text("依据", LABEL, help_text="哪份清单、哪次会议、哪个问题，例如：县委常委会〔2026〕14号纪要第3条")
    why_code = Text("依据编号", 40, required=False, help_text="责任清单的条号，例如D-03")
    requirement = Lines("要做成什么样", LONG)
    standard = Text("完成标准", TEXT, help_text="交什么、到什么程度算完")
    due = Day(label="时间节点", required=False, help_text="定了日子的填这里")
    term = forms.IntegerField(
        label="或：交办后几个工作日", required=False, min_value=1,
        error_messages={"invalid": "填一个整数。", "min_value": "至少1个工作日。"},
    )  # fmt: skip
    rhythm = forms.ChoiceField(
        label="中间要不要汇报", choices=Rhythm.choices, widget=forms.RadioSelect, initial=Rhythm.NONE,
        help_text="党组织最多每季一次；没有新情况可以一点就报",
    )  # fmt: skip
    items = forms.IntegerField(
        label="要填几项", initial=1, min_value=1, required=False, help_text="要对方填的格子、报的数一共几项；算进一年的负担",
        error_messages={"invalid": "填一个整数。", "min_value": "至少1项。"},
    )  # fmt: skip
    nil_ok = forms.BooleanField(
        label="没有情况的单位一点就报完", required=False, help_text="收情况、报变动的事勾上；要办成一件事的不勾"
    )
    wants_evidence = forms.BooleanField(label="办完要附佐证，或说明在哪里", required=False)

    def clean_items(self) -> int:
        """One where nothing is said."""
        return int(self.cleaned_data["items"] or 1)


class NewForm(ContentForm):
    """A task for one unit."""

    lead = Key(label="责任单位", help_text="一件事一个牵头单位；协办的立项后再定")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["title", "lead"])


class BulkForm(ContentForm):
    """A matter for many units."""

    scope = forms.MultipleChoiceField(
        label="交办给谁", widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": "这一项现在不能选。"}
    )

    def __init__(self, *args: Any, scopes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = list(scopes)  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["title", "scope"])


class ReportForm(WithFiles):
    """What was done: choices before typing. A phone shows it on one screen."""

    kind = forms.ChoiceField(
        label="办到哪一步", widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in (ReportKind.FINAL, ReportKind.PROGRESS, ReportKind.HARD)],
    )  # fmt: skip
    text = Lines("说几句", LONG, 3, help_text="结果、数字；不写谈话内容和个人情况")
    happened = Day(label="事情是哪天的", help_text="收到的日期另记，是今天")
    evidence = Text("佐证在哪里", 200, required=False, help_text="不附文件的，写材料放在哪里")
    parts_why = Lines("分解的没办完，为什么现在就报", TEXT, 2, required=False)

    def __init__(self, *args: Any, parts: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not parts:
            del self.fields["parts_why"]


class ReportForForm(EnterFor, ReportForm):
    """The same, entered for a unit from a paper."""

    for_whom_required = True


class ForForm(EnterFor):
    """Only for whom, and from which paper."""

    for_whom_required = True


class NoForm(Form):
    """Nothing to enter."""


class ReasonForm(Form):
    """Why."""

    reason = Lines("理由", TEXT)


class HowForm(Form):
    """How it was verified."""

    how = Lines("怎样核验的", TEXT, help_text="看了什么、抽了几户、和反馈对不对得上")


class ImportForm(Form):
    """One workbook."""

    book = forms.FileField(
        label="台账文件", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et"}),
        help_text="表头要有事项、责任单位、时间节点；要求、依据、状态、交办日期、办结日期有就读。收.xlsx、.xls、.et",
    )  # fmt: skip


class CeilingForm(Form):
    """How much may be asked of units of one kind in a year."""

    kind = forms.ChoiceField(label="哪类单位", choices=[one for one in UnitKind.choices if one[0] != UnitKind.COUNTY])
    most = forms.IntegerField(
        label="一年最多几项次", min_value=1, error_messages={"invalid": "填一个整数。", "min_value": "至少1项次。"}
    )
    since = Day(label="从哪天起")
    basis = Text("依据", LABEL, help_text="哪份文件、哪次会议定的")


class ViewForm(Form):
    """A name for one's own view."""

    name = Text("视图名称", 20)


class AnswerForm(Form):
    """A visible answer."""

    answer = Lines("答复", TEXT)


class ReopenForm(ReasonForm):
    """Why, and until when."""

    due = Day(label="新的时间节点")


class ExtendForm(ReasonForm):
    """How long, and why."""

    days = forms.IntegerField(
        label="延几个工作日", min_value=1, error_messages={"invalid": "填一个整数。", "min_value": "至少1个工作日。"}
    )
    field_order = ("days", "reason")


class AdjustForm(ReasonForm):
    """Another core content, and why."""

    title = Text("事项", TITLE)
    requirement = Lines("要做成什么样", LONG)
    standard = Text("完成标准", TEXT)
    field_order = ("title", "requirement", "standard", "reason")


class AssignForm(Form):
    """One post of the unit."""

    post = Key(label="落到哪个岗位")

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "请选"), *posts]  # type: ignore[attr-defined]  # a choice field


class CooperatorForm(Form):
    """A unit that helps."""

    unit = Key(label="协办单位")
    gives = Text("要交的", LABEL)
    due = Day(label="哪天前")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field


class HandInForm(Form):
    """What was handed in."""

    note = Lines("说明", TEXT, required=False)


class HandInForForm(EnterFor, HandInForm):
    """The same, entered for a unit from a paper."""

    for_whom_required = True
