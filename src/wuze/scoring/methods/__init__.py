"""The clause methods: every module of this folder that defines one is in force."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from wuze.scoring.methods.base import Method


def _found() -> tuple[type[Method], ...]:
    classes = []
    for module in sorted(found.name for found in iter_modules(__path__)):
        for thing in vars(import_module(f"{__name__}.{module}")).values():
            if isinstance(thing, type) and issubclass(thing, Method) and thing.__module__ == f"{__name__}.{module}":
                classes.append(thing)
    return tuple(kind for kind in classes if kind is not Method)


METHODS: tuple[type[Method], ...] = _found()
BY_LABEL: dict[str, type[Method]] = {label: method for method in METHODS for label in method.LABELS}
