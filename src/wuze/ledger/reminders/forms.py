"""Forms of channels. What is secret is entered and never shown again."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.kernel.web.forms import Form
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.rules import LONGEST_URL
from wuze.registry.forms import Choices, Key, Text, offer


def hidden() -> forms.PasswordInput:
    """Not readable over a shoulder, not kept by the browser, not sent back."""
    return forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})


class ChannelForm(Form):
    """A channel as it is."""

    name = Text("名称", 40, help_text="发到哪个群或邮箱，像“青溪镇党建群”")
    address = Text(
        "地址",
        LONGEST_URL,
        required=False,
        help_text="机器人的Webhook整条粘贴；邮件填邮箱，最多5个。存下后不再显示；不换就空着",
    )
    secret = Text(
        "加签密钥", 200, required=False, widget=hidden(), help_text="钉钉、飞书开了加签的才填；存下后不再显示"
    )
    below = forms.BooleanField(
        label="连所属单位的一起发", required=False, help_text="县里的群、乡镇的群用；还是一天一条"
    )
    titles = forms.BooleanField(
        label="写事项名称", required=False, help_text="不勾只写每个单位几件、超期几件。群里有外人的不要勾"
    )

    field_order = ("unit", "kind", "name", "address", "secret", "below", "titles")


class NewChannelForm(ChannelForm):
    """Whose, and by what."""

    unit = Key(label="哪个单位的提醒")
    address = Text("地址", LONGEST_URL, help_text="机器人的Webhook整条粘贴；邮件填邮箱，最多5个。存下后不再显示")
    kind = forms.ChoiceField(label="方式", choices=ChannelKind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units, "请选")
