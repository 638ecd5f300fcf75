"""Forms of 议题 and major problems. What may be chosen is passed in by the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wuze.duty.agenda.models import NAME, NUMBER, TEXT, TITLE
from wuze.kernel.web.forms import Form
from wuze.registry.forms import Day, Key, Text, offer

OTHER = "别的"
Choices = Sequence[tuple[Any, Any]]


class Lines(forms.CharField):
    """Some lines of text."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label=label, max_length=TEXT, error_messages={"max_length": f"最多{TEXT}个字。"},
            widget=forms.Textarea(attrs={"rows": 3}), **kwargs,
        )  # fmt: skip


class PlanForm(Form):
    """Which matter, which meeting, which day."""

    title = Text("议题", TITLE, help_text="20个字以内最好认")
    meeting = forms.ChoiceField(label="哪个会", widget=forms.RadioSelect)
    other = Text("别的会", NAME, required=False, help_text="上面没有的写在这里，写过一次下回能选")
    day = Day(label="安排在哪天", help_text="已经开过的，填当时的日期")
    number = Text("纪要号", NUMBER, required=False, help_text="已经开过的才填，记作补登")
    study = forms.BooleanField(label="是今年的定期研究", required=False)

    def __init__(self, *args: Any, meetings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", [*meetings, (OTHER, OTHER)])

    def clean(self) -> dict[str, Any]:
        """A meeting by choice or by name."""
        found = super().clean() or {}
        other = found.pop("other", "")
        if found.get("meeting") == OTHER:
            if not other:
                self.add_error("other", "请写是哪个会。")
            found["meeting"] = other
        return found


class HoldForm(Form):
    """When, and under which number."""

    day = Day(label="研究日期")
    number = Text("纪要号", NUMBER, help_text="例如〔2026〕14号；不用写会议内容")


class ReasonForm(Form):
    """Why."""

    reason = Lines("理由")


class MoveForm(ReasonForm):
    """To which day, and why."""

    day = Day(label="改到哪天")
    field_order = ("day", "reason")


class DecideForm(Form):
    """One line of what was decided."""

    text = Lines("定了什么", help_text="一条一件事，写要做成什么；不写讨论过程")
    unit = Key(label="责任单位")
    due = Day(label="时间节点")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field


class CorrectForm(DecideForm):
    """Another wording, owner or node of one line, and why."""

    line = Key(label="第几条")
    reason = Lines("为什么更正", help_text="例如：和纪要第2条对不上，录错了单位")
    field_order = ("line", "text", "unit", "due", "reason")

    def __init__(self, *args: Any, lines: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "line", lines)


class ProblemForm(Form):
    """What, who, until when."""

    title = Text("问题", TITLE, help_text="20个字以内最好认")
    text = Lines("情况", help_text="写事，不写个人")
    unit = Key(label="负责单位")
    due = Day(label="哪天前解决")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选"), *units]  # type: ignore[attr-defined]  # a choice field


class NoteForm(Form):
    """In some words."""

    note = Lines("说明", help_text="打算怎么办，或凭什么说解决了")


class ReopenForm(ReasonForm):
    """Why, and until when."""

    due = Day(label="新的期限")
