"""The county's table of types."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.actions.units import changed
from wuze.registry.models import OrganisationType
from wuze.registry.organisations import policy
from wuze.trail.actions import record
from wuze.trail.values import Thing

FIELDS = ("name", "social", "usual_form", "note", "unconfirmed")


def shown(row: OrganisationType) -> dict[str, object]:
    """What an edit may change, in words."""
    return {**{name: getattr(row, name) for name in FIELDS}, "sector": str(row.sector or "")}


def thing_of(row: OrganisationType) -> Thing:
    """The type as the trail names it."""
    return Thing("registry.type", str(row.pk), row.name)


@transaction.atomic
def add_type(
    actor: Actor, *, name: str, sector: int | None, social: bool, usual_form: str, note: str, unconfirmed: bool
) -> OrganisationType:
    """Another type, at the end of the county's order."""
    refuse(policy.why_not_edit_type(actor))
    rows = list(OrganisationType.objects.select_for_update(of=("self",)).values_list("name", "code", "order"))
    if name in {one for one, _, _ in rows}:
        raise Invalid("type.name", {"name": "已有同名的类型。"})
    codes, start = {code for _, code, _ in rows}, len(rows) + 1
    code = next(text for number in range(start, start * 2 + 1) if (text := f"own-{number}") not in codes)
    row = OrganisationType.objects.create(
        code=code, name=name, sector_id=sector, social=social, usual_form=usual_form, note=note, unconfirmed=unconfirmed,
        order=max((order for _, _, order in rows), default=0) + 1,
    )  # fmt: skip
    record(
        "registry.type_added", at=actor.at, who=actor.who(), thing=thing_of(row), after=shown(row), origin=actor.origin
    )
    return row


@transaction.atomic
def retire_type(actor: Actor, pk: int, *, version: int | None, reason: str) -> OrganisationType:
    """Offered no more from today; nothing that has it changes."""
    row = OrganisationType.objects.select_for_update(of=("self",)).get(pk=pk)
    same_version(row.version, version)
    refuse(policy.why_not_retire_type(actor, row))
    return _turned(actor, row, "registry.type_retired", actor.today, reason)


@transaction.atomic
def restore_type(actor: Actor, pk: int, *, version: int | None, reason: str) -> OrganisationType:
    """Offered again."""
    row = OrganisationType.objects.select_for_update(of=("self",)).get(pk=pk)
    same_version(row.version, version)
    refuse(policy.why_not_restore_type(actor, row))
    return _turned(actor, row, "registry.type_restored", None, reason)


def _turned(actor: Actor, row: OrganisationType, code: str, retired: date | None, reason: str) -> OrganisationType:
    before = {"retired": row.retired}
    row.retired, row.version = retired, row.version + 1
    row.save(update_fields=["retired", "version"])
    record(
        code, at=actor.at, who=actor.who(), thing=thing_of(row), before=before,
        after={"retired": retired, "reason": reason}, origin=actor.origin,
    )  # fmt: skip
    return row


@transaction.atomic
def edit_type(
    actor: Actor, pk: int, *, version: int | None, name: str, sector: int | None, social: bool, usual_form: str, note: str,
    unconfirmed: bool,
) -> OrganisationType:  # fmt: skip
    """Name, owner, usual form; organisations that stand keep their own sector."""
    row = OrganisationType.objects.select_for_update(of=("self",)).select_related("sector").get(pk=pk)
    same_version(row.version, version)
    refuse(policy.why_not_edit_type(actor))
    if OrganisationType.objects.filter(name=name).exclude(pk=pk).exists():
        raise Invalid("type.name", {"name": "已有同名的类型。"})
    before = shown(row)
    row.name, row.social, row.usual_form, row.note, row.unconfirmed = name, social, usual_form, note, unconfirmed
    row.sector_id, row.version = sector, row.version + 1
    row.save(update_fields=[*FIELDS, "sector", "version"])
    row.refresh_from_db()
    old, new = changed(before, shown(row))
    record(
        "registry.type_edited", at=actor.at, who=actor.who(), thing=thing_of(row), before=old,
        after=new, origin=actor.origin,
    )  # fmt: skip
    return row
