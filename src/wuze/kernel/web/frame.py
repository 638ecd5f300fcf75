"""What surrounds every page: names, rail, person, date, 演示数据, complaint entry, version. A context processor.

Settings: ``WUZE_SITE`` (name of the site), ``WUZE_DEMO`` (invented data: say so on every page), ``WUZE_RAIL`` (label and
URL name), ``WUZE_COMPLAINT`` (URL name of the complaint entry). A URL name that does not exist yet shows its label
without a link, 怎么用 (URL name ``manual``) not at all. ``request.person`` is set by whoever knows who is logged in; the
kernel does not. ``request.rail`` and ``request.tabs`` give a role entries of its own, ``request.may_search`` False takes
the search box away.
``request.installation``, where there is one, has the name of the site and whether its data are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from wuze import __version__
from wuze.kernel.web.components import CHAIN, Link

DEFAULT_RAIL = (
    ("工作台", "desk"), ("明责", "duty:home"), ("履责", "ledger:home"), ("督责", "inspection:home"),
    ("考责", "assessment:home"), ("问责", "accountability:home"), ("长效", "review:home"), ("一页", "county"),
    ("名录", "registry:home"), ("文书", "documents:home"), ("工具", "tools"),
)  # fmt: skip


class Person(Protocol):
    """Who is logged in, as the frame shows it."""

    @property
    def name(self) -> str:
        """Full name."""
        ...

    @property
    def post(self) -> str:
        """Unit and post, with a blank between."""
        ...

    @property
    def url(self) -> str:
        """Own page: posts, password, sessions, log out."""
        ...


@dataclass(frozen=True, slots=True)
class RailItem:
    """One entry of the rail. ``mark`` draws the line of the chain; ``gap`` opens a group."""

    label: str
    url: str
    current: bool
    mark: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One of at most four entries at the foot of a phone."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Bell:
    """What is new for whoever is logged in: a page, and how many; "" for none."""

    url: str
    number: str


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the base template needs beside the page itself."""

    site: str
    rail: tuple[RailItem, ...]
    home: str
    today: date
    demo: bool
    version: str
    complaint: Link
    manual: str
    search: str
    person: Person | None = None
    bell: Bell | None = None
    tabs: tuple[Tab, ...] = ()


def address(name: str) -> str:
    """The address of a URL name; "" while the page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def rail(entries: Sequence[tuple[str, str]], path: str) -> tuple[RailItem, ...]:
    """The rail with the entry of this path marked: the longest address that the path begins with."""
    found = [(label, url) for label, name in entries if (url := address(name))]
    here = max((url for _, url in found if path.startswith(url)), key=len, default="")
    here = "" if here == "/" and path != "/" else here
    chain = [label for label, _ in found if label in CHAIN]
    items = []
    for index, (label, url) in enumerate(found):
        after_chain = index > 0 and label not in CHAIN and found[index - 1][0] in CHAIN
        mark = "" if label not in CHAIN else "last" if label == chain[-1] else "link"
        items.append(RailItem(label, url, url == here, mark, after_chain))
    return tuple(items)


def tabs(entries: Sequence[tuple[str, str, str]], path: str) -> tuple[Tab, ...]:
    """Label, URL name and icon as tabs; a page that does not exist yet has none."""
    found = [(label, address(name), symbol) for label, name, symbol in entries]
    return tuple(Tab(label, url, symbol, url == path) for label, url, symbol in found if url)[:4]


def build(request: HttpRequest) -> Frame:
    """The frame for this request."""
    entries = getattr(settings, "WUZE_RAIL", DEFAULT_RAIL)
    here = getattr(request, "installation", None)
    complaint = address(getattr(settings, "WUZE_COMPLAINT", "complaint"))
    manual = address("manual")
    return Frame(
        site=getattr(here, "name", "") or getattr(settings, "WUZE_SITE", "两新组织党建责任"),
        rail=rail(getattr(request, "rail", entries), request.path),
        home=address("desk") or "/",
        today=getattr(request, "today", None) or timezone.localdate(),
        demo=bool(getattr(here, "demo", False) or getattr(settings, "WUZE_DEMO", False)),
        version=__version__,
        complaint=Link("对本系统有意见", f"{complaint}?page={quote(request.path[:80])}" if complaint else ""),
        manual=f"{manual}?page={quote(request.path[:80])}" if manual else "",
        search=address("search") if getattr(request, "may_search", True) else "",
        person=getattr(request, "person", None),
        bell=getattr(request, "bell", None),
        tabs=tabs(getattr(request, "tabs", ()), request.path),
    )


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor."""
    return {"frame": build(request)}
