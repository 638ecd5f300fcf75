"""Every write of what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from wuze.accounts.enter_for import Behalf, behalf_faults, who
from wuze.accounts.values import Actor
from wuze.files.store import Taken
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.kernel.pinyin import initials
from wuze.ledger.activities import policy, queries, rules, states
from wuze.ledger.activities.enums import ActivityKind, EntryState, PromiseState
from wuze.ledger.activities.models import LABEL, MARKS, Activity, ActivityFile
from wuze.ledger.activities.rules import Content
from wuze.registry.evidence.actions import lay
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "ledger.activity"
PLAIN = ("whom", "layer", "area", "outcome", "promise")


def thing_of(row: Activity) -> Thing:
    """The entry as the trail names it."""
    return Thing(KIND, str(row.pk), str(row)[:LABEL])


def _locked(pk: int, version: int | None) -> Activity:
    row = Activity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    same_version(row.version, version)
    return row


def _save(row: Activity) -> None:
    row.version += 1
    row.save()


def _note(
    code: str, actor: Actor, row: Activity, *, before: Mapping[str, object] | None = None,
    after: Mapping[str, object], behalf: Behalf | None = None,
) -> None:  # fmt: skip
    """In the past of the entry alone: more people see the unit than see what it did."""
    record(
        code, at=actor.at, who=who(actor, behalf), thing=thing_of(row), before=before, after=after,
        origin=actor.origin,
    )  # fmt: skip


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid("activity.reason", {"reason": "请填理由。"})
    return text.strip()


def _fill(row: Activity, content: Content) -> None:
    """From what was entered to the columns of the kind."""
    day = rules.day_of(content)
    assert day is not None  # noqa: S101 - the rules have looked
    row.happened, row.title = day, rules.title_of(content)
    row.initials = initials(row.title)
    for name in PLAIN:
        setattr(row, name, getattr(content, name).strip())
    for name, mark in zip(MARKS, content.marks, strict=True):
        setattr(row, name, mark)
    row.promise_due = content.promise_due
    row.organisation_id = queries.organisation_named(row.whom) if content.kind == ActivityKind.VISIT else None
    verb = "promise" if row.promise else "take_back"
    row.promise_state = states.PROMISE.get((PromiseState(row.promise_state), verb), PromiseState(row.promise_state))


@transaction.atomic
def enter(
    actor: Actor, unit: int, content: Content, *, behalf: Behalf | None = None, files: Sequence[Taken] = ()
) -> Activity:
    """记一条: once, for all who ask later."""
    place = Unit.objects.select_for_update().get(pk=unit)
    refuse(policy.why_not_enter(actor, place))
    if behalf is None:
        refuse(policy.why_must_enter_for(actor, place))
    faults = rules.faults(content, actor.today, MARKS) | behalf_faults(behalf, actor.today)
    if not faults and queries.same_entered(place, content):
        faults["title" if "title" in rules.NEEDED[content.kind] else "whom"] = "这天已经记过同样的一条，不用再记。"
    if faults:
        raise Invalid("activity.enter", faults)
    row = Activity(
        unit=place, kind=content.kind, post_id=next((held.post for held in actor.posts if held.unit == unit), None),
        entered_by=actor.name, entered_post=actor.post, entered_at=actor.at, entered_on=actor.today,
        on_behalf=behalf.on_behalf if behalf else "", source=behalf.source if behalf else "",
    )  # fmt: skip
    _fill(row, content)
    row.save(force_insert=True)
    received = behalf.dated if behalf else actor.today
    laid = lay(ActivityFile, row, files, actor, happened=row.happened, received=received, behalf=behalf)
    after = laid | {
        "unit": str(place),
        "happened": row.happened,
        "promise": row.promise,
        "promise_due": row.promise_due,
    }
    _note("ledger.activity_entered", actor, row, after=after, behalf=behalf)
    return row


def _values(row: Activity) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("title", "happened", *PLAIN, "promise_due", *MARKS)}


@transaction.atomic
def correct(actor: Actor, pk: int, content: Content, *, reason: str, version: int | None) -> Activity:
    """更正: all but unit and kind; a settled promise stays as it was settled."""
    row = _locked(pk, version)
    refuse(policy.why_not_correct(actor, row))
    faults = rules.faults(content, actor.today, MARKS)
    settled = row.promise_state in {PromiseState.KEPT, PromiseState.DROPPED}
    if settled and (content.promise.strip(), content.promise_due) != (row.promise, row.promise_due):
        faults["promise"] = "答应的事已经了结，不能再改。"
    if faults:
        raise Invalid("activity.correct", faults)
    why, before = _reason(reason), _values(row)
    row.state = states.ENTRY[(EntryState(row.state), "correct")]
    _fill(row, content)
    row.corrected_on, row.why = actor.today, why
    _save(row)
    after = _values(row)
    changed = [name for name in after if after[name] != before[name]]
    _note(
        "ledger.activity_corrected", actor, row, before={name: before[name] for name in changed},
        after={**{name: after[name] for name in changed}, "reason": why},
    )  # fmt: skip
    return row


@transaction.atomic
def mark(actor: Actor, pk: int, marks: Sequence[date | None], *, version: int | None) -> Activity:
    """补四同: the marks that were missing; those that stand are not touched."""
    row = _locked(pk, version)
    refuse(policy.why_not_mark(actor, row))
    whole = tuple(old or new for old, new in zip(row.marks, marks, strict=True))
    faults = rules.mark_faults(whole, actor.today, MARKS)
    if not faults and whole == row.marks:
        faults = {name: "请填日期。" for name in MARKS if getattr(row, name) is None}
    if faults:
        raise Invalid("activity.mark", faults)
    added = [label for label, old, new in zip(rules.MARK_LABELS, row.marks, whole, strict=True) if old is None and new]
    row.state = states.ENTRY[(EntryState(row.state), "mark")]
    for name, day in zip(MARKS, whole, strict=True):
        setattr(row, name, day)
    row.happened = max(day for day in whole if day)
    _save(row)
    _note("ledger.activity_marked", actor, row, after={"marks": "、".join(added)})
    return row


@transaction.atomic
def withdraw(actor: Actor, pk: int, *, reason: str, version: int | None) -> Activity:
    """撤回: it stays to be seen and counts nowhere."""
    row = _locked(pk, version)
    refuse(policy.why_not_withdraw(actor, row))
    row.why = _reason(reason)
    row.state = states.ENTRY[(EntryState(row.state), "withdraw")]
    _save(row)
    _note("ledger.activity_withdrawn", actor, row, after={"reason": row.why})
    return row


@transaction.atomic
def settle(actor: Actor, pk: int, *, kept: bool, outcome: str, version: int | None) -> Activity:
    """答应的事怎样了: done, or why it could not be done."""
    row = _locked(pk, version)
    refuse(policy.why_not_settle(actor, row))
    if not outcome.strip():
        raise Invalid("activity.settle", {"outcome": "请写结果；没办成的写为什么。"})
    row.promise_state = states.PROMISE[(PromiseState(row.promise_state), "keep" if kept else "drop")]
    row.promise_end, row.promise_ended_on = outcome.strip(), actor.today
    _save(row)
    after = {"state": row.get_promise_state_display(), "outcome": row.promise_end}
    _note("ledger.promise_settled", actor, row, after=after)
    return row
