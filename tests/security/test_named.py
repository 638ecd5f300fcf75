"""Every requirement that this part of the site answers for is the name of a test; and what a look at the tree can tell."""

from __future__ import annotations

import re
import subprocess

from django.apps import apps
from django.db.models import FileField

from tests.architecture import tree

WANTED = frozenset({*range(1, 27), *range(33, 39), *range(43, 52), 54, 65, 66, *range(70, 73), 74})
NAMED = re.compile(r"def test_\w*?(sec_\d\d(?:_(?:and_|to_)?(?:sec_)?\d\d(?!\d))*(?:_sec_\d\d)*)")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:SECRET_KEY|TRAIL_KEY|api_key|access_token)\s*=\s*[\"'][^\"'$]{20,}[\"']"
)
"""What a secret looks like in a text file."""


def named(text: str) -> set[int]:
    """Numbers of the requirements that tests in a file are named after."""
    return {int(number) for found in NAMED.findall(text) for number in re.findall(r"\d\d", found)}


def test_a_name_is_read() -> None:
    assert named("def test_sec_07_and_49_x():\ndef test_sec_11_sec_13_sec_71_y():\ndef test_x() -> None:  # SEC-99") == {
        7, 49, 11, 13, 71,
    }  # fmt: skip


def test_every_requirement_is_the_name_of_a_test() -> None:
    files = sorted((tree.ROOT / "tests").rglob("test_*.py"))
    found = set().union(*(named(file.read_text("utf-8")) for file in files))
    assert sorted(f"SEC-{number:02d}" for number in WANTED - found) == []


def secrets(text: str) -> list[str]:
    """What looks like a secret."""
    return SECRET.findall(text)


def test_sec_45_a_planted_secret_is_seen() -> None:
    planted = "SECRET" + "_KEY = 'abcdefghijklmnopqrstuvwxyz'"
    assert (len(secrets(planted)), secrets("SECRET_KEY = keys.read('WUZE_SECRET_KEY', DATA)")) == (1, [])


def test_sec_45_no_file_of_the_tree_holds_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=tree.ROOT, capture_output=True, check=True).stdout
    found = []
    for name in listed.decode().split("\0"):
        file = tree.ROOT / name
        if (
            name
            and file.is_file()
            and file.suffix in {".py", ".toml", ".json", ".yaml", ".md", ".txt", ".cfg", ".html"}
        ):
            found += [f"{name}: {one}" for one in secrets(file.read_text("utf-8", errors="replace"))]
    assert found == []


def compulsory(fields: list[FileField]) -> list[str]:
    """Files without which nothing could be saved."""
    return [f"{field.model._meta.label}.{field.name}" for field in fields if not field.blank]


def test_sec_72_no_photo_and_no_file_is_compulsory() -> None:
    fields = [
        field
        for model in apps.get_models()
        if model.__module__.startswith("wuze.")
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    ]
    planted = FileField("照片")
    planted.model, planted.name = apps.get_model("accounts.Person"), "photo"
    assert compulsory([planted]) == ["accounts.Person.photo"]
    assert compulsory(fields) == []
