"""Names that Excel and file systems take."""

from __future__ import annotations

from wuze.excel.sheet_names import FileNames, SheetNames


def test_sheet_names() -> None:
    names = SheetNames()
    assert [names.take(word) for word in ("甲/乙:[丙]", "甲" * 40, "甲" * 40, "'", "abc", "ABC")] == [
        "甲 乙  丙", "甲" * 31, "甲" * 28 + "(2)", "表", "abc", "ABC(2)",
    ]  # fmt: skip  # one list


def test_file_names() -> None:
    names = FileNames()
    assert [names.take(word) for word in ('a<b>"c"', "..", "x. ", "x")] == ["a_b__c_", "表", "x", "x(2)"]
