"""What rounds lend to pages of schemes: frozen facts for a what-if, settled results by unit, the rounds of an edition."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q
from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.assessment.rounds import computing, queries
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Calculation, Round
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.queries.inputs import subjects_of
from wuze.assessment.schemes import facts_source, policy, slots
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.tables import loaded
from wuze.registry.models import Unit
from wuze.scoring.facts import Facts

KIND = "round"


def offered(actor: Actor, edition: int) -> list[tuple[str, str]]:
    """The runs in force of the actor's own rounds by this edition or another one of its scheme. A run never changes, so it
    is the key; with another edition, the edition too."""
    family = SchemeEdition.objects.filter(pk=edition).values("family")
    rows = Calculation.objects.filter(
        Q(round__edition=edition) | Q(round__edition__family__in=family), round__in=queries.visible_to(actor),
        round__unit__in=queries.offices(actor), round__calculation=F("pk"), state=RunState.DONE,
    ).exclude(round__state=RoundState.DISCARDED)  # fmt: skip
    return [
        (str(run.pk) if run.round.edition_id == edition else f"{run.pk}-{edition}", f"{run}，{run.count}个")
        for run in rows.select_related("round")
    ]


def facts_of(key: str) -> Facts:
    """The facts of a run as they were frozen; for another edition those of the data items and indicators that both have."""
    run, _, edition = key.partition("-")
    rows = list(queries.with_all(Calculation.objects.select_related("round__edition").get(pk=int(run))))
    facts = computing.frozen(subjects_of(row.member for row in rows), rows)
    if edition and rows:
        old = queries.scheme_of(rows[0].calculation.round).scheme
        facts = computing.carried(facts, old, loaded(SchemeEdition.objects.get(pk=int(edition))).scheme)
    return facts


def trial_url(actor: Actor, row: Round) -> str:
    """Where a what-if on the round begins, its facts chosen; "" for whoever may not, or while nothing is computed, or
    where the round is discarded."""
    if (
        row.state == RoundState.DISCARDED
        or row.calculation is None
        or not queries.runs(actor, row)
        or policy.why_not_try(actor, row.edition)
    ):
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
    rows = (
        queries.visible_to(actor).filter(edition=edition).exclude(state=RoundState.DISCARDED).defer("edition__tables")
    )
    return [slots.UseLine(str(row), row.get_state_display(), url("one", row.pk)) for row in rows]


def lend() -> None:
    """When the app is ready."""
    facts_source.register(facts_source.Source(KIND, offered, facts_of))
    slots.register(settled)
    slots.register_uses(using)
