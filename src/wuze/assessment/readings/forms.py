"""Forms: a table to read, a cell to correct, why it is taken up again."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.assessment.readings.models import NAME, ReadCell
from wuze.assessment.readings.upload import SUFFIXES
from wuze.kernel.web.forms import Form
from wuze.reading.correct import Entry, entry_of
from wuze.reading.model import NONE

UNBOUND = "不限"


class Upload(Form):
    """One file, and what the table is called."""

    file = forms.FileField(
        label="评分表", help_text=f"{'、'.join(SUFFIXES)}，不超过10 MB；一个文件里有几张评分表也行",
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"empty": "文件是空的（0字节）。请重新保存，或重新索取原件。"},
    )  # fmt: skip
    title = forms.CharField(label="叫什么", max_length=NAME, required=False, help_text="不填就用文件名")


class Correct(Form):
    """A reading in pieces: where it starts, its bounds, one clause a line."""

    points = forms.CharField(
        label="分值", max_length=12, required=False, help_text="原表没有写分值，补上才能成方案",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    start = forms.ChoiceField(
        label="从哪里起算", choices=(("full", "先给满分，再扣"), ("zero", "从零分起，再得")), widget=forms.RadioSelect
    )
    lines = forms.CharField(
        label="计分要点", help_text="每行一条，逗号前是情形，后面是怎么计分",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), max_length=4000,
    )  # fmt: skip
    floor = forms.CharField(label="最低分", max_length=12, help_text="一般是0；可以扣成负分写“不限”")
    cap = forms.CharField(label="最高分", max_length=12, required=False, help_text="空着就是本项分值；可以超过写“不限”")

    def __init__(self, cell: ReadCell, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].error_messages["required"] = "每行写一条，如“没有建台账，扣2分”；不写就选“留给人打分”。"
        if cell.points:
            del self.fields["points"]

    def entry(self) -> Entry:
        """What the action takes."""
        data = self.cleaned_data
        lines = tuple(data["lines"].splitlines())
        return Entry(data["start"], _number(data["floor"]), _number(data["cap"]), lines)


def _number(text: str) -> str:
    return NONE if text.strip() == UNBOUND else text.strip().removesuffix("分")


def initial(cell: ReadCell) -> dict[str, str]:
    """What the form shows of a cell as it stands."""
    entry = entry_of(cell.reading)
    bounds = {name: UNBOUND if value == NONE else value for name, value in (("floor", entry.floor), ("cap", entry.cap))}
    return {"start": entry.start, "lines": "\n".join(entry.lines), **bounds}


class Reopen(Form):
    """Why."""

    reason = forms.CharField(label="为什么重新核对", max_length=200, help_text="如：县里改了第3项的扣分")
