"""Forms of the approver table and of 线下审批登记."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.accounts.approvals import acts, queries
from wuze.accounts.approvals.values import PaperDecision, Place, PostRef
from wuze.accounts.enums import Paper
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.web.forms import Form
from wuze.registry.approvers.queries import approving_posts, holder_on, place_of, turn_of, units_with_rules

DAY = {"invalid": "日期写成2026-11-20这样。"}
ANSWERS = (("yes", "同意"), ("no", "不同意"))
TURN, OTHER = "turn", "other"


def day(label: str, **more: Any) -> forms.DateField:
    """A date with the browser's picker."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=DAY, **more
    )


def reason(label: str = "依据") -> forms.CharField:
    """Which paper or meeting."""
    return forms.CharField(label=label, max_length=200, help_text="哪份文件、哪次会议定的")


class Change(Form):
    """Another post for a line of the table."""

    post = forms.ChoiceField(label="由哪个岗位批")
    since = day("自哪天起")
    reason = reason()

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        found = approving_posts(actor.today)
        self.posts = {str(post.pk): post for post, _ in found}
        labels = [(str(post.pk), f"{post}（{name or '现在没有人'}）") for post, name in found]
        self.fields["post"].choices = [("", "请选"), *labels]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["since"].initial = actor.today

    def post_ref(self) -> PostRef:
        """The post chosen, as accounts know it."""
        post = self.posts[self.cleaned_data["post"]]
        return PostRef(post.pk, str(post))


class New(Change):
    """A first line for an act in a unit."""

    act = forms.ChoiceField(label="哪件事")
    unit = forms.ChoiceField(
        label="在哪个单位", required=False, help_text="离得最近的一条管用：乡镇定了的用乡镇的，没定的用全县的"
    )
    field_order = ("act", "unit", "post", "since", "reason")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        units = [(str(unit.pk), str(unit)) for unit in units_with_rules(actor)]
        kinds = [(act.code, act.label) for act in acts.known()]
        self.fields["act"].choices = [("", "请选"), *kinds]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["unit"].choices = [("", "全县"), *units]  # type: ignore[attr-defined]  # a ChoiceField

    def place(self) -> Place:
        """The unit chosen; the choices have already left out what the actor does not see."""
        found = place_of(self.actor, self.cleaned_data["unit"])
        assert found is not None  # noqa: S101 - one of the choices
        return found

    def clean(self) -> dict[str, Any]:
        """What is in the table is changed there, so that its past is seen first."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("act") and "unit" in data:
            place = self.place()
            line = queries.rules_on(self.actor.today).filter(act=data["act"], unit=place.unit, until=None).first()
            if line:
                self.add_error("act", f"{place.label}的这件事已定由{line.post_label}批，换人请从那一条改。")
        return data


class End(Form):
    """停用."""

    reason = reason()


class Offline(Form):
    """线下审批登记. The registered approver is offered by name; another one is written down with the post they had."""

    answered = forms.ChoiceField(label="怎么批的", choices=ANSWERS, widget=forms.RadioSelect)
    decided_on = day("决定日期", help_text="落款或开会那天；时限算到这一天，晚登记的标“补登”")
    by = forms.ChoiceField(label="谁批的", widget=forms.RadioSelect)
    approver = forms.CharField(label="另一位：姓名", max_length=40, required=False)
    approver_post = forms.CharField(label="另一位：当时的岗位", max_length=120, required=False)
    paper = forms.ChoiceField(label="书面材料", choices=Paper.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="标题", max_length=120, help_text="口头同意的，写什么场合")
    number = forms.CharField(label="文号、纪要号", max_length=60, required=False, help_text="口头同意的可以空着")
    answer = forms.CharField(
        label="批示原话", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不同意的要写理由",
    )  # fmt: skip

    def __init__(self, actor: Actor, approval: Approval, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approval, self.own = approval, actor.user == approval.asked_user
        label, name = turn_of(approval, actor.today)
        choices = [(TURN, f"{label}{f' {name}' if name else '（按决定那天的任职）'}")] if approval.post else []
        if not self.own:
            choices.append((OTHER, "另一位"))
        self.fields["by"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["by"].initial = choices[0][0] if choices else None
        if self.own:
            del self.fields["approver"], self.fields["approver_post"]

    def clean(self) -> dict[str, Any]:
        """The holder on the day of the decision, not of today."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("by") == TURN and data.get("decided_on"):
            data["approver"] = holder_on(self.approval.post, data["decided_on"])
            data["approver_post"] = self.approval.post_label
            if not data["approver"]:
                on = data["decided_on"]
                self.add_error(
                    "decided_on", f"{on.month}月{on.day}日{self.approval.post_label}没有人任职，请核对日期或任职。"
                )
        return data

    def decision(self) -> PaperDecision:
        """What the action takes."""
        data = self.cleaned_data
        return PaperDecision(
            data["answered"] == "yes", data["decided_on"], data["approver"], data["approver_post"], data["paper"],
            data["title"], data["number"], data["answer"], self.approval.post if data["by"] == TURN else 0,
        )  # fmt: skip
