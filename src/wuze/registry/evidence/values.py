"""What a kind of thing says of itself so that it may have evidence files; settings list them (``EVIDENCE_HOLDERS``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.files.store import Taken
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Link
from wuze.registry.models import Unit
from wuze.trail.values import Row, Thing


@dataclass(frozen=True, slots=True)
class Holder:
    """A file is seen by whoever sees its thing, added by whoever may, withdrawn by whoever it belongs to.

    ``code`` stands in addresses; ``model`` is an ``Attached`` whose ``thing`` points to what its rows prove; ``unit`` is the lookup from
    a row to the unit whose material it is. ``things`` is ``visible_to`` of the thing's package.
    """

    code: str
    model: Any
    unit: str
    things: Callable[[Actor], QuerySet[Any]]
    why_not_add: Callable[[Actor, Any], Refusal | None]
    why_not_theirs: Callable[[Actor, Any], Refusal | None]
    thing_of: Callable[[Any], Thing]
    unit_of: Callable[[Any], Unit | None]
    back: Callable[[Any], Link]
    why_must_enter_for: Callable[[Actor, Any], Refusal | None] = lambda _actor, _thing: None
    with_: tuple[str, ...] = ()
    rows_of: Callable[[Any], tuple[Row, ...]] = lambda _thing: ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What a form brought: files in the store, what was wrong with others, and a token that stands for those taken."""

    files: tuple[Taken, ...] = ()
    faults: tuple[str, ...] = ()
    token: str = ""


NOTHING = Brought()
