"""Headers of every answer (SEC-13, SEC-50, SEC-71): settings take them from here, ``HeadersMiddleware`` adds the last.

Nothing inline runs, nothing is evaluated, nothing is asked of another host. Imports no Django, so settings may read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from csp.constants import NONE, SELF

V = TypeVar("V", bound=Callable[..., Any])

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
"""For django-csp's setting of the same name."""

DENIED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
    "midi", "payment", "serial", "usb",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in DENIED)
"""No place, no picture, no sound, no motion is ever taken from a visitor."""

REFERRER_POLICY = "same-origin"
"""For Django's ``SECURE_REFERRER_POLICY``: an address inside the county goes nowhere."""

HTMX_CONFIG = {
    "allowEval": False,
    "allowScriptTags": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "timeout": 30000,
    "defaultSwapStyle": "outerHTML",
}
"""No eval, no style of its own, no request to another host, and no page kept in the browser's store (SEC-48)."""


def public(view: V) -> V:
    """Marks a view that anybody may open; every other view names who may enter (``accounts.gate``)."""
    view.open_to_all = True  # type: ignore[attr-defined]  # read by the gate
    return view
