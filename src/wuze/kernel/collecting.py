"""Python's search for rubbish, put off while thousands of rows are made that all stay: a third of the time of an import."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """No search while this lasts; afterwards as before. For work of seconds, not of minutes: cycles are kept meanwhile."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
