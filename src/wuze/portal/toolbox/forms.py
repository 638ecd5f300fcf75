"""One form for a tool: a field for each slot, and its options in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wuze.excel.scan import MAX_FILE
from wuze.kernel.web.forms import Form
from wuze.portal.toolbox.tools import Slot, Tool

MEGABYTE = 1 << 20
MOST_TOGETHER = 200 * MEGABYTE
WORD = 60


class Files(forms.ClearableFileInput):
    """The browser's own field for several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """The files of one slot, each looked at by name and size; their content is looked at by the process that reads it."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        widget = (Files if slot.most > 1 else forms.FileInput)(attrs={"accept": ",".join(slot.suffixes)})
        messages = {"required": f"请选{slot.label}。"}
        super().__init__(
            label=slot.label, required=slot.needed, help_text=slot.hint, widget=widget, error_messages=messages
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """All of them."""
        given: Sequence[UploadedFile[Any]] = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        if len(given) > self.slot.most:
            raise forms.ValidationError(f"选了{len(given)}个文件，一次最多{self.slot.most}个。")
        for one in given:
            self._look_at(one)
        return list(given)

    def _look_at(self, one: UploadedFile[Any]) -> None:
        name, size = one.name or "", one.size or 0
        if Path(name).suffix.lower() not in self.slot.suffixes:
            kinds = "、".join(self.slot.suffixes)
            way = (
                "先解压，把里面的文件一起选上"
                if name.lower().endswith((".zip", ".rar", ".7z"))
                else "另存为 .xlsx 再来"
            )
            raise forms.ValidationError(f"“{name}”不是能读的文件（{kinds}），{way}。")
        if size > MAX_FILE:
            raise forms.ValidationError(
                f"“{name}”有{size // MEGABYTE} MB，超过{MAX_FILE // MEGABYTE} MB。只留需要的工作表，删去图片再来。"
            )
        if not size:
            raise forms.ValidationError(f"“{name}”是空的（0 字节）。重新保存或重新索取原件。")


def _text(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=WORD, help_text=hint, error_messages={"max_length": f"不超过{WORD}字。"}
    )


def options() -> dict[str, forms.Field]:
    """Every option there is, each made anew."""
    return {
        "by": _text("按哪一列拆", "写表头上的字，如 属地"),
        "key": _text("关键列", "认得出每一行的列，几列用逗号隔开，如 编号。空着就自己找"),
        "fill": _text("要填的列", "请对方填的列，几列用逗号隔开。空着就取整列没填的"),
        "sheet": _text("工作表", "总表在哪张工作表。空着就取第一张有这一列的"),
        "head": _text("表头行", "表头是第几行，如 3 或 3-4。空着就自己找"),
        "stage": forms.ChoiceField(
            label="哪一步用", choices=[(word, word) for word in ("自评", "初评", "复核")], initial="初评"
        ),
        "period": _text("考核期", "印在表头，如 2026年。空着就印方案的年度"),
        "quorum": _text("到会比例", "实到要占应到多少，如 2/3、80%。空着不要求"),
        "office": _text("反馈单位", "印在反馈单上，如 县委社会工作部"),
        "factor": _text("系数", "计入分 = 总分 × 系数，如 0.1、10%。空着就是 1"),
        "altered": forms.BooleanField(
            label="结果在计分后改动过也写", help_text="会在反馈单上注明。", widget=forms.CheckboxInput
        ),
    }  # fmt: skip  # one field a line


class ToolForm(Form):
    """The form of one tool."""

    def __init__(self, tool: Tool, *args: Any, **kwargs: Any) -> None:
        self.tool = tool
        super().__init__(*args, **kwargs)
        for slot in tool.slots:
            self.fields[slot.name] = FilesField(slot)
        known = options()
        for word in tool.options:
            name = word.removesuffix("!")
            field = known[name]
            field.required = word.endswith("!")
            if name == "by" and tool.key != "split":
                field.label = "按哪一列拆" if tool.key == "merge" else "按名录的哪一列分开"
                field.help_text = "下发的文件没改坏就不用写" if tool.key == "merge" else "如 属地：一个乡镇一个工作簿"
            field.error_messages["required"] = f"请填{field.label}。"
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Not too much together."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        total = sum(one.size or 0 for slot in self.tool.slots for one in data.get(slot.name) or [])
        if total > MOST_TOGETHER:
            self.add_error(
                None,
                f"一共{total // MEGABYTE} MB，一次最多{MOST_TOGETHER // MEGABYTE} MB。少选几个，或删去文件里的图片。",
            )
        return data

    def uploads(self) -> dict[str, list[UploadedFile[Any]]]:
        """The files by slot."""
        return {slot.name: self.cleaned_data[slot.name] for slot in self.tool.slots}

    def chosen(self) -> dict[str, str]:
        """The options as words; a box that is not ticked is blank."""
        names = [word.removesuffix("!") for word in self.tool.options]
        return {
            name: "是" if value is True else str(value or "") for name in names for value in [self.cleaned_data[name]]
        }
