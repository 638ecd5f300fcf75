"""The one field of a refusal."""

from __future__ import annotations

from django import forms

from wuze.kernel.web.forms import Form


class Answer(Form):
    """不同意的理由."""

    answer = forms.CharField(
        label="不同意的理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="报批人看得到，并且一直留着。写明缺什么、怎么办就能再报。",
    )  # fmt: skip
