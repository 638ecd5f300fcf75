"""An edition drafted, edited, sent for approval. What follows when it is agreed: ``assignments.actions``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import COUNTY
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.duty.common import needed
from wuze.duty.editions import policy, rules, states
from wuze.duty.editions.models import Duty, DutyEdition, DutyPart
from wuze.kernel.errors import WHOLE_FORM, Invalid, refuse, same_version
from wuze.kernel.pinyin import initials
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "duty.edition"
ADOPT = "duty.adopt"


def thing_of(edition: DutyEdition) -> Thing:
    """As the trail names it."""
    return Thing(KIND, str(edition.pk), edition.title)


def locked(pk: int, version: int | None) -> DutyEdition:
    """Under lock, if it is still what the form was made from."""
    row = DutyEdition.objects.select_for_update().get(pk=pk)
    same_version(row.version, version)
    return row


def save(row: DutyEdition) -> None:
    """One version further."""
    row.version += 1
    row.save()


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the list."""

    title: str
    basis: str
    document: str = ""
    pledge: str = ""


@transaction.atomic
def make(actor: Actor, head: Head, lines: Sequence[rules.Line], source: str) -> DutyEdition:
    """A draft from the ready-made list, from another edition or from a file: all of it or nothing."""
    refuse(policy.why_not_draft(actor))
    title = needed(head.title, "title", "请填名称。")
    if rules.repeated(line.code for line in lines) or any(rules.faults_of(line) for line in lines):
        raise Invalid("duty.lines", {WHOLE_FORM: "清单里有问题没有改完，没有写入。"})
    row = DutyEdition.objects.create(
        title=title, basis=head.basis.strip(), document=head.document.strip(), pledge=head.pledge.strip(),
        made_by=actor.name, made_on=actor.today,
    )  # fmt: skip
    for order, line in enumerate(lines):
        _write(Duty(edition=row, order=order), line)
    record(
        "duty.edition_made", at=actor.at, who=actor.who("", source if source.endswith((".docx", ".xlsx")) else ""),
        thing=thing_of(row), after={"rows": len(lines), "source": source}, origin=actor.origin,
    )  # fmt: skip
    return row


def _write(duty: Duty, line: rules.Line) -> None:
    for name in ("code", "title", "requirement", "basis", "group", "standard", "unconfirmed"):
        setattr(duty, name, getattr(line, name))
    duty.initials = initials(line.title)[:80]
    duty.save()
    DutyPart.objects.filter(duty=duty).delete()
    DutyPart.objects.bulk_create(
        DutyPart(duty=duty, layer=layer, word=word, scope=scope) for layer, (word, scope) in line.parts.items()
    )


@transaction.atomic
def edit(actor: Actor, pk: int, head: Head, *, version: int | None) -> DutyEdition:
    """Name, document number, basis, number of the approval for 责任书."""
    row = locked(pk, version)
    refuse(policy.why_not_edit(actor, row))
    before = {name: getattr(row, name) for name in Head.__slots__}
    row.title = needed(head.title, "title", "请填名称。")
    row.basis, row.document, row.pledge = head.basis.strip(), head.document.strip(), head.pledge.strip()
    save(row)
    after = {name: getattr(row, name) for name in Head.__slots__}
    record(
        "duty.edition_edited", at=actor.at, who=actor.who(), thing=thing_of(row), before=before, after=after,
        origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def put_duty(actor: Actor, pk: int, line: rules.Line, *, duty: int | None, version: int | None) -> Duty:
    """One duty of a draft: new, or as it now stands."""
    row = locked(pk, version)
    refuse(policy.why_not_edit(actor, row))
    faults = rules.faults_of(line)
    others = row.duties.exclude(pk=duty) if duty else row.duties.all()
    if others.filter(code=line.code).exists():
        faults["code"] = "这个编号已经有了，请换一个。"
    if not duty and others.count() >= rules.MOST:
        faults["code"] = f"一份清单最多{rules.MOST}项。"
    if "parts" in faults:
        faults[WHOLE_FORM] = faults.pop("parts")
    if faults:
        raise Invalid("duty.line", faults)
    made = row.duties.get(pk=duty) if duty else Duty(edition=row, order=others.count())
    _write(made, line)
    save(row)
    record(
        "duty.duty_put", at=actor.at, who=actor.who(), thing=thing_of(row), origin=actor.origin,
        after={"duty": str(made), "parts": "、".join(f"{layer}{word}" for layer, (word, _) in line.parts.items())},
    )  # fmt: skip
    return made


@transaction.atomic
def drop_duty(actor: Actor, duty: int, *, version: int | None, reason: str) -> DutyEdition:
    """One duty taken out of a draft; the others keep their order."""
    row = locked(Duty.objects.values_list("edition", flat=True).get(pk=duty), version)
    refuse(policy.why_not_edit(actor, row))
    why = needed(reason, "reason", "请填理由。")
    found = row.duties.get(pk=duty)
    found.parts.all().delete()
    found.delete()
    save(row)
    record(
        "duty.duty_dropped", at=actor.at, who=actor.who(), thing=thing_of(row), origin=actor.origin,
        before={"duty": str(found)}, after={"reason": why},
    )  # fmt: skip
    return row


@transaction.atomic
def ask(actor: Actor, pk: int, *, version: int | None, reason: str) -> DutyEdition:
    """报批: by a click or on paper, somebody else decides."""
    row = locked(pk, version)
    number = row.duties.count()
    refuse(policy.why_not_ask(actor, row, number))
    asked = approvals.ask(
        actor, ADOPT, thing_of(row), COUNTY, reason=reason, detail=f"{number}项职责，{row.document or '文号未定'}",
        url=reverse("duty:edition", args=[row.pk]),
    )  # fmt: skip
    row.state, row.approval = states.EDITION[(row.state, "ask")], asked.pk
    save(row)
    record(
        "duty.edition_asked",
        at=actor.at,
        who=actor.who(),
        thing=thing_of(row),
        after={"rows": number},
        origin=actor.origin,
    )
    return row


@transaction.atomic
def discard(actor: Actor, pk: int, *, version: int | None, reason: str) -> DutyEdition:
    """A draft nobody wants."""
    row = locked(pk, version)
    refuse(policy.why_not_discard(actor, row))
    why = needed(reason, "reason", "请填理由。")
    row.state = states.EDITION[(row.state, "discard")]
    save(row)
    record(
        "duty.edition_discarded",
        at=actor.at,
        who=actor.who(),
        thing=thing_of(row),
        after={"reason": why},
        origin=actor.origin,
    )
    return row


def declined(actor: Actor, approval: Approval) -> None:
    """Back to the draft; also when the request was taken back."""
    row = locked(int(approval.thing_key), None)
    row.state = states.EDITION[(row.state, "decline")]
    save(row)
    record("duty.edition_declined", at=actor.at, who=actor.who(), thing=thing_of(row), origin=actor.origin)
