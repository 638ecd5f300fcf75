"""The site on a folder that goes with the process: import this before anything that has tables."""

from __future__ import annotations

import os
import tempfile

import django

PLACE = tempfile.TemporaryDirectory()
os.environ |= {"WUZE_DATA": PLACE.name, "WUZE_SECRET_KEY": "s" * 50, "WUZE_TRAIL_KEY": "t" * 50}
os.environ["DJANGO_SETTINGS_MODULE"] = "wuze.config.settings"
django.setup()
