"""Forms of the administrators' pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from wuze.accounts.enums import Role
from wuze.accounts.models import Installation, Person, User
from wuze.accounts.rules import GRANTABLE
from wuze.kernel.web.forms import Form


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=200)


class WithPosts(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """People by name and what they hold: two of one name are told apart."""

    posts: Mapping[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        """何敏（城关镇党委 党委书记）."""
        return f"{obj}（{self.posts[obj.pk]}）" if obj.pk in self.posts else str(obj)


class OpenForm(Form):
    """An account for a person."""

    username = forms.RegexField(
        r"^[A-Za-z0-9_.-]{2,40}$", label="账号", required=False, help_text="不填就用姓名的简拼。",
        error_messages={"invalid": "账号用2到40个字母、数字、点、横线。"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: QuerySet[Person], posts: Mapping[int, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = WithPosts(
            people,
            label="给谁",
            empty_label="选一个人",
            error_messages={"invalid_choice": "这个人不在可选的名单里，或已有账号。"},
        )
        field.posts = posts or {}
        self.fields = {"person": field, **self.fields}
        field.error_messages["required"] = "请选给谁。"


class ProposeForm(Form):
    """A role for an account."""

    role = forms.ChoiceField(label="角色", choices=[(one, Role(one).label) for one in GRANTABLE])
    reason = forms.CharField(label="理由", max_length=200, help_text="如任命文件、分工通知。")

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "选一个账号"), *((user.pk, f"{user.person}（{user.username}）") for user in users)]
        field = forms.TypedChoiceField(
            label="账号",
            choices=choices,
            coerce=int,
            error_messages={"required": "请选账号。", "invalid_choice": "没有这个账号。"},
        )
        self.fields = {"user": field, **self.fields}


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]  # Django 5.2 cannot be subscripted at run time
    """Names and switches; an action saves them."""

    class Meta:
        """What may be set here."""

        model = Installation
        fields = ("name", "county", "field", "lead_names", "small_office", "strict_passwords")
        help_texts = {  # noqa: RUF012 - Django's own shape
            "field": "如：两新组织、新兴领域、两企三新。",
            "lead_names": "如：县委社会工作部、县委两新工委。",
            "small_office": "打开后，经办人可凭在册领导的书面签批登记自己报批的事，页面标“一人经办”。开票、问责、申诉、本单位核验不放宽。",
            "strict_passwords": "打开：四类字符要有三类，90天一换（等保要求）。关上：只看长度和常用口令表（与等保不同，须本单位认可）。",
        }
