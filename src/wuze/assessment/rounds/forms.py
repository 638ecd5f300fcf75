"""Forms of rounds. What may be chosen is passed in by the view, from what the actor sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wuze.accounts.approvals.values import PaperDecision
from wuze.accounts.enter_for import EnterFor
from wuze.accounts.enums import Paper
from wuze.assessment.rounds.enums import EntryWay, MissingWay, RoundState
from wuze.assessment.rounds.models.rounds import NAME, TEXT
from wuze.assessment.rounds.states import OPTIONAL
from wuze.assessment.rounds.uploading import SUFFIXES
from wuze.kernel.web.forms import Form
from wuze.registry.approvers.queries import holder_on
from wuze.registry.enums import UnitKind
from wuze.registry.evidence.forms import WithFiles
from wuze.registry.forms import Day, Key, Text
from wuze.registry.rules import cn
from wuze.scoring.facts import STAGES

Choices = Sequence[tuple[Any, Any]]
DAY = timedelta(days=1)
STEPS = tuple((state.value, {
    RoundState.FED_BACK: "反馈核对：各单位先看自己的得分", RoundState.CLEARED: "联审：和有关部门会商",
    RoundState.PROPOSED: "提建议等次", RoundState.DELIBERATED: "会议审定",
}[state]) for state in OPTIONAL)  # fmt: skip


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, most: int = TEXT, rows: int = 3, **kwargs: Any) -> None:
        messages = {"max_length": f"最多{most}个字。"}
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=most, error_messages=messages, widget=widget, **kwargs)


class RoundForm(Form):
    """What a round is to be."""

    title = Text("名称", NAME, help_text="例如：2026年度两新党组织考核")
    edition = Key(label="方案", help_text="只列已采用的方案")
    since = Day(label="考核期间自")
    last = Day(label="到", help_text="含这一天")
    steps = forms.MultipleChoiceField(
        label="走哪些步骤", choices=STEPS, widget=forms.CheckboxSelectMultiple, required=False,
        help_text="本县不用的可以不选；名单、收数据、测算、定案总是有的",
    )  # fmt: skip
    days = forms.IntegerField(
        label="反馈核对几个工作日", initial=5, min_value=3, max_value=20,
        error_messages={"invalid": "填一个整数。", "min_value": "至少3个工作日。", "max_value": "最多20个工作日。"},
    )  # fmt: skip

    def __init__(self, *args: Any, editions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [("", "请选"), *editions]  # type: ignore[attr-defined]  # a choice field


class NoForm(Form):
    """Nothing to fill in."""


class NoteForm(Form):
    """A word, where one wants."""

    reason = Lines("说明", required=False, rows=2)


class ReasonForm(Form):
    """Why."""

    reason = Lines("理由")


class SampleForm(Form):
    """How many are drawn, and by which word."""

    percent = forms.IntegerField(
        label="抽百分之几", initial=10, min_value=0, max_value=100,
        error_messages={"invalid": "填一个整数。", "min_value": "不能小于0。", "max_value": "不能大于100。"},
    )  # fmt: skip
    seed = Text("抽签用的字", 40, help_text="当众定一个，写在这里；用同样的字，谁来抽都是同样的结果")


class MeetingForm(Form):
    """Which meeting fixed the grades."""

    meeting = Text("哪个会议", NAME, help_text="例如：县委社会工作部部务会")
    met_on = Day(label="会议日期")
    minutes = Text("纪要号", NAME, help_text="例如：〔2026〕9号")


class RuleForm(Form):
    """Which kinds of units."""

    kinds = forms.MultipleChoiceField(
        label="哪几类单位", choices=[one for one in UnitKind.choices if one[0] != UnitKind.COUNTY],
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选一类。"},
    )  # fmt: skip
    above = forms.ChoiceField(label="只要哪个单位所属的", required=False, help_text="不选就是全县")
    day = Day(label="以哪天在册的为准")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["above"].choices = [("", "全县"), *units]  # type: ignore[attr-defined]  # a choice field


class HandForm(Form):
    """One more unit, and why."""

    unit = Key(label="单位")
    reason = Lines("理由", rows=2, help_text="规则没有选到它，为什么要考核")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field


class Several(forms.ClearableFileInput):
    """Many files in one field."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Each of them as a file."""

    widget = Several(attrs={"accept": ",".join(SUFFIXES)})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """At least one."""
        given = list(data) or [None] if isinstance(data, list | tuple) else [data]
        return [super(Files, self).clean(one, initial) for one in given]


class BookForm(Form):
    """Workbooks."""

    book = Files(label="Excel文件", error_messages={"empty": "文件是空的（0字节）。请重新保存，或重新索取原件。"})


class EntryForm(WithFiles):
    """What was seen: choices before typing; one screen on a phone."""

    member = Key(label="单位")
    what = forms.ChoiceField(label="记哪一项")
    value = Text("值", NAME, help_text="次数填数；是否填是、否；比率填95%；得分填分数；不适用就写不适用")
    way = forms.ChoiceField(label="怎么看到的", choices=EntryWay.choices, widget=forms.RadioSelect)
    happened = Day(label="哪天")
    text = Lines(
        "看到什么", required=False, rows=2, help_text="给分没有给满的，这里写扣分原因。谈话只记结论，不记谈了什么"
    )
    stage = forms.ChoiceField(
        label="得分的阶段",
        choices=[(one, one) for one in STAGES],
        initial="初评",
        required=False,
        help_text="只对直接评的分有用",
    )

    def __init__(self, *args: Any, members: Choices, what: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("member", members), ("what", what)):
            self.fields[name].choices = [("", "请选"), *choices]  # type: ignore[attr-defined]  # choice fields


class DecideForm(Form):
    """How what is missing counts, and why."""

    keys = forms.MultipleChoiceField(
        label="缺的是", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选一项。"}
    )
    way = forms.ChoiceField(
        label="怎么算",
        choices=MissingWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选怎么算。"},
    )
    reason = Lines("理由", rows=2, help_text="和您的姓名一起印在结果的校验页上")

    def __init__(self, *args: Any, keys: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = list(keys)  # type: ignore[attr-defined]  # a choice field


class GradeForm(Form):
    """Another grade, with the reason."""

    grade = forms.ChoiceField(label="等次", widget=forms.RadioSelect)
    reason = Lines("理由", rows=2, help_text="分数不改，只改等次")

    def __init__(self, *args: Any, grades: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(one, one) for one in grades]  # type: ignore[attr-defined]  # a choice field


class FinalForm(GradeForm):
    """As the meeting fixed it."""

    minutes = Text("纪要号", NAME)


class ObjectForm(WithFiles):
    """Which figure, and why."""

    item = forms.ChoiceField(label="对哪个数", required=False)
    text = Lines("为什么不同意", help_text="提异议不会加重扣分")
    evidence = Text("依据", 200, required=False, help_text="哪份材料、在哪里能看到")

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "总分和等次"), *items]  # type: ignore[attr-defined]  # a choice field


class ObjectForForm(EnterFor, ObjectForm):
    """The same for a unit without an account."""

    for_whom_required = True


UPHELD = (("yes", "成立，退回改过再测算"), ("no", "不成立，分数不变"))


class AnswerForm(Form):
    """What was found."""

    upheld = forms.ChoiceField(label="结论", choices=UPHELD, widget=forms.RadioSelect)
    text = Lines("怎么看、依据什么")


class PaperAnswerForm(AnswerForm):
    """As a leader decided on paper: the holder of a post on the day of the decision."""

    approver = forms.ChoiceField(label="谁定的", widget=forms.RadioSelect, error_messages={"required": "请选谁定的。"})
    decided_on = Day(label="决定日期", help_text="落款或开会那天；晚登记的标“补登”")
    paper = forms.ChoiceField(label="书面材料", choices=Paper.choices, widget=forms.RadioSelect)
    title = Text("标题", 120, help_text="口头定的，写什么场合")
    number = Text("文号、纪要号", 60, required=False, help_text="口头定的可以空着")

    def __init__(self, *args: Any, deciders: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(pk): label for pk, label, _name in deciders}
        self.fields["approver"].choices = [(str(pk), f"{label} {name}") for pk, label, name in deciders]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """The holder on the day of the decision, not of today."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        post, on = data.get("approver"), data.get("decided_on")
        if post and on:
            data["holder"] = holder_on(int(post), on)
            if not data["holder"]:
                self.add_error("decided_on", f"{cn(on)}{self.posts[post]}没有人任职，请核对日期或任职。")
        return data

    def decision(self) -> PaperDecision:
        """What the action takes."""
        data = self.cleaned_data
        return PaperDecision(
            data["upheld"] == "yes", data["decided_on"], data["holder"], self.posts[data["approver"]], data["paper"],
            data["title"], data["number"], data["text"],
        )  # fmt: skip
