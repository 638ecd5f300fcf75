"""Every write of evidence: laid with the act it belongs to, added later, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from wuze.accounts.enter_for import Behalf, behalf_faults, who
from wuze.accounts.values import Actor
from wuze.files.actions import erase as erase_content
from wuze.files.actions import keep
from wuze.files.errors import BadFile
from wuze.files.store import Taken
from wuze.kernel.errors import Invalid, Refusal, refuse
from wuze.registry.evidence.queries import standing_elsewhere
from wuze.registry.evidence.values import Holder
from wuze.trail.actions import record


def lay(
    model: Any, thing: Any, files: Sequence[Taken], actor: Actor, *, happened: date, received: date,
    caption: str = "", behalf: Behalf | None = None,
) -> dict[str, str]:  # fmt: skip
    """Rows for files, inside the transaction of an act that has looked who may. For its entry in the trail: names and hashes."""
    if not files:
        return {}
    rows = model._default_manager.filter(thing=thing, gone_on=None)
    there = set(rows.values_list("file__sha256", flat=True))
    if again := [one.name for one in files if one.sha256 in there]:
        raise Invalid("evidence.again", {"papers": f"{'、'.join(again)}已经在这里，不用再交。"})
    if len(there) + len(files) > settings.FILES_MOST:
        raise Invalid("evidence.many", {"papers": f"一件事最多{settings.FILES_MOST}个文件，已有{len(there)}个。"})
    made = []
    for one in files:
        try:
            kept = keep(one, actor.at)
        except BadFile as bad:
            raise Invalid("evidence.gone", {"papers": bad.sentence}) from bad
        made.append(model._default_manager.create(
            thing=thing, file=kept, name=one.name, caption=caption.strip(), happened=min(happened, received),
            received=received, by=actor.name, user=actor.user, on_behalf=behalf.on_behalf if behalf else "", at=actor.at,
        ))  # fmt: skip
    return {"files": "、".join(str(one) for one in made)}


def _locked(holder: Holder, pk: int) -> Any:
    """The thing under lock, with what the policies look at."""
    model = holder.model._meta.get_field("thing").related_model
    model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    return model._default_manager.select_related(*holder.with_).get(pk=pk)


@transaction.atomic
def attach(
    actor: Actor, holder: Holder, pk: int, files: Sequence[Taken], *, happened: date, caption: str = "",
    behalf: Behalf | None = None,
) -> None:  # fmt: skip
    """补交: evidence for something that stands already. Its receipt is today, or the day of the paper."""
    thing = _locked(holder, pk)
    refuse(holder.why_not_add(actor, thing))
    if behalf is None:
        refuse(holder.why_must_enter_for(actor, thing))
    received = behalf.dated if behalf else actor.today
    faults = behalf_faults(behalf, actor.today)
    if happened > received:
        faults["happened"] = "材料的日期不能晚于收到日期。"
    if not files:
        faults["papers"] = "请选文件。"
    if faults:
        raise Invalid("evidence.attach", faults)
    after = lay(holder.model, thing, files, actor, happened=happened, received=received, caption=caption, behalf=behalf)
    record(
        "evidence.attached", at=actor.at, who=who(actor, behalf), thing=holder.thing_of(thing), after=after,
        rows=holder.rows_of(thing), origin=actor.origin,
    )  # fmt: skip


@transaction.atomic
def withdraw(actor: Actor, holder: Holder, pk: int, *, reason: str, erase: bool = False) -> None:
    """撤下: it stays to be read that it was there; its content is given out no more. ``erase``: it should never have come,
    so the content goes too, where no other thing stands on it."""
    thing = _locked(holder, holder.model._default_manager.values_list("thing", flat=True).get(pk=pk))
    row = holder.model._default_manager.select_for_update(of=("self",)).select_related("file").get(pk=pk)
    refuse(holder.why_not_theirs(actor, thing))
    refuse(Refusal("evidence.gone", f"{row.gone_by}已经撤下。") if row.gone_on else None)
    if not reason.strip():
        raise Invalid("evidence.reason", {"reason": "请填理由。"})
    row.gone_on, row.gone_by, row.gone_why = actor.today, actor.name, reason.strip()
    row.save(update_fields=["gone_on", "gone_by", "gone_why"])
    if erase:
        if others := standing_elsewhere(row.file):
            raise Invalid("evidence.used", {"erase": f"这份材料在别处还用着{others}次，先在那里撤下，再删内容。"})
        erase_content(row.file, actor.today)
    record(
        "evidence.erased" if erase else "evidence.withdrawn", at=actor.at, who=actor.who(), thing=holder.thing_of(thing),
        after={"files": str(row), "reason": row.gone_why}, rows=holder.rows_of(thing), origin=actor.origin,
    )  # fmt: skip
