"""代录: whatever can be entered can be entered on behalf of a unit or a person, from a paper. For forms of all packages.

A form adds ``EnterFor`` before its own class; the view asks ``behalf(form)`` and hands the answer to the action, which
signs with ``who(actor, behalf)``. The page shows ``tag(row.on_behalf, row.source)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Tag
from wuze.kernel.web.forms import Form
from wuze.trail.values import Who

WHOM, PAPER, NUMBER = 80, 80, 40


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom something is entered, and from which paper."""

    on_behalf: str
    paper: str
    dated: date
    number: str = ""

    @property
    def source(self) -> str:
        """The paper in one line: 走访记录 2026-11-20 云党〔2026〕3号."""
        return " ".join(part for part in (self.paper, self.dated.isoformat(), self.number) if part)


class EnterFor(Form):
    """Four fields at the foot of a form: for whom, and the paper's name, date and number. ``for_whom_required``: the form
    is only ever used on behalf; else all four empty means the person enters for themselves."""

    for_whom_required = False

    for_whom = forms.CharField(label="代录：替哪个单位、谁", max_length=WHOM, required=False)
    paper_name = forms.CharField(
        label="依据材料", max_length=PAPER, required=False, help_text="手里那份材料的名称：签字表、电话记录、微信截图…"
    )
    paper_date = forms.DateField(
        label="材料日期", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日期写成2026-11-20这样。"},
    )  # fmt: skip
    paper_no = forms.CharField(label="材料文号", max_length=NUMBER, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        names = ("for_whom", "paper_name", "paper_date", "paper_no")
        self.order_fields([*(name for name in self.fields if name not in names), *names])
        if self.for_whom_required:
            for name in names[:3]:
                self.fields[name].required = True

    def clean(self) -> dict[str, object]:
        """Either all of whom, paper and date, or none."""
        data: dict[str, object] = super().clean() or self.cleaned_data
        wanted = {
            "for_whom": "代录要写替哪个单位、谁。",
            "paper_name": "代录要写依据哪份材料。",
            "paper_date": "代录要写材料日期。",
        }
        given = any(data.get(name) for name in (*wanted, "paper_no"))
        for name, sentence in wanted.items():
            if given and not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data


def behalf(form: EnterFor) -> Behalf | None:
    """From a valid form; None where nobody is entered for."""
    data = form.cleaned_data
    if not data.get("for_whom"):
        return None
    return Behalf(data["for_whom"], data["paper_name"], data["paper_date"], data.get("paper_no", ""))


def why_not_enter_for(actor: Actor) -> Refusal | None:
    """代录 is a right of its own."""
    if actor.may(Capability.ENTER_FOR):
        return None
    return Refusal("enter_for.no_right", "代录由经办人办，您的岗位没有这一项。")


def behalf_faults(behalf: Behalf | None, today: date) -> dict[str, str]:
    """Field → sentence: a paper is not of tomorrow."""
    if behalf is None or behalf.dated <= today:
        return {}
    return {"paper_date": f"材料日期不能晚于今天（{today.month}月{today.day}日）。"}


def who(actor: Actor, behalf: Behalf | None) -> Who:
    """The actor as the trail keeps them, with whom they act for and the paper."""
    return actor.who(behalf.on_behalf, behalf.source) if behalf else actor.who()


def tag(on_behalf: str) -> tuple[Tag, ...]:
    """The mark of an entry made on behalf; none for one's own."""
    return (Tag("代录"),) if on_behalf else ()
