"""A form that shows every kind of field, and with ``bad()`` every kind of fault."""

from __future__ import annotations

from datetime import date

from django import forms

from wuze.kernel.web.forms import Form

KINDS = (("talk", "谈心谈话"), ("study", "专题培训"), ("four", "四同"))
UNITS = (("", "请选"), ("1", "柳塘镇"), ("2", "石桥镇"))


class Extension(Form):
    """Asking for more time."""

    unit = forms.ChoiceField(label="责任单位", choices=UNITS)
    until = forms.DateField(
        label="申请延到", help_text="要落在工作日，节点前申请", error_messages={"invalid": "日期写成2026-11-30这样。"}
    )
    kind = forms.ChoiceField(label="哪一类", choices=KINDS, widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))
    tell = forms.BooleanField(label="批准后告诉协办单位", required=False)

    def clean_until(self) -> date:
        """A node falls on a working day; the sentence names the days that would pass."""
        until: date = self.cleaned_data["until"]
        if until.weekday() >= 5:
            raise forms.ValidationError(f"{until.month}月{until.day}日是周末，节点要落在工作日：11月27日或11月30日。")
        return until


def good() -> Extension:
    """Nothing typed yet, but what is known is there."""
    return Extension(initial={"unit": "1", "kind": "talk"}, prefix="a")


def bad() -> Extension:
    """Two faults, entry kept."""
    return Extension({"b-unit": "1", "b-until": "2026-11-29", "b-kind": "study", "b-reason": ""}, prefix="b")
