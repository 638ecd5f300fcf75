"""While the registry's tests carry out its acts: those after which kept numbers stand (``memo.STILL``) write nothing that
is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from wuze.registry.memo import STILL

COUNTED = (
    "organisation", "standing", "coverage", "coverstep", "coverlimit", "coveranswer", "partyorganisation", "unit", "region",
    "organisationtype", "formerkey",
)  # fmt: skip
TABLES = tuple(f'"registry_{name}"' for name in COUNTED)


class Onlooker:
    """Sees each statement; at an entry of the trail it knows what its transaction has written."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.block: object = None

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        block = next(iter(connection.atomic_blocks), None)
        if block is not self.block or sql.startswith(
            "SAVEPOINT"
        ):  # PostgreSQL begins a transaction without a statement
            self.block, self.written = block, set()
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            table = next((word for word in sql.split()[:4] if word.startswith('"')), "")
            self.written |= {table} & set(TABLES)
            if table == '"trail_entry"' and (code := next((one for one in params if one in STILL), "")):
                assert not self.written, f"{code} writes {self.written}: it cannot be in memo.STILL"
        return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def _onlooker() -> Iterator[None]:
    with connection.execute_wrapper(Onlooker()):
        yield
