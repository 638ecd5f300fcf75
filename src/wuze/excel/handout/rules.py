"""Data validations that Excel keeps in the extension part of a sheet, where openpyxl does not look."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from wuze.excel.parts import parsed, sheet_parts

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_PLAIN = ("type", "operator", "errorStyle", "errorTitle", "error", "promptTitle", "prompt")
_FLAGS = ("allowBlank", "showErrorMessage", "showInputMessage", "showDropDown")


def extended_rules(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Sheet name → its extended validations, as openpyxl's ``DataValidation`` takes them. The zip was scanned before."""
    found: dict[str, list[dict[str, Any]]] = {}
    with zipfile.ZipFile(path) as archive:
        listed = set(archive.namelist())
        for name, part in sheet_parts(archive).items():
            data = archive.read(part) if part in listed else b""
            if b":dataValidation " in data:
                found[name] = [_rule(node) for node in parsed(data).iter(f"{_X14}dataValidation")]
    return found


def _rule(node: ElementTree.Element) -> dict[str, Any]:
    rule: dict[str, Any] = {name: node.get(name) for name in _PLAIN if node.get(name) is not None}
    rule |= {name: node.get(name) in ("1", "true") for name in _FLAGS if node.get(name) is not None}
    rule["sqref"] = node.findtext(f"{_XM}sqref", "")
    for name in ("formula1", "formula2"):
        text = node.findtext(f"{_X14}{name}/{_XM}f")
        if text is not None:
            rule[name] = text
    return rule
