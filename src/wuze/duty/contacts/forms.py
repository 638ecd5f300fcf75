"""Forms of contact points: a visit fits one screen of a phone."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.duty.contacts.models import TEXT
from wuze.kernel.web.forms import Form
from wuze.registry.forms import Choices, Day, Key, Text, offer


class PlanForm(Form):
    """On which day."""

    day = Day(label="安排在哪天")


class DoneForm(Form):
    """When, and what was promised."""

    day = Day(label="哪天去的")
    promise = Text("答应了什么", TEXT, required=False, help_text="没有答应就空着；不记谈话内容")
    due = Day(label="哪天前给结果", required=False)


class MissForm(Form):
    """Why not."""

    reason = Text("没去成的原因", TEXT)


class SettleForm(Form):
    """What became of it."""

    verb = forms.ChoiceField(
        label="结果",
        choices=(("keep", "办到了"), ("answer", "办不了，已答复")),
        widget=forms.RadioSelect,
        initial="keep",
    )
    answer = Text("怎么办的，或怎么答复的", TEXT)


class LiaisonForm(Form):
    """Which post for which leader."""

    leader = Key(label="哪位领导")
    post = Key(label="联络员岗位")

    def __init__(self, *args: Any, leaders: Choices, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "leader", leaders, "请选")
        offer(self, "post", posts, "请选")


class NoForm(Form):
    """Nothing to enter."""
