"""Two do the same at the same moment. Real threads, real commits: tests with it carry ``django_db(transaction=True)``."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from wuze.kernel.errors import WuzeError


def at_once(act: Callable[[int], object]) -> list[WuzeError]:
    """Number 0 and number 1 act; what they are told who may not."""
    begin = threading.Barrier(2)

    def one(number: int) -> WuzeError | None:
        try:
            begin.wait(timeout=30)
            act(number)
        except WuzeError as refused:
            return refused
        else:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [told for told in pool.map(one, range(2)) if told]
