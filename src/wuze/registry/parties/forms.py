"""Forms of Party organisations, coverage and contacts."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.kernel.web.forms import Form
from wuze.registry.enums import Form as Shape
from wuze.registry.forms import NEW, NOBODY, Choices, Day, Text, offer
from wuze.registry.organisations.forms import Count
from wuze.registry.parties.rules import TERMS

MOST = 9_999


class PartyForm(Form):
    """Form, members as counts, term."""

    form = forms.ChoiceField(label="形式", choices=Shape.choices)
    members = Count("党员：关系在本组织", MOST, help_text="只填人数，不填名单")
    elsewhere = Count("党员：关系不在本组织", MOST)
    floating = Count("流动党员", MOST)
    term_since = Day(label="本届自", required=False)
    term_years = forms.TypedChoiceField(label="任期", coerce=int, choices=[(years, f"{years}年") for years in TERMS])
    active_on = Day(label="最近有活动", required=False, help_text="最近一次组织生活的日期")
    as_of = Day(label="数据日期")

    def clean(self) -> dict[str, Any]:
        """A count that is left empty is none."""
        found = super().clean() or {}
        return found | {name: found.get(name) or 0 for name in ("members", "elsewhere", "floating")}


class CoverForm(Form):
    """In which way, since when, by which paper."""

    since = Day(label="自哪天起")
    evidence = Text("依据", 120, required=False, help_text="批复、派驻文件的名称和文号")
    evidence_on = Day(label="依据日期", required=False)


class PartyCoverForm(CoverForm):
    """By a Party organisation that was found."""

    party = forms.TypedChoiceField(
        label="哪个党组织", coerce=int, widget=forms.RadioSelect, error_messages={"invalid_choice": "请从下面选。"}
    )
    kind = forms.ChoiceField(label="方式", widget=forms.RadioSelect)
    field_order = ("party", "kind", "since")

    def __init__(self, *args: Any, found: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "party", found)
        offer(self, "kind", kinds)


class PersonCoverForm(CoverForm):
    """By somebody found, or new."""

    person = forms.ChoiceField(label="谁", widget=forms.RadioSelect, error_messages={"invalid_choice": "请从下面选。"})
    name = Text("新人的姓名", 40, required=False)
    phone = Text("新人的办公电话", 30, required=False, help_text="不填手机号")
    kind = forms.ChoiceField(label="方式", widget=forms.RadioSelect)
    field_order = ("person", "name", "phone", "kind", "since")

    def __init__(self, *args: Any, found: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", [*found, NEW])
        offer(self, "kind", kinds)

    def clean(self) -> dict[str, Any]:
        """Either one who is known or a name."""
        found = super().clean() or {}
        if found.get("person") == NOBODY and not found.get("name") and "name" not in self.errors:
            self.add_error("name", "请填新人的姓名，或在上面选一个人。")
        return found


class ContactForm(Form):
    """Which leader, since when."""

    person = forms.TypedChoiceField(
        label="哪位领导", coerce=int, widget=forms.RadioSelect, error_messages={"invalid_choice": "请从下面选。"}
    )
    since = Day(label="自哪天起")

    def __init__(self, *args: Any, found: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", found)
