"""Units: set up, changed, moved, closed and opened again by the lead office's clerks."""

from __future__ import annotations

from django.db.models import Q

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry.models import Coverage, Organisation, Post, Unit
from wuze.registry.rules import cn

NOT_YOURS = Refusal("registry.not_lead", "单位由牵头机关经办设、改、撤。要改请告诉他们。")


def why_not_add_unit(actor: Actor, parent: Unit | None) -> Refusal | None:
    """A child unit below ``parent``, or the county itself."""
    if not actor.may(Capability.EDIT_UNITS):
        return NOT_YOURS
    if parent is not None and parent.until is not None:
        return Refusal("registry.unit_closed", "上级单位已撤销，下面不能再设单位。")
    return None


def why_not_enter_places(actor: Actor) -> Refusal | None:
    """Places, below which units and organisations lie."""
    if actor.may(Capability.EDIT_UNITS):
        return None
    return Refusal("registry.not_lead", "属地由牵头机关经办登记。要改请告诉他们。")


def why_not_edit_unit(actor: Actor, unit: Unit) -> Refusal | None:
    """Name, place, sector, kind."""
    if not actor.may(Capability.EDIT_UNITS):
        return NOT_YOURS
    if unit.until is not None:
        return Refusal("registry.unit_closed", f"单位{cn(unit.until)}已撤销，恢复后才能改。")
    return None


def why_not_move_unit(actor: Actor, unit: Unit) -> Refusal | None:
    """Another superior."""
    if refusal := why_not_edit_unit(actor, unit):
        return refusal
    if unit.depth == 1:
        return Refusal("registry.root_stays", "县委在最上面，没有上级可改。")
    return None


def why_not_close_unit(actor: Actor, unit: Unit) -> Refusal | None:
    """Refused while something still hangs on it; says what."""
    if refusal := why_not_edit_unit(actor, unit):
        return refusal
    hanging = "、".join(_hanging(unit))
    return Refusal("registry.unit_in_use", f"还有{hanging}，先理清再撤。") if hanging else None


def _hanging(unit: Unit) -> list[str]:
    below = Unit.objects.filter(path__startswith=unit.path, depth=unit.depth + 1, until=None).count()
    posts = Post.objects.filter(unit=unit, until=None).count()
    covers = Coverage.objects.filter(party=unit, until=None).count()
    cares = Organisation.objects.filter(sector=unit, merged_into=None).count()
    cares += Unit.objects.filter(Q(sector=unit), until=None).count()
    found = ((below, "个下级单位"), (posts, "个岗位"), (covers, "家组织由它覆盖"), (cares, "家由它作行业主管"))
    return [f"{count}{words}" for count, words in found if count]


def why_not_reopen_unit(actor: Actor, unit: Unit) -> Refusal | None:
    """Undo of closing."""
    if not actor.may(Capability.EDIT_UNITS):
        return NOT_YOURS
    if unit.until is None:
        return Refusal("registry.unit_open", "单位没有撤销。")
    parent = Unit.objects.get_parent(unit)
    if parent is not None and parent.until is not None:
        return Refusal("registry.unit_closed", f"上级{parent}也撤销了，先恢复上级。")
    return None
