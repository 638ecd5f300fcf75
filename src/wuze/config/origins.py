"""The addresses under which people open the site; hosts, secure cookies and HSTS follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT = ("http://127.0.0.1:8000", "http://localhost:8000")


@dataclass(frozen=True)
class Origins:
    """What Django needs to know of the addresses."""

    hosts: tuple[str, ...]
    trusted: tuple[str, ...]
    https: bool
    loopback: bool


def origins(addresses: Sequence[str]) -> Origins:
    """Read ``WUZE_ORIGINS``. All are https, or all are http (then only this machine is allowed: see ``checks``)."""
    split = [urlsplit(address) for address in addresses]
    schemes = {one.scheme for one in split}
    hosts = tuple(one.hostname or "" for one in split)
    if schemes not in ({"http"}, {"https"}) or "" in hosts or any(one.path.strip("/") for one in split):
        raise ImproperlyConfigured("WUZE_ORIGINS 要写成 https://主机[:端口]，几个用逗号隔开，不能混用 http 和 https。")
    return Origins(
        hosts=tuple(f"[{host}]" if ":" in host else host for host in hosts),
        trusted=tuple(f"{one.scheme}://{one.netloc}" for one in split),
        https=schemes == {"https"},
        loopback=LOOPBACK.issuperset(hosts),
    )
