"""Everybody at the doors of one small county, as for the matrix."""

from __future__ import annotations

from tests.matrix.conftest import everybody as everybody  # noqa: PLC0414 - pytest finds fixtures by name
from tests.matrix.conftest import visitors as visitors  # noqa: PLC0414 - as above
