"""Forms of the way in."""

from __future__ import annotations

from typing import Any

from django import forms

from wuze.accounts.login.passwords import RECOMMENDED, SHORTEST
from wuze.kernel.web.forms import Form

STRICT_HINT = f"至少{SHORTEST}个字符，大写、小写、数字、其他符号要有三种；不含姓名和账号；90天一换。"
FREE_HINT = f"至少{SHORTEST}个字符，建议{RECOMMENDED}个以上，可以是一句话，汉字也行；不含姓名和账号。"


class Password(forms.CharField):
    """As typed: nothing cut, nothing stripped."""

    def __init__(self, label: str, autocomplete: str, **more: Any) -> None:
        attrs = {"autocomplete": autocomplete, "spellcheck": "false"}
        super().__init__(label=label, strip=False, widget=forms.PasswordInput(attrs=attrs), **more)


class LoginForm(Form):
    """Name and password."""

    username = forms.CharField(
        label="账号", max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = Password("口令", "current-password", max_length=4096)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_username(self) -> str:
        """Names are kept in small letters."""
        return str(self.cleaned_data["username"]).lower()


class PasswordForm(Form):
    """A new password, twice; the current one unless it was a one-time password, which has just been given."""

    current = Password("现在的口令", "current-password")
    new = Password("新口令", "new-password", max_length=4096)
    again = Password("再填一遍新口令", "new-password", max_length=4096)

    def __init__(self, *args: Any, first: bool, strict: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["current"]
        self.fields["new"].help_text = STRICT_HINT if strict else FREE_HINT

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        entered = super().clean() or self.cleaned_data
        if entered.get("new") and entered.get("again") and entered["new"] != entered["again"]:
            self.add_error("again", "两遍填的新口令不一样。")
        return entered


class CodeForm(Form):
    """Six digits from the phone, or a recovery code."""

    code = forms.CharField(
        label="手机验证器上的6位数字", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )  # fmt: skip


class SecondForm(CodeForm):
    """At login a recovery code will do too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "手机不在身边，就填一个恢复码。"
        self.fields["code"].widget.attrs.pop("inputmode")


class AddFactorForm(CodeForm):
    """With the sealed secret, which is kept nowhere until the phone has shown a code."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=200)


class ProveForm(Form):
    """The password again."""

    password = Password("口令", "current-password", max_length=4096)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
