"""The county's table of types."""

from __future__ import annotations

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
        "registry.type_edited", at=actor.at, who=actor.who(), thing=Thing("registry.type", str(pk), row.name), before=old,
        after=new, origin=actor.origin,
    )  # fmt: skip
    return row
