"""Forms of the portal."""

from __future__ import annotations

from django import forms

from wuze.kernel.web.forms import Form
from wuze.portal.enums import About
from wuze.portal.models import LABEL, TEXT


class ComplaintForm(Form):
    """No name, no telephone: nothing by which one could be found."""

    about = forms.ChoiceField(label="关于", choices=About.choices, widget=forms.RadioSelect, initial=About.BURDEN)
    text = forms.CharField(
        label="意见", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写清楚哪个单位要的、要了什么、重复在哪里，好查好改。不要写个人信息。",
        error_messages={"max_length": f"意见不超过{TEXT}字。"},
    )  # fmt: skip
    page = forms.CharField(max_length=LABEL, required=False, widget=forms.HiddenInput)


class SignedComplaintForm(ComplaintForm):
    """Whoever is logged in may leave the post, never the name."""

    sign = forms.BooleanField(label="留下我的岗位，方便答复", required=False)


class AnswerForm(Form):
    """What was done about a complaint."""

    answer = forms.CharField(
        label="怎么办的", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"不超过{TEXT}字。"},
    )  # fmt: skip
