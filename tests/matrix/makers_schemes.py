"""Schemes for the matrix: of the lead office (``lead``), of another office (``other``), and one that is adopted."""

from __future__ import annotations

from tests.assessment.schemes_making import adopted, draft, scheme_tables, trial
from tests.matrix.makers import MAKERS, Made, Maker, units
from tests.matrix.makers_assessment import finished, offices
from tests.world import County, actor
from wuze.assessment.schemes import actions, sheets
from wuze.assessment.schemes.findings import blocking
from wuze.assessment.schemes.tables import loaded

CLEAN, STOPPED = "主要负责人-排名", "村社区-加扣分"


def drafts(name: str = CLEAN, **more: object) -> Maker:
    """A draft of each office; ``more`` parameters of the address."""
    return lambda county: {owner: {"pk": draft(user, name).pk, **more} for owner, user in offices(county).items()}


def read(county: County) -> Made:
    """Also an adopted one."""
    by = county.users["lead_head"]
    return {**drafts()(county), "adopted": {"pk": adopted(county.users["lead_clerk"], by, CLEAN).pk}}


def pairs(county: County) -> Made:
    """A draft beside its own copy."""
    found: Made = {}
    for owner, user in offices(county).items():
        row = draft(user, CLEAN)
        found[owner] = {"pk": actions.copy(actor(user), row.pk).pk, "other": row.pk}
    return found


def trials(county: County) -> Made:
    """A what-if of each office."""
    return {owner: {"pk": trial(user, draft(user, STOPPED), STOPPED).pk} for owner, user in offices(county).items()}


def ready(county: County) -> Made:
    """Drafts that nothing stops."""
    found: Made = {}
    for owner, user in offices(county).items():
        tables = dict(sheets.canonical(scheme_tables(CLEAN)))
        row = actions.from_file(actor(user), tables, "方案.xlsx")
        if blocking(loaded(row)):
            actions.override(actor(user), row.pk, "原表如此，今年先照用，明年再改", version=None)
        found[owner] = {"pk": row.pk}
    return found


MAKERS |= {
    **dict.fromkeys(("schemes:one", "schemes:print", "schemes:file"), read),
    **dict.fromkeys(("schemes:copy", "schemes:item-new", "schemes:try", "schemes:data", "schemes:discard"), drafts()),
    "schemes:trial-new": drafts(),
    "schemes:override": drafts(STOPPED),
    "schemes:ask": ready,
    "schemes:grid": drafts(CLEAN, sheet="parts"),
    "schemes:item": drafts(CLEAN, number=1),
    "schemes:diff": pairs,
    "schemes:from-reading": finished,
    **dict.fromkeys(
        ("schemes:trial", "schemes:trial-change", "schemes:trial-file", "schemes:trial-keep", "schemes:trial-drop"), trials
    ),
    "schemes:past-unit": units,
}  # fmt: skip
