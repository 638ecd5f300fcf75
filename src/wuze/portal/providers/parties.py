"""Party organisations whose term ends, and corrections that wait for whoever keeps the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.frame import address
from wuze.portal.lines import Line, Tally
from wuze.registry import queries
from wuze.registry.links.queries import checks_visible_to
from wuze.registry.models import PartyOrganisation
from wuze.registry.parties.queries import term_over
from wuze.registry.parties.rules import NOTICE, months_later


def terms(actor: Actor) -> Tally | None:
    """One line: how many Party organisations one manages are at the end of their term, or within three months of it;
    where none is, those within six."""
    if not actor.may(Capability.EDIT_POSTS):
        return None
    units = queries.managed_by(actor).filter(queries.in_force(actor.today)).values("pk")
    six, three = (months_later(actor.today, months) for months in NOTICE)
    rows = PartyOrganisation.objects.filter(unit__in=units)
    days = {"over": actor.today, "three": three, "six": six}
    return Tally({name: rows.filter(term_over(day)) for name, day in days.items()}, _terms)


def _terms(found: Mapping[str, int]) -> Sequence[Line]:
    if not found["six"]:
        return ()
    view, words = ("three", "3个月内到届") if found["three"] else ("six", "6个月内到届")
    light = Light("red", f"{found['over']}个已到届") if found["over"] else Light("amber", "快到届")
    url = f"{address('registry:parties')}?view={view}"
    detail = "换届要报上级批准，延期最多一年。"
    return [Line("mine", f"{found[view]}个党组织{words}", url, detail, light=light, verb=Verb("看是哪些", url, "get"))]


def corrections(actor: Actor) -> Tally | None:
    """One line: what units and secretaries said to be wrong, and nobody has settled."""
    if not actor.may(Capability.BRANCH_ACCOUNTS):
        return None
    return Tally({"checks": checks_visible_to(actor).filter(Q(same=False, settled_at=None))}, _corrections)


def _corrections(found: Mapping[str, int]) -> Sequence[Line]:
    number = found["checks"]
    if not number:
        return ()
    url, light = address("unit-links:checks"), Light("amber", "等处理")
    return [
        Line(
            "mine",
            f"{number}处名录信息有人提更正",
            url,
            "核对后改名录，再写处理结果。",
            light=light,
            verb=Verb("去处理", url, "get"),
        )
    ]
