"""What rounds lend to pages of schemes: frozen facts for a what-if, settled results by unit, the rounds of an edition."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F
from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.assessment.rounds import computing, queries
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Calculation, Round
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.queries.inputs import subjects_of
from wuze.assessment.schemes import facts_source, policy, slots
from wuze.assessment.schemes.models import SchemeEdition
from wuze.registry.models import Unit
from wuze.scoring.facts import Facts

KIND = "round"


def offered(actor: Actor, edition: int) -> list[tuple[str, str]]:
    """The runs in force of the actor's own rounds that use this edition. A run never changes, so it is the key."""
    rows = Calculation.objects.filter(
        round__in=queries.visible_to(actor), round__unit__in=queries.offices(actor), round__edition=edition,
        round__calculation=F("pk"), state=RunState.DONE,
    )  # fmt: skip
    return [(str(run.pk), f"{run}，{run.count}个") for run in rows.select_related("round")]


def facts_of(key: str) -> Facts:
    """The facts of a run as they were frozen."""
    rows = list(queries.with_all(Calculation.objects.get(pk=int(key))))
    return computing.frozen(subjects_of(row.member for row in rows), rows)


def trial_url(actor: Actor, row: Round) -> str:
    """Where a what-if on the round begins, its facts chosen; "" for whoever may not, or while nothing is computed."""
    if row.calculation is None or not queries.runs(actor, row) or policy.why_not_try(actor, row.edition):
        return ""
    return f"{reverse('schemes:trial-new', args=[row.edition_id])}?source={KIND}:{row.calculation}"


def settled(actor: Actor, unit: Unit) -> Sequence[slots.YearLine]:
    """A unit's settled results that the actor sees; a correction stands beside what it corrects."""
    rows = queries.results_visible_to(actor).filter(
        member__unit=unit, member__round__state=RoundState.SETTLED, calculation=F("member__round__calculation"),
    ).order_by("-member__round__year", "-member__round_id")  # fmt: skip
    return [
        slots.YearLine(row.member.round.year, str(row.member.round), str(row.total), row.stands, url("card", row.pk))
        for row in rows.defer("facts", "items", "member__round__edition__tables")
    ]


def using(actor: Actor, edition: SchemeEdition) -> Sequence[slots.UseLine]:
    """The rounds of an edition that the actor sees, newest first."""
    rows = queries.visible_to(actor).filter(edition=edition).defer("edition__tables")
    return [slots.UseLine(str(row), row.get_state_display(), url("one", row.pk)) for row in rows]


def lend() -> None:
    """When the app is ready."""
    facts_source.register(facts_source.Source(KIND, offered, facts_of))
    slots.register(settled)
    slots.register_uses(using)
