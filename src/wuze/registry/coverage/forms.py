"""Forms of coverage."""

from __future__ import annotations

from django import forms

from wuze.kernel.web.forms import Form
from wuze.registry.enums import CoverKind, LimitCode
from wuze.registry.forms import Day, Text


class StepForm(Form):
    """What comes next for a blank."""

    step = Text("下一步", 120, help_text="谁做什么，如“赵志远到企业谈联合组建”")
    due = Day(label="哪天前")


class AnswerForm(Form):
    """What the owner says."""

    answer = Text(
        "答复", 300, widget=forms.Textarea(attrs={"rows": 4}), help_text="实际情况是什么、打算怎么办；没有问题就写清楚"
    )


class LimitForm(Form):
    """Another measure from a day on."""

    code = forms.ChoiceField(label="哪个口径", choices=LimitCode.choices)
    value = forms.IntegerField(label="数", min_value=0, max_value=999, error_messages={"invalid": "请填整数。"})
    since = Day(label="自哪天起", help_text="以前的日子仍按以前的口径算")
    basis = Text("依据", help_text="哪份文件、哪次会议定的")


class CorrectForm(Form):
    """A coverage as it should have been entered."""

    kind = forms.ChoiceField(label="方式", choices=CoverKind.choices)
    since = Day(label="自")
    until = Day(label="到哪天为止", required=False, help_text="从这天起就不算了；还在覆盖就空着")
    evidence = Text("依据", 120, required=False)
    evidence_on = Day(label="依据日期", required=False)
    reason = Text("更正理由", help_text="原来为什么录错")


class StrikeForm(Form):
    """Never true."""

    reason = Text("理由", help_text="为什么这一条从来不对；以前对、现在不对的，请用“结束覆盖”")
