"""What an entry is made of, as the caller gives it. Everything is kept as it was; nothing refers to another table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wuze.trail.errors import NotStorable

SHORT = 80
"""Characters of a kind, a key, a request id or an address, at most."""

LONG = 200
"""Characters of a name that can be searched for, at most."""


def _fit(what: str, limit: int, *texts: str) -> None:
    """PostgreSQL would refuse what SQLite takes; so it is refused here, on both."""
    if any(len(text) > limit for text in texts):
        raise NotStorable(f"{what}不能超过{limit}个字符。")


@dataclass(frozen=True)
class Who:
    """Who acted, as they were at that moment.

    ``person`` is a lasting key of the account (names change and repeat), ``on_behalf`` the unit or person acted for
    (代录), ``source`` the paper behind it.
    """

    name: str
    post: str = ""
    person: str = ""
    on_behalf: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """Somebody always acts."""
        if not self.name.strip():
            raise NotStorable("留痕要有行为人。")
        _fit("行为人", LONG, self.name)
        _fit("账号", SHORT, self.person)


SYSTEM = Who("系统")
"""The program itself: scheduled work that no person started."""


@dataclass(frozen=True)
class Thing:
    """What was acted on: its kind (``duty.task``), its key, and its name as it was."""

    kind: str
    key: str
    label: str

    def __post_init__(self) -> None:
        """Kind and key are short."""
        _fit("对象类别和编号", SHORT, self.kind, self.key)


@dataclass(frozen=True)
class Row:
    """One object of a bulk act."""

    thing: Thing
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Origin:
    """Where the request came from."""

    request: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        """Both are short; whoever builds this from a request has already cut them to size."""
        _fit("请求编号和来源地址", SHORT, self.request, self.address)


NOWHERE = Origin()
"""No request: a command or scheduled work."""


@dataclass(frozen=True, repr=False)
class Sensitive:
    """A value that enters the trail only as a keyed digest: one can see that it changed, not what it is."""

    value: object

    def __repr__(self) -> str:
        """Never the value, not even in a traceback."""
        return "Sensitive(…)"
