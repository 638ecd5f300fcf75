"""What the pages of one entry, one unit and all towns show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Chain, ChainPart, Light, Link, Offer, Refused, Tag, Verb, alive, dead, joined
from wuze.kernel.web.templatetags.wuze import cn_full_date
from wuze.ledger.activities import policy, queries, rules
from wuze.ledger.activities.enums import ActivityKind, EntryState
from wuze.ledger.activities.models import MARKS, Activity
from wuze.ledger.activities.tables import promise_light, tags
from wuze.ledger.addresses import url

FACTS = {
    ActivityKind.TALK: (("layer", "和哪一层的人"), ("whom", "和谁")),
    ActivityKind.TRAINING: (("layer", "培训哪一层的人"), ("whom", "参加的")),
    ActivityKind.JOINT: (), ActivityKind.VISIT: (("whom", "走访哪家"),), ActivityKind.EDUCATION: (),
    ActivityKind.EFFECT: (("area", "哪方面"), ("outcome", "成效"), ("whom", "惠及谁")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry, ready to be laid out."""

    row: Activity
    tags: tuple[Tag, ...]
    facts: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, date | None], ...]
    dossier: Link | None
    promise: Light | None
    verbs: tuple[Verb, ...]
    refused: tuple[Refused, ...]
    chain: Chain


def shown(actor: Actor, row: Activity) -> Shown:
    """With its verbs."""
    offers = _offers(actor, row)
    firm = queries.organisation_seen(actor, row.organisation_id)
    return Shown(
        row=row, tags=tags(row), facts=_facts(row),
        marks=tuple(zip(rules.MARK_LABELS, row.marks, strict=True)) if row.kind == ActivityKind.JOINT else (),
        dossier=Link("看名录里的这一家", reverse("registry:organisation", args=[firm.pk])) if firm else None,
        promise=promise_light(row, actor.today), verbs=alive(offers), refused=joined(dead(offers)), chain=chain(row),
    )  # fmt: skip


def _facts(row: Activity) -> tuple[tuple[str, str], ...]:
    found = [("单位", row.unit.name)]
    if row.kind != ActivityKind.JOINT:
        found.append(("哪天", cn_full_date(row.happened)))
    for name, label in FACTS[ActivityKind(row.kind)]:
        choice = getattr(row, f"get_{name}_display", None)
        text = str(choice() if choice else getattr(row, name))
        if text:
            found.append((label, text))
    return tuple(found)


def _offers(actor: Actor, row: Activity) -> list[Offer]:
    def offer(label: str, verb: str, refusal: Refusal | None) -> Offer:
        return Verb(label, url("activity-act", row.pk, verb), "get"), refusal

    found = [
        offer("更正", "correct", policy.why_not_correct(actor, row)),
        offer("撤回", "withdraw", policy.why_not_withdraw(actor, row)),
    ]
    if row.kind == ActivityKind.JOINT:
        found.insert(0, offer("补环节", "mark", policy.why_not_mark(actor, row)))
    settle = policy.why_not_settle(actor, row)
    if settle is None or settle.code != "activity.no_promise":
        found.insert(0, offer("答应的事怎样了", "settle", settle))
    return found


def chain(row: Activity) -> Chain:
    """An entry is a fact of 履责; what uses it stands there."""
    nothing = ChainPart("没有")
    used = ChainPart("数据项从这里取" if row.state == EntryState.ENTERED else "已撤回，不取")
    return Chain((nothing, ChainPart(f"{row.get_kind_display()}（本页）", here=True), nothing, used, nothing, nothing))


def initial(row: Activity) -> dict[str, object]:
    """For the form of a correction."""
    names = ("title", "happened", "whom", "layer", "area", "outcome", "promise", "promise_due", *MARKS)
    return {name: getattr(row, name) for name in names}


def kinds(chosen: str) -> list[tuple[str, str, bool]]:
    """Value, label, chosen: the kinds as links, so that a form shows only what its kind asks for."""
    return [(value, label, value == chosen) for value, label in ActivityKind.choices]


@dataclass(frozen=True, slots=True)
class Month:
    """Entries of a month, newest first."""

    label: str
    rows: tuple[tuple[Activity, tuple[Tag, ...], Light | None], ...]


def months(rows: list[Activity], today: date) -> list[Month]:
    """A year by months, the newest first."""
    found: dict[int, list[tuple[Activity, tuple[Tag, ...], Light | None]]] = {}
    for row in rows:
        found.setdefault(row.happened.month, []).append((row, tags(row), promise_light(row, today)))
    return [Month(f"{month}月", tuple(found[month])) for month in sorted(found, reverse=True)]


def counts(rows: list[Activity]) -> list[tuple[str, int]]:
    """Kind and number, in the order of the kinds; nothing where there is none."""
    numbers = {kind: sum(row.kind == kind for row in rows) for kind in ActivityKind}
    return [(str(kind.label), number) for kind, number in numbers.items() if number]
