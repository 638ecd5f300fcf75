"""A post changes hands: drafted, given, taken; on taking, the old appointment ends and the new one begins, in one act."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.login.sessions import end_sessions_of_person
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry import policy, queries, rules, states
from wuze.registry.actions import people, posts
from wuze.registry.actions.people import NewPerson
from wuze.registry.enums import HandoverState, HandoverWay
from wuze.registry.handover_lines import lines_of
from wuze.registry.models import Appointment, Handover, HandoverLine, Post
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing


def thing_of(handover: Handover) -> Thing:
    """The handover as the trail names it."""
    return Thing("registry.handover", str(handover.pk), str(handover))


def _rows(handover: Handover) -> tuple[Row, ...]:
    post = handover.post
    return (Row(posts.thing_of(post)), *posts.concerned(post, handover.outgoing.person, handover.incoming))


def _locked(pk: int) -> Handover:
    """Post first, then handover: the order of all who touch a post."""
    post = posts.locked(Handover.objects.values_list("post_id", flat=True).get(pk=pk))
    row = Handover.objects.select_for_update(of=("self",)).select_related("outgoing__person", "incoming").get(pk=pk)
    row.post = post
    return row


def _check(actor: Actor, post: Post, outgoing: Appointment, incoming: Person, on: date) -> None:
    if outgoing.person_id == incoming.pk:
        raise Invalid("registry.handover", {"person": f"{incoming}就是现在的任职人。"})
    if on <= outgoing.since:
        raise Invalid("registry.handover", {"on": f"{outgoing.person}{rules.cn(outgoing.since)}到任，请填以后的一天。"})
    posts.check_appointment(actor, post, incoming, on, None, but=outgoing.pk, field="on")


@transaction.atomic
def draft_handover(
    actor: Actor, post: int, *, on: date, basis: str, person: int = 0, new: NewPerson | None = None
) -> Handover:
    """Who takes over (someone known, or ``new``), from which day, by which document."""
    row = posts.locked(post)
    refuse(policy.why_not_draft_handover(actor, row))
    outgoing = queries.holder_of(row, actor.today)
    incoming = people.taken_in(actor, row.unit, new) if new is not None else Person.objects.get(pk=person)
    assert outgoing is not None  # noqa: S101 - the policy has looked, under the same lock
    _check(actor, row, outgoing, incoming, on)
    made = Handover.objects.create(
        post=row, outgoing=outgoing, incoming=incoming, on=on, basis=basis, drafted_by=actor.name, drafted_at=actor.at
    )
    after = {"outgoing": outgoing.person.name, "incoming": incoming.name, "on": on, "basis": basis}
    after["new_person"] = new is not None
    record(
        "registry.handover_drafted", at=actor.at, who=actor.who(), thing=thing_of(made), after=after,
        rows=_rows(made), origin=actor.origin,
    )  # fmt: skip
    return made


@transaction.atomic
def give(actor: Actor, pk: int, *, version: int | None, way: str = HandoverWay.CLICK, source: str = "") -> Handover:
    """The outgoing side says so; from here the sheet stands as it was."""
    row = _locked(pk)
    same_version(row.version, version)
    own = way == HandoverWay.CLICK
    refuse(policy.why_not_give(actor, row) if own else policy.why_not_register_give(actor, row))
    _needs_source(way, source)
    row.state = states.after(row.state, "give") or row.state
    row.given_by, row.given_at, row.given_way, row.given_source = actor.name, actor.at, way, source
    row.version += 1
    row.save()
    lines = lines_of(row.post, actor.at)
    HandoverLine.objects.bulk_create(
        HandoverLine(
            handover=row, position=number, kind=line.kind[:40], key=line.key[:80], label=line.label[:200],
            state=line.state[:120], url=line.url[:200],
        )
        for number, line in enumerate(lines, 1)
    )  # fmt: skip
    behalf = "" if own else row.outgoing.person.name
    record(
        "registry.handover_given", at=actor.at, who=actor.who(behalf, "" if own else source), thing=thing_of(row),
        after={"way": row.get_given_way_display(), "lines": len(lines)}, rows=_rows(row), origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def take(actor: Actor, pk: int, *, version: int | None, way: str = HandoverWay.CLICK, source: str = "") -> Handover:
    """The incoming side says so: old appointment to the day, new one from the day."""
    row = _locked(pk)
    same_version(row.version, version)
    own = way == HandoverWay.CLICK
    refuse(policy.why_not_take(actor, row) if own else policy.why_not_register_take(actor, row))
    _needs_source(way, source)
    Person.objects.select_for_update().get(pk=row.incoming_id)
    posts.check_person_role(row.post, row.incoming, row.post.role, actor.today)
    Appointment.objects.filter(pk=row.outgoing_id).update(until=row.on, version=row.outgoing.version + 1)
    Appointment.objects.create(post=row.post, person=row.incoming, since=row.on, basis=row.basis)
    if row.on <= actor.today:
        end_sessions_of_person(row.outgoing.person_id)
    row.state = states.after(row.state, "take") or row.state
    row.taken_by, row.taken_at, row.taken_way, row.taken_source = actor.name, actor.at, way, source
    row.version += 1
    row.save()
    after = {
        "way": row.get_taken_way_display(), "outgoing": row.outgoing.person.name, "incoming": row.incoming.name,
        "on": row.on,
    }  # fmt: skip
    behalf = "" if own else row.incoming.name
    record(
        "registry.handover_done", at=actor.at, who=actor.who(behalf, "" if own else source), thing=thing_of(row),
        after=after, rows=_rows(row), origin=actor.origin,
    )  # fmt: skip
    return row


def _needs_source(way: str, source: str) -> None:
    if way != HandoverWay.CLICK and not source.strip():
        raise Invalid("registry.handover", {"source": "请填凭据：哪份纸、哪天的，或本人不在的缘由。"})


@transaction.atomic
def cancel_handover(actor: Actor, pk: int, *, version: int | None, reason: str) -> Handover:
    """Until it is done: nothing has changed hands."""
    row = _locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_cancel_handover(actor, row))
    before = {"state": HandoverState(row.state).label}
    row.state, row.reason, row.version = states.after(row.state, "cancel") or row.state, reason, row.version + 1
    row.save()
    record(
        "registry.handover_cancelled", at=actor.at, who=actor.who(), thing=thing_of(row), before=before,
        after={"reason": reason}, rows=_rows(row), origin=actor.origin,
    )  # fmt: skip
    return row
