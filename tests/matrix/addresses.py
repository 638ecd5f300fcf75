"""Every address of the site as the resolver knows it: its name, its parameters, who may enter, which methods it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from wuze.accounts.gate import Gate

METHODS = "request_method_list"
"""What ``require_http_methods`` calls its list; the only place where Django keeps it."""


@dataclass(frozen=True)
class Address:
    """One line of a urls.py, with the names of all namespaces before its own."""

    name: str
    route: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def gate(self) -> Gate | None:
        """Who may enter; None: nobody said."""
        return getattr(self.view, "gate", None)

    @property
    def public(self) -> bool:
        """Open to anybody."""
        return bool(getattr(self.view, "open_to_all", False))

    @property
    def half(self) -> bool:
        """Open before a login is complete."""
        return self.public or bool(self.gate and self.gate.half)

    @property
    def methods(self) -> frozenset[str]:
        """GET, POST or both; empty when the view does not say."""
        found = frozenset(methods(self.view)) & {"GET", "POST"}
        return found or frozenset({"GET"} if self.public else ())


def methods(view: Callable[..., Any]) -> set[str]:
    """What ``require_GET`` and its like have laid around a function, or what a class of Django's answers."""
    kind = getattr(view, "view_class", None)
    if kind is not None:
        return {name.upper() for name in kind.http_method_names if hasattr(kind, name)}
    layer: Any = view
    while layer is not None:
        names = getattr(getattr(layer, "__code__", None), "co_freevars", ())
        if METHODS in names:
            return set(layer.__closure__[names.index(METHODS)].cell_contents)
        layer = getattr(layer, "__wrapped__", None)
    return set()


def walk(
    patterns: Iterable[URLPattern | URLResolver],
    spaces: tuple[str, ...] = (),
    route: str = "",
    known: tuple[str, ...] = (),
) -> Iterator[Address]:
    """All addresses below these patterns."""
    for one in patterns:
        whole = route + str(one.pattern)
        parameters = known + tuple(getattr(one.pattern, "converters", {}) or one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            below = (*spaces, one.namespace) if one.namespace else spaces
            yield from walk(one.url_patterns, below, whole, parameters)
        else:
            yield Address(":".join((*spaces, one.name or "")), f"/{whole}", parameters, one.callback)


def site() -> tuple[Address, ...]:
    """Every address of the settings' urlconf."""
    return tuple(walk(get_resolver().url_patterns))
