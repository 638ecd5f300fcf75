"""Verbs on a draft: made from a file, from a reading or from another edition; its sheets, its items, its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from wuze.accounts.values import Actor
from wuze.assessment.schemes import policy, sheets
from wuze.assessment.schemes.actions.shared import locked, note, put
from wuze.assessment.schemes.binding import suggested
from wuze.assessment.schemes.enums import EditionState, Origin
from wuze.assessment.schemes.findings import faults_within
from wuze.assessment.schemes.models import TEXT, SchemeEdition
from wuze.assessment.schemes.queries import office_of
from wuze.assessment.schemes.states import edition_after
from wuze.assessment.schemes.tables import unpacked
from wuze.duty.editions.queries import codes as duty_codes
from wuze.kernel.errors import Invalid, refuse
from wuze.scoring.scheme_diff import changes
from wuze.scoring.tables import Table

MOST_ITEMS = 1000
"""Rows of 指标 that are taken; a county has some sixty."""


def _made(actor: Actor, tables: Mapping[str, Table], title: str, file: str) -> tuple[SchemeEdition, int]:
    """A first edition, and how many items it has."""
    if len(tables["指标"].rows) > MOST_ITEMS:
        raise Invalid("scheme.size", {"file": f"指标有{len(tables['指标'].rows)}行，一次最多{MOST_ITEMS}行。"})
    office = office_of(actor)[0]
    row = SchemeEdition(
        unit_id=office.unit,
        title=title,
        file=file[:200],
        made_by=actor.name,
        made_at=actor.at,
        state=EditionState.DRAFT,
    )
    found = put(row, tables, actor.today.year)
    row.bindings = suggested(found.scheme)
    row.save(force_insert=True)
    row.family = row.pk
    row.save(update_fields=["family"])
    return row, len(found.scheme.items)


@transaction.atomic
def from_file(actor: Actor, tables: Mapping[str, Table], file: str) -> SchemeEdition:
    """上传方案.xlsx: with faults it is a draft that shows them and cannot be adopted."""
    refuse(policy.why_not_write(actor))
    row, items = _made(actor, sheets.canonical(tables), file.rpartition(".")[0], file)
    note(actor, "assessment.scheme_uploaded", row, file=file, items=items, faults=row.faults, digest=row.digest)
    return row


@transaction.atomic
def from_reading(actor: Actor, tables: Mapping[str, Table], title: str) -> SchemeEdition:
    """立成方案: from a table that was read and checked."""
    refuse(policy.why_not_write(actor))
    row, items = _made(actor, sheets.canonical(tables), title, "")
    note(actor, "assessment.scheme_from_reading", row, reading=title, items=items, faults=row.faults, digest=row.digest)
    return row


@transaction.atomic
def copy(actor: Actor, pk: int) -> SchemeEdition:
    """照它立新一版: the only way to change what is adopted."""
    source = SchemeEdition.objects.select_for_update(of=("self",)).get(pk=pk)
    refuse(policy.why_not_copy(actor, source))
    row = next_edition(actor, source, source.tables)
    note(actor, "assessment.scheme_copied", row, source=str(source))
    return row


def next_edition(actor: Actor, source: SchemeEdition, tables: dict[str, object]) -> SchemeEdition:
    """The next number of the family, written; ``source`` is locked. For acts that go on to write."""
    first = SchemeEdition.objects.select_for_update(of=("self",)).get(pk=source.family or source.pk)
    number = SchemeEdition.objects.filter(family=first.pk).aggregate(n=Max("number"))["n"]
    row = SchemeEdition(
        unit_id=source.unit_id, family=first.pk, number=number + 1, title=source.title, year=source.year,
        bindings=source.bindings, duties=source.duties, made_by=actor.name, made_at=actor.at, state=EditionState.DRAFT, basis=source.basis,
    )  # fmt: skip
    put(row, unpacked(tables), actor.today.year)  # type: ignore[arg-type]  # as a JSON field keeps it
    row.save(force_insert=True)
    return row


# --- editing ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_grid(
    actor: Actor, pk: int, name: str, rows: Sequence[Sequence[str]], *, anyway: bool, version: int | None
) -> SchemeEdition:
    """A whole sheet but 指标."""
    row = locked(pk, version)
    refuse(policy.why_not_edit(actor, row))
    tables = unpacked(row.tables)
    tables[name] = sheets.retyped(tables[name], rows)
    return _saved(actor, row, tables, name, range(len(tables[name].rows)), anyway=anyway)


@transaction.atomic
def save_item(
    actor: Actor,
    pk: int,
    number: int | None,
    item: sheets.ItemRows,
    *,
    duty: str = "",
    anyway: bool,
    version: int | None,
) -> SchemeEdition:
    """One item with its clauses; ``number`` None: a new one. Left wholly blank it goes. ``duty``: the code of the duty it
    is about, which moves no point."""
    row = locked(pk, version)
    refuse(policy.why_not_edit(actor, row))
    stands = unpacked(row.tables)
    tables, rows = sheets.with_item(stands, number, item)
    if number is None and item.blank:
        raise Invalid("scheme.blank", {"编号": "还什么都没有填。"})
    before = (
        sheets.item_of(stands["指标"], sheets.groups(stands["指标"])[number]).head["编号"] if number is not None else ""
    )
    tied = {name: code for name, code in row.duties.items() if name != before}
    if duty and item.head["编号"]:
        if duty not in {code for code, _ in duty_codes(actor)}:
            raise Invalid("scheme.duty", {"": "没有这条职责，请从施行的清单里选。"})
        tied[item.head["编号"]] = duty
    return _saved(actor, row, tables, "指标", rows, anyway=anyway, duties=tied)


def _saved(
    actor: Actor, row: SchemeEdition, tables: dict[str, Table], name: str, rows: range, *, anyway: bool,
    duties: dict[str, str] | None = None,
) -> SchemeEdition:  # fmt: skip
    """Faults in the very rows that were saved stop, unless they are to be kept; those elsewhere stand on the page."""
    old, faults_before = unpacked(row.tables), row.faults
    tied = row.duties if duties is None else duties
    if tables == old and tied == row.duties:
        return row
    before = put(row, old, row.year).scheme
    found = put(row, tables, row.year)
    wrong = faults_within(found.findings, name, rows)
    if wrong and not anyway:
        raise Invalid("scheme.entry", wrong)
    if tables != old:
        row.override, row.override_by, row.override_on = "", "", None
    told = "；".join(
        [f"{one.what}：{one.before}→{one.after}" for one in changes(before, found.scheme)]
        + [f"{item}对应的职责：{row.duties.get(item, '没有')}→{tied.get(item, '没有')}"
           for item in sorted({*row.duties, *tied}) if row.duties.get(item) != tied.get(item)]
    )  # fmt: skip
    row.duties = tied
    row.version += 1
    row.save()
    note(
        actor, "assessment.scheme_edited", row, {"faults": faults_before}, what=name, faults=row.faults,
        changes=told[:TEXT], digest=row.digest,
    )  # fmt: skip
    return row


@transaction.atomic
def bind(actor: Actor, pk: int, wanted: Mapping[str, tuple[str, str]], *, version: int | None) -> int:
    """数据从哪里来: id of a data item → (an Origin, the provider's item or who gives it). How many changed."""
    row = locked(pk, version)
    refuse(policy.why_not_bind(actor, row))
    faults = {
        name: "写明由谁填：单位或岗位。"
        for name, (kind, what) in wanted.items()
        if kind == Origin.PEOPLE and not what.strip()
    }
    if faults:
        raise Invalid("scheme.bind", faults)
    made = {
        name: {"from": kind, "what": what.strip()[:80]} for name, (kind, what) in wanted.items() if kind != Origin.OPEN
    }
    changed = sorted(name for name in {*made, *row.bindings} if made.get(name) != row.bindings.get(name))
    if changed:
        before = {name: row.bindings.get(name, {}).get("what", "") for name in changed}
        row.bindings = made
        row.version += 1
        row.save(update_fields=["bindings", "version"])
        after = {name: made.get(name, {}).get("what", "") for name in changed}
        note(actor, "assessment.scheme_bound", row, {"items": before}, changed=len(changed), items=after)
    return len(changed)


@transaction.atomic
def discard(actor: Actor, pk: int, reason: str, *, version: int | None) -> SchemeEdition:
    """弃用: a draft that nobody wants; it stays readable."""
    row = locked(pk, version)
    refuse(policy.why_not_discard(actor, row))
    if not reason.strip():
        raise Invalid("scheme.reason", {"reason": "请写为什么不要了。"})
    row.state = edition_after(row.state, "discard") or row.state
    row.version += 1
    row.save(update_fields=["state", "version"])
    note(actor, "assessment.scheme_discarded", row, {"state": EditionState.DRAFT.label}, reason=reason.strip())
    return row


@transaction.atomic
def note_taken(actor: Actor, edition: SchemeEdition) -> None:
    """The scheme was taken away as a workbook."""
    note(actor, "assessment.scheme_file_taken", edition, digest=edition.digest)
