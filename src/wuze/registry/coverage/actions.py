"""Limits, next steps, answers, and what was entered wrongly. One function, one transaction, one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.actions.units import changed
from wuze.registry.actions.units import thing_of as unit_thing
from wuze.registry.coverage import policy, rules
from wuze.registry.enums import CoverKind, LimitCode, Question
from wuze.registry.models import BY_PARTY, Coverage, CoverAnswer, CoverLimit, CoverStep, Organisation, Unit
from wuze.registry.organisations.actions import locked, thing_of
from wuze.registry.parties.actions import in_words
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing


@transaction.atomic
def set_limit(actor: Actor, *, code: str, value: int, since: date, basis: str) -> CoverLimit:
    """Another measure from a day on; days before keep theirs."""
    refuse(policy.why_not_set_limit(actor))
    least, most = rules.RANGES[code]
    if not least <= value <= most:
        raise Invalid("coverage.limit", {"value": f"请填{least}到{most}的整数。"})
    try:
        with transaction.atomic():
            row = CoverLimit.objects.create(code=code, value=value, since=since, basis=basis)
    except IntegrityError as error:
        raise Invalid("coverage.limit", {"since": "这一天已经定过，请换一天。"}) from error
    record(
        "registry.cover_limit_set", at=actor.at, who=actor.who(),
        thing=Thing("registry.coverlimit", code, LimitCode(code).label),
        after={"value": value, "since": since, "basis": basis}, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def put_step(actor: Actor, organisation: int, *, version: int | None, step: str, due: date) -> CoverStep:
    """What comes next for a blank, and by when; it takes the place of the one before."""
    row = locked(organisation)
    old = CoverStep.objects.select_for_update().filter(organisation=row).first()
    same_version(old.version if old else 0, version)
    refuse(policy.why_not_put_step(actor, row))
    if due < actor.today:
        raise Invalid("coverage.step", {"due": "请填今天或以后的一天。"})
    before = {"step": old.step, "due": old.due} if old else {}
    found = old or CoverStep(organisation=row, version=0)
    found.step, found.due, found.entered_by, found.entered_on = step, due, actor.name, actor.today
    found.version += 1
    found.save()
    record(
        "registry.cover_step_put", at=actor.at, who=actor.who(), thing=thing_of(row), before=before,
        after={"step": step, "due": due}, origin=actor.origin,
    )  # fmt: skip
    return found


@transaction.atomic
def answer(actor: Actor, unit: int, question: str, *, seen: str, text: str) -> CoverAnswer:
    """What the owner says to a question. It stands for some months; nothing else follows."""
    row = Unit.objects.select_for_update().get(pk=unit)
    refuse(policy.why_not_answer(actor, row))
    made = CoverAnswer.objects.create(
        unit=row, question=question, seen=seen, answer=text, entered_by=actor.name, on=actor.today
    )
    after = {"question": Question(question).label, "seen": seen, "answer": text}
    record(
        "registry.cover_answered", at=actor.at, who=actor.who(), thing=unit_thing(row), after=after, origin=actor.origin
    )
    return made


# --- entered wrongly --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A coverage as it should have been entered."""

    kind: str
    since: date
    until: date | None
    evidence: str
    evidence_on: date | None


@transaction.atomic
def correct(actor: Actor, pk: int, right: Corrected, *, version: int | None, reason: str) -> Coverage:
    """The entry becomes what was true; what stood before is in the trail."""
    organisation, row = _locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_correct(actor, row))
    if faults := _faults(row, right, actor.today):
        raise Invalid("coverage.correct", faults)
    before = in_words(row)
    for name in Corrected.__slots__:
        setattr(row, name, getattr(right, name))
    row.version += 1
    row.save()
    old, new = changed(before, in_words(row))
    _put_down(actor, "registry.cover_corrected", organisation, row, old, {**new, "reason": reason})
    return row


@transaction.atomic
def strike(actor: Actor, pk: int, *, version: int | None, reason: str) -> Organisation:
    """The entry was never true: it goes, the trail keeps it."""
    organisation, row = _locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_correct(actor, row))
    before = in_words(row)
    row.delete()
    _put_down(actor, "registry.cover_struck", organisation, row, before, {"reason": reason})
    return organisation


def _locked(pk: int) -> tuple[Organisation, Coverage]:
    """The organisation first, as every act on its coverage does."""
    organisation = locked(Coverage.objects.values_list("organisation_id", flat=True).get(pk=pk))
    row = Coverage.objects.select_for_update(of=("self",)).select_related("party", "person").get(pk=pk)
    row.organisation = organisation
    return organisation, row


def _faults(row: Coverage, right: Corrected, today: date) -> dict[str, str]:
    faults: dict[str, str] = {}
    if right.since > today:
        faults["since"] = "不能晚于今天。"
    if right.until is not None and not right.since < right.until <= today:
        faults["until"] = "请填开始以后、今天或以前的一天；还在覆盖就空着。"
    if (right.kind in BY_PARTY) != (row.kind in BY_PARTY) or (right.kind == CoverKind.MASS) != (
        row.kind == CoverKind.MASS
    ):
        faults["kind"] = "换成另一类要先删去这一条，再按新的方式定覆盖。"
    others = Coverage.objects.filter(organisation=row.organisation_id, until=None).exclude(pk=row.pk)
    others = others.filter(party=row.party) if row.party_id else others.filter(kind=right.kind, person=row.person)
    if right.until is None and others.exists():
        faults["until"] = "同一个覆盖已有一条还在，这一条要填到哪天为止。"
    return faults


def _put_down(
    actor: Actor, code: str, organisation: Organisation, row: Coverage, before: dict[str, object],
    after: dict[str, object],
) -> None:  # fmt: skip
    """The page of the organisation is no longer what stands; then the entry."""
    organisation.version += 1
    organisation.save(update_fields=["version"])
    record(
        code, at=actor.at, who=actor.who(), thing=thing_of(organisation), before=before, after=after,
        rows=[Row(unit_thing(row.party))] if row.party else (), origin=actor.origin,
    )  # fmt: skip
