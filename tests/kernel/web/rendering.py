"""Render a line of template, for the tests of components."""

from __future__ import annotations

import re
from typing import Any

from django.template import engines


def html(source: str, **values: Any) -> str:
    """The text that comes out, blanks between tags removed."""
    text = engines["django"].from_string("{% load wuze %}" + source).render(values)
    return re.sub(r"\s*\n\s*", "", text).strip()


def icon(name: str) -> str:
    """What an icon looks like in the text."""
    return f'<svg class="wz-i" aria-hidden="true"><use href="/static/wuze/vendor/icons.svg#{name}"></use></svg>'
