"""Forms of rosters: what is brought and for which scope; what a column means; what to export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wuze.excel.rosters.words import FIELDS
from wuze.kernel.web.forms import Form
from wuze.registry.enums import RosterKind
from wuze.registry.forms import Choices, Day, Key, Text, offer

MOST_FILES = 40
MOST_BYTES = 100 * 1024 * 1024
COUNTY = "county"


class CloseForm(Form):
    """What the roster lacks, closed: which, from when, on what grounds."""

    which = forms.ChoiceField(label="哪些", widget=forms.RadioSelect)
    since = Day(label="自哪天起")
    reason = Text("理由", help_text="怎么核实的，如：与市场监管注销公告逐家对过")
    source = Text("依据", 120, required=False, help_text="注销公告、核查记录的名称和日期")
    seen = forms.BooleanField(label="已逐家核实，确已注销", error_messages={"required": "核实过再办；没核实的先不办。"})

    def __init__(self, *args: Any, which: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "which", which)


class Files(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several workbooks at once, within limits; what they really are is told by their content."""

    widget = Files(attrs={"accept": ".xlsx,.xls,.et"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file cleaned."""
        sent = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            raise forms.ValidationError(self.error_messages["required"])
        if len(sent) > MOST_FILES or sum(one.size or 0 for one in sent) > MOST_BYTES:
            raise forms.ValidationError(
                f"一次最多{MOST_FILES}个文件、{MOST_BYTES // 1024 // 1024}MB，请分几次传。没有传上来。"
            )
        return sent


class UploadForm(Form):
    """A roster and what it claims."""

    kind = forms.ChoiceField(label="名册", choices=RosterKind.choices)
    scope = forms.ChoiceField(label="范围", help_text="表里没有的，只在这个范围里算“没有了”")
    day = Day(label="数据日期", help_text="表里的数是哪天的")
    usual = Key(label="没写类型的算", required=False, help_text="表里没有“类型”一列时用")
    books = ManyFiles(
        label="文件",
        help_text="可以一次选二十个乡镇的表，也可以是一个文件里一个乡镇一张表。收.xlsx、.xls、.et",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, scopes: Choices, types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "scope", scopes)
        offer(self, "usual", types, "不统一定")


class ExportForm(Form):
    """Which part of the registry to take along."""

    scope = forms.ChoiceField(label="范围")

    def __init__(self, *args: Any, scopes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "scope", scopes)


class WordForm(Form):
    """What a head means that nobody knew."""

    head = forms.ChoiceField(label="没读的列")
    field = forms.ChoiceField(label="是哪一列", help_text="全县记住，以后的表都这样认")

    def __init__(self, *args: Any, heads: Sequence[str], fields: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "head", [(head, head) for head in heads], "请选")
        known = [(name, field.label) for name, field in FIELDS.items() if name in fields - {"key", "base"}]
        offer(self, "field", known, "请选")


def scope_choices(places: Sequence[tuple[int, str]], sectors: Sequence[tuple[int, str]], *, county: bool) -> Choices:
    """The county, each place, each sector, as one list."""
    found: list[tuple[object, str]] = [(COUNTY, "全县")] if county else []
    found += [(f"region:{pk}", name) for pk, name in places]
    return found + [(f"sector:{pk}", f"行业：{name}") for pk, name in sectors]
