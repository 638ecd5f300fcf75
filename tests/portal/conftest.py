"""Each test begins with nobody held back."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_held_back() -> None:
    cache.clear()
