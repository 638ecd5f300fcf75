"""Forms of the ledger. What may be chosen is passed in by the view, from what the actor sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wuze.accounts.enter_for import EnterFor
from wuze.kernel.web.forms import Form
from wuze.ledger.enums import ReportKind, Rhythm, Why
from wuze.ledger.models import LABEL, LONG, TEXT, TITLE
from wuze.ledger.queries.bases import Basis
from wuze.ledger.rules import node_fault
from wuze.registry.enums import UnitKind
from wuze.registry.evidence.forms import WithFiles
from wuze.registry.forms import Day, Key, Suggested, Text

Choices = Sequence[tuple[Any, Any]]
WHERE_HELD = lazy(format_html, SafeString)(
    '党员数、书记、换届时间在<a href="{}">党组织名录</a>，从业人数、信用代码、行业在<a href="{}">组织名录</a>，'
    "导出来就有，不向下要；真要再问的写理由",
    reverse_lazy("registry:parties"), reverse_lazy("registry:organisations"),
)  # fmt: skip


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, most: int, rows: int = 3, **kwargs: Any) -> None:
        messages = {"max_length": f"最多{most}个字。"}
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=most, error_messages=messages, widget=widget, **kwargs)


class ContentForm(Form):
    """What a task says. ``bases``: what the system knows it may follow from; one of them, chosen, says the rest."""

    title = Text("事项", TITLE, help_text="20个字以内最好认；要求写在下面")
    why_label = Text(
        "依据", LABEL, widget=Suggested,
        help_text="点一下，从责任清单、议定事项、重大问题里选；没有的自己写，例如：县委常委会〔2026〕14号纪要第3条",
    )  # fmt: skip
    why = forms.ChoiceField(
        label="来源",
        choices=Why.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="依据是选出来的，不用再选来源",
    )
    why_code = Text("依据编号", 40, required=False, help_text="依据是选出来的，编号自己会填")
    requirement = Lines("要做成什么样", LONG, required=False, help_text="空着就照选出来的依据写")
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
    held_why = Text("名录里有还要问，为什么", TEXT, required=False, help_text=WHERE_HELD)
    nil_ok = forms.BooleanField(
        label="没有情况的单位一点就报完", required=False, help_text="收情况、报变动的事勾上；要办成一件事的不勾"
    )
    wants_evidence = forms.BooleanField(label="办完要附佐证，或说明在哪里", required=False)

    def __init__(self, *args: Any, bases: Mapping[str, Basis], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bases = bases
        self.fields["why_label"].widget.known = list(bases)

    def clean_items(self) -> int:
        """One where nothing is said."""
        return int(self.cleaned_data["items"] or 1)

    def clean(self) -> dict[str, Any]:
        """A known basis says source, number and requirement; all that is missing is named at once, the node too."""
        found = super().clean() or {}
        if basis := self.bases.get(found.get("why_label", "")):
            found |= {"why": basis.why, "why_label": basis.why_label, "why_code": basis.why_code}
            found["requirement"] = found.get("requirement") or basis.requirement
        elif not found.get("why") and "why" not in self.errors:
            self.add_error("why", "请选来源。")
        if not found.get("requirement") and "requirement" not in self.errors:
            self.add_error("requirement", "请填要做成什么样。")
        if not {"due", "term"} & set(self.errors) and (fault := node_fault(found.get("due"), found.get("term"))):
            self.add_error("due", fault)
        return found


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
    evidence = Text(
        "佐证在哪里",
        200,
        required=False,
        widget=Suggested,
        help_text="记过的点一下就能选，不用再写一遍；不附文件、没记过的，写材料在哪里",
    )
    parts_why = Lines("分解的没办完，为什么现在就报", TEXT, 2, required=False)

    def __init__(self, *args: Any, parts: int = 0, entries: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        self.fields["evidence"].widget.known = list(entries)
        if not entries:
            self.fields["evidence"].help_text = "不附文件的，写材料在哪里"
        if not parts:
            del self.fields["parts_why"]

    def entry(self) -> int | None:
        """The entry that was chosen as evidence."""
        return self.entries.get(self.cleaned_data["evidence"])


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
