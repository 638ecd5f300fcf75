"""Facts in: workbooks whole, entries one by one, decisions about what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.rounds import gathering, policy, queries
from wuze.assessment.rounds.actions import shared
from wuze.assessment.rounds.enums import EntryWay, MissingWay
from wuze.assessment.rounds.models import Decision, Entry, EntryFile, Member, Round, Upload
from wuze.assessment.rounds.settling import settled_values
from wuze.assessment.rounds.uploading import Sent
from wuze.assessment.schemes.tables import unpacked
from wuze.files.store import Taken
from wuze.kernel.errors import Invalid, refuse
from wuze.registry.evidence.actions import lay
from wuze.scoring.exact import ZERO
from wuze.scoring.facts import STAGES
from wuze.scoring.loading.values import BadValue
from wuze.scoring.model import Item, Scheme
from wuze.scoring.text import number
from wuze.scoring.values import NA_WORDS, ElementType


@transaction.atomic
def upload(actor: Actor, pk: int, sent: Sent, *, version: int | None) -> Upload:
    """交数据表: read before, whole; nothing of it is taken when it has a fault."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_upload(actor, row))
    if not queries.runs(actor, row):
        _only_below(actor, row, sent)
    if row.uploads.filter(digest=sent.digest, dropped_by="").exists():
        raise Invalid("round.same_file", {"book": "这个文件已经交过，内容一样。"})
    made = Upload.objects.create(
        round=row, name=sent.name, digest=sent.digest, tables=sent.tables, rows=sent.rows, by=actor.name, at=actor.at
    )
    shared.save(row)
    shared.note("round.uploaded", actor, row, after={"file": sent.name, "rows": sent.rows, "digest": sent.digest})
    return made


def _only_below(actor: Actor, row: Round, sent: Sent) -> None:
    """A superior brings rows of what belongs to it, and its own stage. Raises Invalid naming what goes beyond."""
    codes = {one.code for one in queries.members_to_upload(actor, row)}
    strange, stages = set(), set()
    for table in unpacked(sent.tables).values():
        at = {column: number for number, column in enumerate(table.columns)}
        if "编号" in at:
            strange |= {str(cells[at["编号"]]) for cells in table.rows if str(cells[at["编号"]] or "") not in codes}
        if "阶段" in at:
            stages |= {str(cells[at["阶段"]] or "") for cells in table.rows} & {STAGES[-1]}
    if strange:
        names = "、".join(sorted(strange)[:5])
        raise Invalid("round.not_below", {"book": f"{names}不归您交，删去这些行再交。"})
    if stages:
        raise Invalid("round.not_below", {"book": f"复核的分由{row.unit}来评，删去这些行再交。"})


@transaction.atomic
def drop_upload(actor: Actor, pk: int, *, reason: str) -> Upload:
    """撤下: it counts no more; it stays to be read."""
    row = shared.locked(Upload.objects.values_list("round_id", flat=True).get(pk=pk), None)
    one = Upload.objects.select_for_update().get(pk=pk)
    refuse(policy.why_not_take_facts(actor, row))
    if one.dropped_by:
        raise Invalid("round.dropped", {"": "这张表已经撤下。"})
    one.dropped_by, one.dropped_why = actor.name, shared.needs_reason(reason)
    one.save(update_fields=["dropped_by", "dropped_why"])
    shared.save(row)
    shared.note("round.upload_dropped", actor, row, after={"file": one.name, "reason": one.dropped_why})
    return one


# --- entries ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw: ``what`` is ``e:ID`` of a data item or ``i:ID`` of an indicator scored directly."""

    what: str
    value: str
    way: str
    happened: date
    text: str = ""
    stage: str = "初评"
    on_behalf: str = ""
    files: tuple[Taken, ...] = ()


@transaction.atomic
def enter(actor: Actor, member: int, seen: Seen) -> Entry:
    """记一条."""
    about = Member.objects.select_related("unit").get(pk=member)
    row = shared.locked(about.round_id, None)
    about.round = row
    refuse(policy.why_not_enter_about(actor, about))
    if seen.what.startswith("i:") and seen.stage == STAGES[-1]:
        refuse(policy.why_not_review(actor, row))
    label, value = _checked(queries.scheme_of(row).scheme, row, seen, actor.today)
    kind, _, name = seen.what.partition(":")
    made = Entry.objects.create(
        round=row, member=about, element=name if kind == "e" else "", item=name if kind == "i" else "", label=label[:80],
        value=value, stage=seen.stage if kind == "i" else "", way=seen.way, happened=seen.happened,
        text=seen.text.strip(), by=actor.name, user=actor.user, on_behalf=seen.on_behalf.strip(), at=actor.at,
    )  # fmt: skip
    laid = lay(EntryFile, made, seen.files, actor, happened=seen.happened, received=actor.today)
    after = laid | {"member": about.name, "what": str(made), "way": EntryWay(seen.way).label, "text": made.text}
    shared.note("round.entered", actor, row, after=after, members=(about,))
    return made


def _checked(scheme: Scheme, row: Round, seen: Seen, today: date) -> tuple[str, str]:
    """The label and the value as they are kept. Raises Invalid with every fault."""
    faults = {}
    if not row.since <= seen.happened < row.until or seen.happened > today:
        faults["happened"] = "日期要在考核期间内，不晚于今天。"
    label, value, wrong = _value(scheme, seen)
    if faults := faults | wrong:
        raise Invalid("round.entry", faults)
    return label, value


def _value(scheme: Scheme, seen: Seen) -> tuple[str, str, dict[str, str]]:
    kind, _, name = seen.what.partition(":")
    if kind == "i" and (item := scheme.item_by_id.get(name)) is not None:
        return _score(item, seen)
    element = scheme.element_by_id.get(name)
    if kind != "e" or element is None or element.formula is not None:
        return "", "", {"what": "选一个数据项或指标。"}
    if element.type is ElementType.EVENT:
        return element.name, seen.value.strip(), {} if seen.text.strip() else {"text": "写明是什么事。"}
    try:
        gathering.entered(element, seen.value)
    except BadValue as bad:
        return "", "", {"value": f"{bad.problem}。{bad.fix}。"}
    return element.name, seen.value.strip(), {}


def _score(item: Item, seen: Seen) -> tuple[str, str, dict[str, str]]:
    text = seen.value.strip()
    label = f"{item.name}（{seen.stage}得分）"
    if seen.stage not in STAGES:
        return label, text, {"stage": f"阶段：{'、'.join(STAGES)}。"}
    if text in NA_WORDS:
        return label, text, {}
    points, full = number(text), item.points or ZERO
    low, high = item.floor if item.floor is not None else None, item.cap if item.cap is not None else full
    if not isinstance(points, Decimal) or points > high or (low is not None and points < low):
        return label, text, {"value": f"得分填{low if low is not None else 0}到{high}之间的数。"}
    if points < full and not seen.text.strip():
        return label, text, {"text": "没有给满分，写扣分原因。"}
    return label, text, {}


@transaction.atomic
def void_entry(actor: Actor, pk: int, *, reason: str) -> Entry:
    """作废: it counts no more; it stays to be read."""
    row = shared.locked(Entry.objects.values_list("round_id", flat=True).get(pk=pk), None)
    one = Entry.objects.select_for_update(of=("self",)).select_related("member").get(pk=pk)
    one.round = row
    refuse(policy.why_not_void(actor, one))
    one.void_by, one.void_why = actor.name, shared.needs_reason(reason)
    one.save(update_fields=["void_by", "void_why"])
    after = {"member": one.member.name, "what": str(one), "reason": one.void_why}
    shared.note("round.entry_void", actor, row, after=after, members=(one.member,))
    return one


# --- what is missing --------------------------------------------------------------------------------------------------


@transaction.atomic
def decide(actor: Actor, pk: int, keys: Sequence[str], way: str, reason: str, *, version: int | None) -> list[Decision]:
    """One decision for all who lack these data items: a value each, with the reason and the name, printed with the result."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_take_facts(actor, row))
    why, run = shared.needs_reason(reason), queries.calculation_of(row)
    lacking = {one["key"]: one for one in (run.missing if run else [])}
    chosen = [lacking[key] for key in keys if key in lacking]
    if not chosen:
        raise Invalid("round.decide", {"keys": "请先选缺的数据项。"})
    made = []
    for one in chosen:
        values, no = settled_values(row, one, MissingWay(way))
        if no:
            raise Invalid("round.decide", {"way": no})
        kind, _, name = one["key"].partition(":")
        made.append(Decision.objects.create(
            round=row, element=name if kind == "e" else "", item=name if kind == "i" else "", label=one["name"][:80],
            way=way, values=values, reason=why, by=actor.name, on=actor.today,
        ))  # fmt: skip
    shared.save(row)
    for one in made:
        after = {"what": one.label, "count": len(one.values), "how": one.get_way_display(), "reason": why}
        shared.note("round.decided", actor, row, after=after)
    return made


@transaction.atomic
def undecide(actor: Actor, pk: int) -> Decision:
    """撤回一个决定."""
    row = shared.locked(Decision.objects.values_list("round_id", flat=True).get(pk=pk), None)
    one = Decision.objects.select_for_update().get(pk=pk)
    refuse(policy.why_not_take_facts(actor, row))
    one.void = True
    one.save(update_fields=["void"])
    shared.save(row)
    shared.note("round.decision_void", actor, row, after={"what": one.label})
    return one
