"""What a reading writes is what the workbook's sheets hold."""

from __future__ import annotations

from wuze.excel.forms import COLUMNS as WRITTEN
from wuze.reading.engine import COLUMNS


def test_the_engine_gets_the_columns_that_the_workbook_has() -> None:
    assert dict(COLUMNS) == {name: WRITTEN[name] for name in COLUMNS}
