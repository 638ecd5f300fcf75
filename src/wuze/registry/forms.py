"""Forms of the registry. What may be chosen is passed in by the view, from what the actor sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wuze.kernel.web.forms import Form
from wuze.registry.enums import AppointmentKind

Choices = Sequence[tuple[object, str]]
NOBODY = "0"
NEW = (NOBODY, "都不是，在下面填新的人")


class Day(forms.DateField):
    """A date by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(error_messages={"invalid": "日期写成2026-11-30这样。"}, **kwargs)


class Key(forms.TypedChoiceField):
    """One row of another table by its number; None where nothing is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid_choice": "这一项现在不能选，请重选。"}
        super().__init__(coerce=int, empty_value=None, error_messages=messages, **kwargs)


class Suggested(forms.TextInput):
    """A line of text with known answers to choose from; anything else may be typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.known: Sequence[str] = ()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The line, and its list."""
        key = f"known-{name}"
        line = super().render(name, value, {**(attrs or {}), "list": key, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.known))
        return format_html('{}<datalist id="{}">{}</datalist>', line, key, options)


class Text(forms.CharField):
    """One line, at most so long."""

    def __init__(self, label: str, most: int = 200, **kwargs: Any) -> None:
        messages = {"max_length": f"最多{most}个字。"}
        super().__init__(label=label, max_length=most, error_messages=messages, **kwargs)


def offer(form: forms.Form, name: str, choices: Choices, empty: str = "") -> None:
    """Fill a choice field; ``empty`` is what stands for none."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - names are written in this file
    field.choices = [("", empty), *choices] if empty else list(choices)


class PlacesForm(Form):
    """Places, a line each."""

    places = forms.CharField(
        label="代码和名称", widget=forms.Textarea({"rows": 12}), max_length=20_000,
        help_text="一行一个：代码、空格、名称，可从表里粘贴。县6位，乡镇街道9位，村社区12位；园区用县代码加401起的3位。"
        "写已有的代码就是改名称；名称和用着临时代码（县代码加9开头的3位）的一样，就换成写的代码。",
    )  # fmt: skip


class UnitForm(Form):
    """A unit as it is."""

    name = Text("名称", 80, help_text="全称，全县不重名")
    short = Text("简称", 20, required=False)
    kind = forms.ChoiceField(label="类别")
    region = Key(label="属地", required=False)
    sector = Key(label="行业主管", required=False, help_text="按行业指导它的部门或行业党委")

    def __init__(self, *args: Any, kinds: Choices, regions: Choices, sectors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)
        offer(self, "region", regions, "没有")
        offer(self, "sector", sectors, "没有")


class NewUnitForm(UnitForm):
    """A unit to be set up."""

    since = Day(label="设立日期")
    source = Text("依据", help_text="文件名称和文号", required=False)


class SheetForm(Form):
    """Units, posts and holders in one workbook."""

    book = forms.FileField(
        label="单位和岗位表", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et"}),
        help_text="第一列单位，一个岗位一行；类别、简称、上级、区划代码、属地、岗位、任职人、手机有就读。收.xlsx、.xls、.et",
    )  # fmt: skip


class MoveForm(Form):
    """Another superior."""

    parent = Key(label="新的上级")
    since = Day(label="自哪天起", help_text="今天或以前；名单、权限今天就变")
    source = Text("依据", help_text="文件名称和文号")

    def __init__(self, *args: Any, parents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", parents, "请选")


class DateForm(Form):
    """The day a unit was set up, put right."""

    since = Day(label="设立日期", help_text="和它同一天设的岗位一起改")
    reason = Text("理由", help_text="文件名称和文号，或一句话")


class CloseForm(Form):
    """The end of a unit, a post or an appointment: the first day without it, and why."""

    until = Day(label="自哪天起", help_text="从这天起就不算了")
    reason = Text("理由", help_text="文件名称和文号，或一句话")


class ConfirmForm(Form):
    """Nothing to fill in: the button says it."""


class ReasonForm(Form):
    """Why."""

    reason = Text("理由")


class PostForm(Form):
    """A post as it is."""

    title = Text("岗位", 40, help_text="如：组织委员、党建办经办")
    role = forms.ChoiceField(label="角色", help_text="定了能看什么、办什么")
    order = forms.IntegerField(label="排序", min_value=0, max_value=999, required=False, help_text="小的在前")

    def __init__(self, *args: Any, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", roles)

    def clean_order(self) -> int:
        """Nothing is first."""
        return int(self.cleaned_data["order"] or 0)


class NewPostForm(PostForm):
    """A post to be set up."""

    since = Day(label="设岗日期")


class PickForm(Form):
    """Someone found by the search, or someone new."""

    person = forms.ChoiceField(label="谁", widget=forms.RadioSelect, error_messages={"invalid_choice": "请从下面选。"})
    name = Text("新人的姓名", 40, required=False)
    phone = Text("新人的办公电话", 30, required=False, help_text="只有本单位、上级和牵头机关看得到；不填手机号")
    another = forms.BooleanField(label="与本单位的人同名，确是另一个人", required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", [*people, NEW])

    def clean(self) -> dict[str, Any]:
        """Either one who is known or a name."""
        found = super().clean() or {}
        if found.get("person") == NOBODY and not found.get("name") and "name" not in self.errors:
            self.add_error("name", "请填新人的姓名，或在上面选一个人。")
        return found


class AppointForm(PickForm):
    """Who holds the post from when."""

    kind = forms.ChoiceField(label="方式", choices=AppointmentKind.choices, widget=forms.RadioSelect, initial="full")
    since = Day(label="任职日期", help_text="可以是以后的一天")
    until = Day(label="到期日期", required=False, help_text="代理有期限的才填；从这天起不再任")
    basis = Text("依据", help_text="文件名称和文号")


class HandoverForm(PickForm):
    """Who takes over, known or new, and from when."""

    on = Day(label="交接日期", help_text="从这天起由接的人任")
    basis = Text("依据", help_text="任免文件名称和文号")


class RegisterForm(Form):
    """A confirmation registered for someone."""

    way = forms.ChoiceField(label="怎么确认的", widget=forms.RadioSelect)
    source = Text("凭据", help_text="签了字的交接单在哪、哪天签；本人不在的写缘由")

    def __init__(self, *args: Any, ways: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "way", ways)


class PersonForm(Form):
    """A person as the county knows them."""

    name = Text("姓名", 40)
    phone = Text("办公电话", 30, required=False, help_text="只有本单位、上级和牵头机关看得到；不填手机号")
    another = forms.BooleanField(label="有同名的人，确是另一个人", required=False)
