"""Who sees which round, roster line, entry: the office that runs it all of it, superiors theirs, each unit its own."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.assessment.rounds.models import Decision, Entry, EntryFile, Member, Round, Upload
from wuze.assessment.rounds.states import PUBLISHED, TAKES_FACTS
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import SchemeEdition
from wuze.registry.queries import own_and_below

NOBODY = Q(pk__in=[])


def offices(actor: Actor) -> list[int]:
    """The units from whose posts the actor runs rounds."""
    return sorted({held.unit for held in actor.posts_that(Capability.RUN_ROUNDS)})


def is_office(actor: Actor) -> bool:
    """Does the actor run rounds at all?"""
    return bool(offices(actor))


def runs(actor: Actor, row: Round) -> bool:
    """Does the actor run this one?"""
    return row.unit_id in offices(actor)


def sees_results(actor: Actor) -> bool:
    """Is there a post that shows results?"""
    return actor.may(Capability.SEE_RESULTS)


def visible_to(actor: Actor) -> QuerySet[Round]:
    """Rounds of the office one runs; leaders those that were fed back; others those in which a unit of theirs stands,
    superiors also while facts are collected."""
    if not sees_results(actor):
        return Round.objects.none()
    seen = Q(unit__in=offices(actor))
    if actor.sees_county and not is_office(actor):
        seen |= Q(state__in=PUBLISHED)
    own = Member.objects.filter(own_and_below(actor, "unit__"), out=False).values("round")
    states = (*PUBLISHED, *TAKES_FACTS) if actor.may(Capability.RATE) else PUBLISHED
    return Round.objects.filter(seen | Q(pk__in=own, state__in=states)).select_related("unit", "edition")


def members_below(actor: Actor) -> Q:
    """Roster lines whose unit is the actor's own or below it; the whole roster for the office and for leaders."""
    if actor.sees_county and not is_office(actor):
        return Q(round__state__in=PUBLISHED)
    return own_and_below(actor, "unit__") | Q(round__unit__in=offices(actor))


def members_visible_to(actor: Actor) -> QuerySet[Member]:
    """Roster lines."""
    rows = Member.objects.filter(members_below(actor), round__in=visible_to(actor).values("pk"))
    return rows.select_related("round", "unit")


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """Entries about those roster lines: whoever is assessed sees what was written of them (mission: 每个数都打得开)."""
    rows = Entry.objects.filter(member__in=members_visible_to(actor).values("pk"))
    return rows.select_related("round", "member__unit")


def files_of(entry: Entry) -> QuerySet[EntryFile]:
    """Its evidence, as it came."""
    return entry.files.select_related("file")


def uploads_visible_to(actor: Actor) -> QuerySet[Upload]:
    """Workbooks of the rounds one sees; which rows of them, the page says."""
    return Upload.objects.filter(round__in=visible_to(actor).values("pk")).select_related("round__unit")


def adopted_editions(actor: Actor) -> QuerySet[SchemeEdition]:
    """Editions of the office that may be used."""
    return SchemeEdition.objects.filter(unit__in=offices(actor), state=EditionState.ADOPTED).order_by("-year", "-id")


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decisions of the rounds one runs."""
    return Decision.objects.filter(round__unit__in=offices(actor)).select_related("round")


def members_to_upload(actor: Actor, row: Round) -> list[Member]:
    """Roster lines whose rows in a workbook the actor may bring."""
    if runs(actor, row):
        return list(row.members.filter(out=False))
    keys = [pk for pk, _ in members_to_rate(actor, row)]
    return list(row.members.filter(pk__in=keys))


def members_to_rate(actor: Actor, row: Round) -> list[tuple[int, str]]:
    """Roster lines the actor may write about: the office all, a superior what belongs to it, nobody oneself."""
    rows = members_visible_to(actor).filter(round=row, out=False)
    if not runs(actor, row):
        own = [held.unit for held in actor.posts_that(Capability.RATE)]
        below = NOBODY
        for held in actor.posts_that(Capability.RATE):
            below |= Q(unit__path__startswith=held.path)
        rows = rows.filter(below).exclude(unit__in=own)
    return [(one.pk, one.name) for one in rows.order_by("order", "id")]
