"""Data validations that Excel keeps in the extension part of a sheet, where openpyxl does not look."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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
                found[name] = [_rule(node) for node in _parsed(data).iter(f"{_X14}dataValidation")]
    return found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the zip."""
    links = {node.get("Id"): node.get("Target", "") for node in _parsed(archive.read("xl/_rels/workbook.xml.rels"))}
    parts = {}
    for node in _parsed(archive.read("xl/workbook.xml")).iter():
        if node.tag.endswith("}sheet"):
            link = next((value for name, value in node.attrib.items() if name.endswith("}id")), None)
            parts[node.attrib["name"]] = posixpath.normpath(posixpath.join("/xl", links[link])).lstrip("/")
    return parts


def _parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - zipscan refused documents with a document type before


def _rule(node: ElementTree.Element) -> dict[str, Any]:
    rule: dict[str, Any] = {name: node.get(name) for name in _PLAIN if node.get(name) is not None}
    rule |= {name: node.get(name) in ("1", "true") for name in _FLAGS if node.get(name) is not None}
    rule["sqref"] = node.findtext(f"{_XM}sqref", "")
    for name in ("formula1", "formula2"):
        text = node.findtext(f"{_X14}{name}/{_XM}f")
        if text is not None:
            rule[name] = text
    return rule
