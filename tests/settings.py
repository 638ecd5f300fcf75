"""The site's own settings on a data folder that is never laid (also for mypy). ``DATABASE_URL`` chooses PostgreSQL."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

# pytest's workers inherit the name; nothing is made by reading these settings
PLACE = os.environ.setdefault("TEST_PLACE", str(Path(tempfile.gettempdir()) / f"wuze-test-{os.getpid()}"))
for name in [name for name in os.environ if name.startswith("WUZE_")]:
    del os.environ[name]  # what a developer has set says nothing about the tests
# of each worker its own: one clears the tool box while another's job is in it
os.environ["WUZE_DATA"] = PLACE + os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ["WUZE_SECRET_KEY"] = "s" * 50
os.environ["WUZE_TRAIL_KEY"] = "t" * 50

from wuze.config.settings import *  # noqa: E402, F403 - all of them, after the names are set
from wuze.config.settings import CACHES, DATABASES  # noqa: E402 - as above, named for what follows

PASSWORD_HASHERS = ["tests.hashing.Quick"]
FROZEN_DAY = date(2026, 11, 24)  # tests.world.DAY
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # a file, because two connections to SQLite in memory do not wait for one another; Django removes it
    DATABASES["default"]["TEST"] = {"NAME": f"{PLACE}.sqlite3"}
# most tests make rows without an entry in the trail; those about what is kept use ``tests.world.KEEPING``
CACHES["kept"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
