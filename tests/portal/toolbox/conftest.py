"""A data folder of its own, and workbooks to drop."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests import world


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> Path:
    """Where jobs lie."""
    settings.DATA = tmp_path / "data"
    return tmp_path / "data" / "toolbox"


@pytest.fixture
def county(db: None) -> world.County:
    """People."""
    return world.county()
