"""Forms of organisations. What may be chosen is passed in by the view, from what the actor sees."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.accounts.links.rules import DAYS, MOST_DAYS
from wuze.kernel.web.forms import Form
from wuze.registry.forms import Choices, Day, Key, Text, offer


class Count(forms.IntegerField):
    """A number of people; nothing where nobody knows."""

    def __init__(self, label: str, most: int, **kwargs: Any) -> None:
        messages = {"invalid": "写数字。", "min_value": "不能小于0。", "max_value": f"最多{most}。"}
        super().__init__(label=label, min_value=0, max_value=most, required=False, error_messages=messages, **kwargs)


class FactsForm(Form):
    """What is held of an organisation."""

    name = Text("名称", 80, help_text="照证照写全称")
    uscc = Text("统一社会信用代码", 40, required=False, help_text="没有就空着，用临时编号")
    type = Key(label="类型")
    region = Key(label="属地")
    sector = Key(label="行业主管", required=False)
    supervisor = Text("业务主管单位", 80, required=False, help_text="只有社会组织填")
    parent = Text("所属平台", 40, required=False, help_text="站点、网点填平台公司的编号或信用代码")
    employees = Count("从业人数", 999_999)
    members = Count("正式党员数", 9_999, help_text="只填人数，不填名单")
    contact = Text("联系人", 40, required=False)
    phone = Text("联系电话", 30, required=False)
    source = Text("来源", 80, help_text="这些情况从哪来：市场监管名单、乡镇摸底…")
    as_of = Day(label="数据日期", help_text="材料上是哪天的情况")
    since = Day(label="自哪天起是这样", help_text="类型、属地、行业、党员数变了的，从这天起按新的算")
    another = forms.BooleanField(label="有名称相近的，确是另一家", required=False)

    def __init__(self, *args: Any, types: Choices, regions: Choices, sectors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "type", types, "请选")
        offer(self, "region", regions, "请选")
        offer(self, "sector", sectors, "没有")


class ChangeForm(Form):
    """Closed, or open again, from a day."""

    since = Day(label="自哪天起")
    reason = Text("理由", help_text="一句话")
    source = Text("依据", 120, required=False, help_text="注销公告、核查记录的名称和日期")


class RemovalForm(Form):
    """Why an organisation should leave the denominator; somebody else decides."""

    reason = Text("理由", help_text="怎么核实的、核实到什么")
    detail = Text("材料", required=False, help_text="核查记录、年报情况等")


class MergeForm(Form):
    """Which of two rows stays."""

    keep = forms.ChoiceField(label="留哪一条", widget=forms.RadioSelect)
    reason = Text("理由", help_text="凭什么认定是同一家")
    other_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keep", rows)


class SplitForm(Form):
    """Another organisation out of this one."""

    name = Text("新的一家的名称", 80, help_text="照证照写全称")
    uscc = Text("它的信用代码", 40, required=False, help_text="没有就空着，用临时编号")
    type = Key(label="类型")
    region = Key(label="属地")
    sector = Key(label="行业主管", required=False)
    members = Count("它的正式党员数", 9_999)
    left = Count("原来那家的正式党员数", 9_999)
    coverages = forms.MultipleChoiceField(
        label="跟着新的一家走的覆盖", widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = Text("理由")

    def __init__(
        self, *args: Any, types: Choices, regions: Choices, sectors: Choices, coverages: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "type", types, "请选")
        offer(self, "region", regions, "请选")
        offer(self, "sector", sectors, "没有")
        offer(self, "coverages", coverages)
        if not coverages:
            del self.fields["coverages"]


class CorrectionForm(Form):
    """What is wrong about an organisation, in the words of whoever knows better."""

    note = forms.CharField(
        label="哪里不对，应该是什么", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写一句就行，如：正式党员是4名，不是2名。不写身份证号、住址。",
    )  # fmt: skip


class LinkForm(Form):
    """For whom a link is, and how long it opens."""

    for_name = Text("给谁用", 40, help_text="业主或联系人的姓名，会记在留痕里")
    days = forms.IntegerField(
        label="几天内有效", min_value=1, max_value=MOST_DAYS, initial=DAYS, help_text=f"最多{MOST_DAYS}天",
        error_messages={"max_value": f"最多{MOST_DAYS}天。", "min_value": "至少1天。", "invalid": "写天数，如7。"},
    )  # fmt: skip


class OwnerForm(Form):
    """The owner's answer."""

    same = forms.ChoiceField(
        label="上面的信息对不对", choices=(("yes", "都对"), ("no", "有不对的")), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="哪里不对，应该是什么", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写一句就行。不写身份证号、住址、收入。",
    )  # fmt: skip


class ReasonForm(Form):
    """Why."""

    reason = Text("理由", help_text="一句话")


class TypeForm(Form):
    """A type as the county counts it."""

    name = Text("类型", 40)
    sector = Key(label="行业主管", required=False, help_text="新增这类组织时先填上它")
    social = forms.BooleanField(label="社会组织（要填业务主管单位）", required=False)
    usual_form = Text("通常形式", 80, required=False, help_text="如：联合或区域党组织，指导员")
    note = Text("说明", required=False)
    unconfirmed = forms.BooleanField(label="归口还没核实（页面标“待核”）", required=False)

    def __init__(self, *args: Any, sectors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sector", sectors, "没有")
