"""Fields for evidence files, for forms of all packages, and the forms of this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wuze.accounts.enter_for import EnterFor
from wuze.files.kinds import ACCEPT, TAKEN
from wuze.files.models import CAPTION, WHY
from wuze.files.rules import NOTICE
from wuze.files.store import Taken
from wuze.kernel.web.forms import Form
from wuze.registry.evidence.brought import FIELD, TOKEN
from wuze.registry.evidence.values import Brought
from wuze.registry.forms import Day, Text

FIELDS = (FIELD, "earlier", TOKEN)


class Several(forms.FileInput):
    """A file field that takes many; a phone offers its camera."""

    allow_multiple_selected = True


class Papers(forms.FileField):
    """What came was looked at before the form (``files_first``); here it only has its place on the page."""

    def clean(self, data: Any, initial: Any = None) -> None:
        """Nothing of its own."""


class WithFiles(Form):
    """Three fields at the foot of a form: new files, one that was handed in before, and what an earlier try brought.

    Without ``brought`` the form asks for none. ``cleaned_data["papers"]`` has them all, as they lie in the store.
    """

    papers = Papers(
        label="佐证材料", required=False,
        widget=Several(attrs={"multiple": True, "accept": f"image/jpeg,image/png,{ACCEPT}"}),
        help_text=f"照片、文件都行，可以一次选几个；没有就不交。{TAKEN}。{NOTICE}",
    )  # fmt: skip
    earlier = forms.ChoiceField(
        label="用已交过的材料", required=False, error_messages={"invalid_choice": "这份材料现在不能选，请重选。"}
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, brought: Brought | None = None, earlier: Sequence[tuple[Taken, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.brought, self._earlier = brought, {taken.sha256: taken for taken, _ in earlier}
        if brought is None:
            for name in FIELDS:
                del self.fields[name]
            return
        if earlier:
            choices = [("", "不用"), *((taken.sha256, label) for taken, label in earlier)]
            self.fields["earlier"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["earlier"]
        self.order_fields([*(name for name in self.fields if name not in FIELDS), *FIELDS])
        if brought.files:
            names = "、".join(one.name for one in brought.files)
            self[FIELD].help_text = f"已经收到{names}，不用再选；还要加的在这里选。{NOTICE}"
            self.data = {**self.data.dict(), TOKEN: brought.token} if hasattr(self.data, "dict") else self.data

    def clean(self) -> dict[str, Any]:
        """What is wrong with files stands at their field."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.brought is not None:
            for fault in self.brought.faults:
                self.add_error(FIELD, fault)
            again = self._earlier.get(data.get("earlier", ""))
            data[FIELD] = (*self.brought.files, *([again] if again else []))
        return data


class AddForm(WithFiles):
    """Evidence for something that stands already."""

    happened = Day(label="材料是哪天的", help_text="照片、文件说的那一天；收到的日期另记，是今天")
    caption = Text("说明", CAPTION, required=False, help_text="这份材料证明什么，一句话")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(FIELDS)
        if self.brought is not None and not self.brought.files:
            self[FIELD].help_text = f"照片、文件都行，可以一次选几个。{TAKEN}。{NOTICE}"
            self.fields[FIELD].required = "earlier" not in self.fields

    def clean(self) -> dict[str, Any]:
        """At least one."""
        data = super().clean()
        if not data.get(FIELD) and FIELD not in self.errors:
            self.add_error(FIELD, "请选文件。")
        return data


class AddForForm(EnterFor, AddForm):
    """The same, handed in for a unit from a paper."""

    for_whom_required = True


class WithdrawForm(Form):
    """Why."""

    reason = Text("理由", WHY, help_text="交错了、有不该交的内容等；撤下以后谁也打不开")
    erase = forms.BooleanField(
        label="内容也从服务器上删掉",
        required=False,
        help_text="有身份证号、花名册、涉密内容等不该留的勾上；删了找不回来，以前的备份要另外处理",
    )
