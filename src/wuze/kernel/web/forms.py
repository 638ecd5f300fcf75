"""What all forms share: sentences that name the field, instead of "this field is required"."""

from __future__ import annotations

from typing import Any

from django import forms


class Form(forms.Form):
    """A plain form. No saving here: views pass ``cleaned_data`` to an action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            word = "选" if isinstance(field.widget, forms.Select | forms.RadioSelect) else "填"
            field.error_messages["required"] = f"请{word}{self[name].label}。"
