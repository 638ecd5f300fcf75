"""Django, made ready for a command: keys laid, settings read, apps loaded."""

from __future__ import annotations

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured

from wuze.config import keys

SETTINGS = "wuze.config.settings"


class Stop(Exception):
    """The command cannot go on; the message is a sentence for the operator."""


def say(text: str) -> None:
    """One line to the operator, at once, so that the order stays right between several processes."""
    print(text, flush=True)


def site() -> None:
    """Lay what is missing and load the site. Raises Stop where the settings do not hold."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    for path in keys.lay(keys.data_folder()):
        print(f"已建立密钥文件：{path}", file=sys.stderr, flush=True)
    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise Stop(str(fault)) from fault
