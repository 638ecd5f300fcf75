"""Why one stands before or behind others with the same total: what 同分比较 looked at. Names nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from wuze.scoring.model import Scheme


class Peer(NamedTuple):
    """Somebody of the group with the same total."""

    rank: int | None
    items: Mapping[str, Any]
    parts: Mapping[str, str | None]


def sentence(scheme: Scheme, own: Peer, peers: Sequence[Peer]) -> str:
    """ "" where nobody has the same total."""
    if not peers:
        return ""
    head = f"同分的另有{len(peers)}个，"
    others = [one for one in peers if one.rank != own.rank]
    if not others:
        return f"{head}名次并列。"
    place = own.rank or 0
    near = min(others, key=lambda one: ((one.rank or 0) > place, abs((one.rank or 0) - place)))
    for kind, name in scheme.tie_break:
        mine, theirs = _value(own, kind, name), _value(near, kind, name)
        if mine != theirs and mine is not None and theirs is not None:
            side = "后面" if (near.rank or 0) < place else "前面"
            return f"{head}比“{_word(scheme, kind, name)}”：本单位{mine}分，相邻的{theirs}分，排在{side}。"
    return f"{head}按方案的同分比较排名次。"


def _value(one: Peer, kind: str, name: str) -> Decimal | None:
    text = one.parts.get(name) if kind == "part" else one.items.get(name, {}).get("points") if kind == "item" else None
    return None if text is None else Decimal(text)


def _word(scheme: Scheme, kind: str, name: str) -> str:
    if kind == "item":
        return scheme.item_by_id[name].name
    return next((part.name for part in scheme.parts if part.id == name), name)
