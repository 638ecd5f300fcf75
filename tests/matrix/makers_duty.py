"""Things of 明责 for parameters: the list is the county's, notices and posts are each part's branch's."""

from __future__ import annotations

from tests import world
from tests.matrix.makers import MAKERS, Made, branches, units
from tests.world import County
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import Duty, DutyEdition, DutyPart
from wuze.duty.notices.models import DutyNotice


def _edition(state: str) -> DutyEdition:
    row = DutyEdition.objects.filter(state=state).first()
    since = world.DAY if state == EditionState.IN_FORCE else None
    return row or DutyEdition.objects.create(
        title="测试清单", basis="x", state=state, since=since, made_by="甲", made_on=world.DAY
    )


def _part(state: str = EditionState.IN_FORCE, layer: str = "party", scope: str = "all") -> DutyPart:
    edition = _edition(state)
    duty, _ = Duty.objects.get_or_create(
        edition=edition, code="D-01", defaults={"title": "x", "requirement": "x", "basis": "x"}
    )
    part, _ = DutyPart.objects.get_or_create(duty=duty, layer=layer, defaults={"word": "自抓", "scope": scope})
    return part


def _one(values: dict[str, object]) -> Made:
    """The list is the county's, kept by the lead office."""
    return {"lead": values}


def editions(_county: County) -> Made:
    """In force."""
    return _one({"pk": _edition(EditionState.IN_FORCE).pk})


def files(_county: County) -> Made:
    """As Word."""
    return _one({"pk": _edition(EditionState.IN_FORCE).pk, "kind": "word"})


def verbs(_county: County) -> Made:
    """One verb stands for all: a new name for a draft."""
    return _one({"pk": _edition(EditionState.DRAFT).pk, "verb": "edit"})


def duties(_county: County) -> Made:
    """In force."""
    return _one({"pk": _part().duty_id})


def drafted(_county: County) -> Made:
    """Of a draft."""
    return _one({"pk": _part(EditionState.DRAFT).duty_id})


def cells(_county: County) -> Made:
    """Of the branches."""
    return _one({"pk": _part().pk})


def named(_county: County) -> Made:
    """Of the departments."""
    return _one({"pk": _part(layer="department", scope="named").pk})


def posts(county: County) -> Made:
    """Each part's branch."""
    part = _part().pk
    return {owner: {"part": part, "unit": unit.pk} for owner, unit in branches(county).items()}


def notices(county: County) -> Made:
    """Each part's branch."""
    edition = _edition(EditionState.IN_FORCE)
    told = {"sent_on": world.DAY, "sent_by": "甲"}
    return {
        owner: {"pk": DutyNotice.objects.get_or_create(edition=edition, unit=unit, defaults=told)[0].pk}
        for owner, unit in branches(county).items()
    }


def receipts(county: County) -> Made:
    """One verb stands for all: to receive."""
    return {owner: found | {"verb": "sign"} for owner, found in notices(county).items()}


MAKERS |= {
    "duty:unit": units, "duty:duty": duties, "duty:duty-edit": drafted, "duty:cell": cells, "duty:name": named,
    "duty:assign": posts, "duty:edition": editions, "duty:download": files, "duty:edition-act": verbs,
    "duty:notice": notices, "schemes:of-duty": duties, "duty:notice-act": receipts,
}  # fmt: skip
