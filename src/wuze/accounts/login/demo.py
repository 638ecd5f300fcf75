"""Entry by a role's button, without a password: only for invented data, only on this machine, only from this machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from wuze.accounts.gate import Request

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


def allowed(request: Request) -> bool:
    """All of: the data are invented, every address of the site is this machine, and so is the other end of the line.

    A header of a proxy means that the other end may be anywhere, so it closes the door.
    """
    if not request.installation.demo or not settings.ORIGINS.loopback or settings.BEHIND_PROXY:
        return False
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        return ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
