"""One county with everybody in it for each test; Django's own rollback takes it away."""

from __future__ import annotations

import pytest

from tests import world
from tests.matrix.visitors import Visitors


@pytest.fixture
def visitors(db: None) -> Visitors:
    """Everybody, at the doors of one small county."""
    return Visitors(world.county())
