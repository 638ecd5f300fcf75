"""Notices sent to all who have not had one, received, objected to, answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wuze.accounts.enter_for import Behalf, behalf_faults, who
from wuze.accounts.values import Actor
from wuze.duty.common import concerned, needed
from wuze.duty.editions import actions as editions
from wuze.duty.editions import policy as edition_policy
from wuze.duty.notices import policy, queries, states
from wuze.duty.notices.models import DutyNotice, NoticeFile
from wuze.files.store import Taken
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse, same_version
from wuze.registry.evidence.actions import lay
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "duty.notice"


def thing_of(row: DutyNotice) -> Thing:
    """As the trail names it."""
    return Thing(KIND, str(row.pk), str(row)[:120])


@transaction.atomic
def send(actor: Actor, edition: int, *, version: int | None = None) -> int:
    """发告知单: to every unit that has not had this edition's, in one act."""
    row = editions.locked(edition, version)
    refuse(edition_policy.why_not_spread(actor, row))
    units = list(queries.to_send(actor, row))
    if not units:
        raise Refused(Refusal("duty.all_told", "这一版该告知的单位都告知过了。"))
    DutyNotice.objects.bulk_create(
        [DutyNotice(edition=row, unit=unit, sent_on=actor.today, sent_by=actor.name) for unit in units], batch_size=500
    )
    editions.save(row)
    record(
        "duty.notices_sent", at=actor.at, who=actor.who(), thing=editions.thing_of(row), after={"units": len(units)},
        rows=concerned(units), origin=actor.origin,
    )  # fmt: skip
    return len(units)


def _locked(pk: int, version: int | None) -> DutyNotice:
    rows = DutyNotice.objects.select_for_update(of=("self",)).select_related("unit", "edition")
    row = rows.get(pk=pk)
    same_version(row.version, version)
    return row


def _check_behalf(actor: Actor, unit: Unit, behalf: Behalf | None) -> None:
    if behalf is None:
        refuse(policy.why_must_enter_for(actor, unit))
    if faults := behalf_faults(behalf, actor.today):
        raise Invalid("duty.behalf", faults)


def _done(
    code: str, actor: Actor, row: DutyNotice, after: dict[str, object], behalf: Behalf | None = None
) -> DutyNotice:
    row.version += 1
    row.save()
    record(
        code, at=actor.at, who=who(actor, behalf), thing=thing_of(row), after=after, rows=concerned([row.unit]),
        origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def sign(actor: Actor, pk: int, *, version: int | None, behalf: Behalf | None = None) -> DutyNotice:
    """签收: it has arrived. No consent, no signature of a person."""
    row = _locked(pk, version)
    refuse(policy.why_not_from_unit(actor, row, "sign"))
    _check_behalf(actor, row.unit, behalf)
    row.state = states.NOTICE[(row.state, "sign")]
    row.signed_on, row.signed_by = actor.today, actor.name
    row.on_behalf, row.source = (behalf.on_behalf, behalf.source) if behalf else ("", "")
    return _done("duty.notice_signed", actor, row, {"state": row.get_state_display()}, behalf)


@transaction.atomic
def raise_objection(
    actor: Actor,
    pk: int,
    *,
    version: int | None,
    reason: str,
    behalf: Behalf | None = None,
    files: Sequence[Taken] = (),
) -> DutyNotice:
    """有异议: which duty, and why not."""
    row = _locked(pk, version)
    refuse(policy.why_not_from_unit(actor, row, "object"))
    why = needed(reason, "reason", "请写哪一项、为什么不该由本单位担。")
    _check_behalf(actor, row.unit, behalf)
    row.state = states.NOTICE[(row.state, "object")]
    row.objection, row.objected_on, row.objected_by = why, actor.today, actor.name
    row.on_behalf, row.source = (behalf.on_behalf, behalf.source) if behalf else ("", "")
    received = behalf.dated if behalf else actor.today
    laid = lay(NoticeFile, row, files, actor, happened=received, received=received, behalf=behalf)
    return _done("duty.notice_objected", actor, row, {"reason": why, **laid}, behalf)


@transaction.atomic
def answer(actor: Actor, pk: int, *, version: int | None, text: str) -> DutyNotice:
    """答复: then the unit receives, or takes it up with its superior."""
    row = _locked(pk, version)
    refuse(policy.why_not_answer(actor, row))
    said = needed(text, "text", "请写答复：改、不改，理由是什么。")
    row.state = states.NOTICE[(row.state, "answer")]
    row.answer, row.answered_on, row.answered_by = said, actor.today, actor.name
    return _done("duty.notice_answered", actor, row, {"answer": said})
