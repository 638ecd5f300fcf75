"""An invented county to look around in: every name and figure is made up, and every page says so.

``seed`` lays people and units within seconds; ``fill`` (organisations, coverage, history) is the worker's job and can be
stopped and begun again. Both draw from a fixed seed: the same county every time.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wuze.portal.demo.fill import fill
from wuze.portal.demo.life import live
from wuze.portal.demo.seed import DEMO_DAY, lay

__all__ = ["DEMO_DAY", "fill", "seed"]


@transaction.atomic
def seed(at: datetime) -> None:
    """Lay the county on an empty database, with its last two weeks; on any other do nothing."""
    if lay(at):
        live()
