"""A file that cannot be read at all: one finding, raised inside the border and caught by its readers."""

from __future__ import annotations

from wuze.scoring.tables import Finding, Place

WHOLE_FILE = Place("")
"""The place of a finding about the whole file."""


class BookError(Exception):
    """The workbook cannot be opened; ``finding`` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.problem} → {finding.fix}")
        self.finding = finding


def bomb() -> BookError:
    """The refusal of a file made to exhaust whoever opens it."""
    return refuse(
        "file_bomb", "文件解压后大得异常，可能是恶意文件", "确认来源；用 Excel 打开，只留需要的工作表另存再交"
    )


def damaged() -> BookError:
    """The refusal of a file that is broken inside."""
    return refuse("file_damaged", "文件已损坏，读不出内容", "用 Excel 或 WPS 修复后另存为 .xlsx，或重新索取原件")


def locked() -> BookError:
    """The refusal of a file with a password."""
    return refuse("file_locked", "文件加了密码", "打开文件，取消密码后另存再交")


def refuse(code: str, problem: str, fix: str) -> BookError:
    """A refusal of the whole file, to be raised."""
    return BookError(Finding(code, WHOLE_FILE, problem, fix))
