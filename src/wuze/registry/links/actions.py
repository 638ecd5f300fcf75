"""核对本单位信息: the answer, and what the superior did about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wuze.accounts import enter_for
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.errors import WHOLE_FORM, Invalid, Refusal, Refused, refuse, same_version
from wuze.registry.enums import UnitKind
from wuze.registry.models import Coverage, Organisation, Unit, UnitCheck
from wuze.registry.queries import in_force, manages
from wuze.trail.actions import record
from wuze.trail.values import Row, Sensitive, Thing

KIND = "registry.check"
LINK = "一次性链接"


@dataclass(frozen=True, slots=True)
class Answer:
    """All right, or what differs."""

    same: bool
    secretary: str = ""
    phone: str = ""
    note: str = ""


def answer_faults(answer: Answer) -> dict[str, str]:
    """Field → sentence."""
    given = any((answer.secretary.strip(), answer.phone.strip(), answer.note.strip()))
    if not answer.same and not given:
        return {"note": "有不对的，请写哪里不对：书记、电话或其他，填一样就行。"}
    if answer.same and given:
        return {WHOLE_FORM: "选了“都对”，又填了不对的。有不对的请选“有不对的”。"}
    return {}


def why_not_check(actor: Actor, unit: Unit, behalf: Behalf | None) -> Refusal | None:
    """The bearer of a link (the view knows for which unit), or on behalf of a unit one manages."""
    if actor.link:
        return None
    if no := enter_for.why_not_enter_for(actor):
        return no
    if not manages(actor, unit):
        return Refusal("check.not_yours", f"{unit}不归您的单位管，由它的上级代录。")
    return None if behalf else Refusal("check.behalf", "代录要写替谁、依据哪份材料。")


@transaction.atomic
def check_unit(actor: Actor, unit: int, answer: Answer, *, behalf: Behalf | None = None) -> UnitCheck:
    """The unit's answer. Nothing in the registry changes; the superior sees it."""
    row = Unit.objects.select_for_update().get(pk=unit)
    refuse(why_not_check(actor, row, behalf))
    if faults := answer_faults(answer) | enter_for.behalf_faults(behalf, actor.today):
        raise Invalid("check.answer", faults)
    check = UnitCheck.objects.create(
        unit=row, same=answer.same, secretary=answer.secretary.strip(), phone=answer.phone.strip(),
        note=answer.note.strip(), entered_by=actor.name, entered_post=actor.post, by_link=bool(actor.link),
        on_behalf=behalf.on_behalf if behalf else "", source=behalf.source if behalf else "", at=actor.at,
    )  # fmt: skip
    after = {
        "answer": "都对" if check.same else "有不对的", "secretary": check.secretary, "note": check.note,
        "phone": Sensitive(check.phone) if check.phone else "", "check": check.pk,
    }  # fmt: skip
    signed = enter_for.who(actor, behalf) if behalf else actor.who(source=LINK if actor.link else "")
    record(
        "registry.unit_checked", at=actor.at, who=signed, thing=Thing("registry.unit", str(row.pk), str(row)),
        after=after, origin=actor.origin,
    )  # fmt: skip
    return check


def why_not_ask_correction(actor: Actor, row: Organisation) -> Refusal | None:
    """The Party organisation that covers it says what is wrong; whoever may change the registry just changes it."""
    return None if covering_unit(actor, row) else COVERED_ONLY


COVERED_ONLY = Refusal("check.not_covering", "由覆盖这家的党组织提更正。您能改名录的，直接改。")


def covering_unit(actor: Actor, row: Organisation) -> int | None:
    """The actor's own Party organisation that covers it today."""
    own = [held.unit for held in actor.posts if held.unit_kind == UnitKind.PARTY]
    held = Coverage.objects.filter(in_force(actor.today), organisation=row, party__in=own)
    return held.values_list("party", flat=True).first()


@transaction.atomic
def ask_correction(actor: Actor, organisation: int, *, note: str) -> UnitCheck:
    """提更正: what is wrong about an organisation. Nothing in the registry changes; the superior of the unit sees it."""
    row = Organisation.objects.select_for_update().get(pk=organisation)
    unit = covering_unit(actor, row)
    if unit is None:
        raise Refused(COVERED_ONLY)
    if not note.strip():
        raise Invalid("check.correction", {"note": "请写哪里不对，应该是什么。"})
    return _said(actor, row, unit, same=False, note=note)


@transaction.atomic
def check_organisation(actor: Actor, organisation: int, unit: int, *, same: bool, note: str) -> UnitCheck:
    """核对本企业信息 by the bearer of a link, the owner as a rule; ``unit`` is the one the link was issued for. It settles
    nothing and punishes nobody: whoever keeps the registry sees it."""
    row = Organisation.objects.select_for_update().get(pk=organisation)
    if not actor.link:
        raise Refused(COVERED_ONLY)
    if faults := answer_faults(Answer(same, note=note)):
        raise Invalid("check.organisation", faults)
    return _said(actor, row, unit, same=same, note=note)


def _said(actor: Actor, row: Organisation, unit: int, *, same: bool, note: str) -> UnitCheck:
    check = UnitCheck.objects.create(
        unit_id=unit, organisation=row, same=same, note=note.strip(), entered_by=actor.name, entered_post=actor.post,
        by_link=bool(actor.link), at=actor.at,
    )  # fmt: skip
    code = "registry.organisation_checked" if same else "registry.correction_asked"
    record(
        code, at=actor.at, who=actor.who(source=LINK if actor.link else ""),
        thing=Thing("registry.organisation", str(row.pk), row.name), after={"note": check.note, "check": check.pk},
        rows=[Row(Thing("registry.unit", str(check.unit_id), str(check.unit)))], origin=actor.origin,
    )  # fmt: skip
    return check


def why_not_settle(actor: Actor, check: UnitCheck) -> Refusal | None:
    """Once, by whoever manages the unit."""
    if check.settled_at:
        return Refusal("check.settled", f"{check.settled_by}已经处理过：{check.outcome}")
    if not actor.may(Capability.BRANCH_ACCOUNTS) or not manages(actor, check.unit):
        return Refusal("check.not_yours", "由管这个单位的上级处理。")
    return None


@transaction.atomic
def settle(actor: Actor, check: int, outcome: str, *, version: int | None = None) -> UnitCheck:
    """处理: what was corrected, or why nothing was."""
    row = UnitCheck.objects.select_for_update(of=("self",)).select_related("unit").get(pk=check)
    same_version(row.version, version)
    if no := why_not_settle(actor, row):
        raise Refused(no)
    if not outcome.strip():
        raise Invalid("check.outcome", {"outcome": "请填怎么处理的：改了什么，或为什么不改。"})
    row.settled_by, row.settled_at, row.outcome = actor.name, actor.at, outcome.strip()
    row.version += 1
    row.save()
    record(
        "registry.check_settled", at=actor.at, who=actor.who(),
        thing=Thing("registry.unit", str(row.unit.pk), str(row.unit)), after={"outcome": row.outcome, "check": row.pk},
        origin=actor.origin,
    )  # fmt: skip
    return row
