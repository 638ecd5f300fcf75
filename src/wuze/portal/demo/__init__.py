"""An invented county to look around in: every name and figure is made up, and every page says so.

``seed`` lays people and units within seconds; ``fill`` (organisations, coverage, history) is the worker's job and can be
stopped and begun again. Both draw from a fixed seed: the same county every time.
"""

from __future__ import annotations

from wuze.portal.demo.fill import fill
from wuze.portal.demo.seed import DEMO_DAY, seed

__all__ = ["DEMO_DAY", "fill", "seed"]
