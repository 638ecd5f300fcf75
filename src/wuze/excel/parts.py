"""Which part of an .xlsx file holds which sheet. The file has been looked through by ``zipscan``."""

from __future__ import annotations

import posixpath
import zipfile
from xml.etree import ElementTree


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the zip."""
    links = {node.get("Id"): node.get("Target", "") for node in parsed(archive.read("xl/_rels/workbook.xml.rels"))}
    parts = {}
    for node in parsed(archive.read("xl/workbook.xml")).iter():
        if node.tag.endswith("}sheet"):
            link = next((value for name, value in node.attrib.items() if name.endswith("}id")), None)
            parts[node.attrib["name"]] = posixpath.normpath(posixpath.join("/xl", links[link])).lstrip("/")
    return parts


def parsed(data: bytes) -> ElementTree.Element:
    """One part as a tree."""
    return ElementTree.fromstring(data)  # noqa: S314 - zipscan refused documents with a document type before
