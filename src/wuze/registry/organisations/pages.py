"""What the dossier of one organisation shows: where it stands, what is held and from whom, and which verbs live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Link, StateBar, Step, Tag
from wuze.registry import rules as registry
from wuze.registry.enums import Status
from wuze.registry.models import BY_PARTY, Coverage, LeaderContact, Organisation, Standing
from wuze.registry.organisations import policy, queries
from wuze.registry.organisations.tables import cover_light, cover_words
from wuze.registry.pages import Offer, sorted_out, url
from wuze.registry.rules import cn

SLOTS = (
    ("履责", "ledger:of-organisation"), ("督查走访", "inspection:of-organisation"),
    ("考核得分", "assessment:of-organisation"), ("联系点走访", "duty:of-organisation"),
)  # fmt: skip
"""Title and URL name of what lies above the registry: a package fills its slot by having a page of that name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is held: its value, from whom, of which day."""

    label: str
    value: str
    source: str
    as_of: date | None
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that another package fills."""

    title: str
    url: str


def slots(pk: int) -> tuple[Slot, ...]:
    """Slots whose page exists, in the order of ``settings.DOSSIER_SLOTS``."""
    found = []
    for title, name in getattr(settings, "DOSSIER_SLOTS", SLOTS):
        try:
            found.append(Slot(title, reverse(name, args=[pk])))
        except NoReverseMatch:
            continue
    return tuple(found)


def bar(actor: Actor, row: Organisation, since: date | None) -> StateBar:
    """Registered, operating or not, closed."""
    pk, closed, waiting, no = row.pk, row.status == Status.CLOSED, policy.pending(row), policy.why_not_edit(actor, row)
    offers: list[Offer] = [("改情况" if no is None else "改名录", url("organisation-edit", pk), no)]
    if no is None:  # else all verbs are dead for one reason, which is said once
        offers += _closed_offers(actor, row, waiting) if closed else _open_offers(actor, row, waiting)
        offers.append(("给业主开链接", url("owner-link", pk), policy.why_not_link(actor, row)))
        offers.append(("查重合并", url("organisation-find", pk), None))
    verbs, refused = sorted_out(offers)
    now = ("自" + cn(since),) if since else ()
    steps = (
        Step("登记", "done", (row.key,)), Step("在营" if closed else row.get_status_display(), "done" if closed else "now", () if closed else now),
        Step("注销", "now" if closed else "later", now if closed else ()),
    )  # fmt: skip
    words = cover_words(row) or "没有覆盖"
    light = cover_light(row)
    return StateBar(steps, row.get_status_display() if closed else words, light, waiting, verbs, refused)


def _closed_offers(actor: Actor, row: Organisation, waiting: str) -> list[Offer]:
    why = policy.why_not_change(actor, row, "reopen", waiting)
    return [("恢复", url("organisation-change", row.pk, "reopen"), why)]


def _open_offers(actor: Actor, row: Organisation, waiting: str) -> list[Offer]:
    pk = row.pk
    offers: list[Offer] = [
        ("加覆盖", url("cover", pk), policy.why_not_cover(actor, row)),
        ("定联系领导", url("contact-add", pk), policy.why_not_cover(actor, row)),
    ]
    verbs = [("列为停业", "zombie"), ("列为空壳", "shell"), ("恢复在营", "reopen"), ("办注销", "close")]
    for label, verb in verbs:
        if policy.why_not_from(row, verb) is None:
            offers.append(
                (label, url("organisation-change", pk, verb), policy.why_not_change(actor, row, verb, waiting))
            )
    return [*offers, ("拆分", url("organisation-split", pk), policy.why_not_split(actor, row))]


def facts(actor: Actor, row: Organisation, standing: Standing | None) -> tuple[Fact, ...]:
    """What is held. What counts in a rate comes from the standing in force, with its own source and day."""
    source, as_of = row.source, row.as_of
    counted = (standing.source or source, standing.since) if standing else (source, as_of)
    unconfirmed = (Tag("待核", "ask"),) if row.type.unconfirmed else ()
    code = Fact("信用代码", row.uscc or "没有，用临时编号", source, as_of, () if row.uscc else (Tag(row.key, "ask"),))
    found = [
        Fact("全称", row.name, source, as_of), code, Fact("类型", row.type.name, *counted),
        Fact("属地", row.region.name, *counted), Fact("行业主管", str(row.sector or "没有"), *counted, unconfirmed),
    ]  # fmt: skip
    if row.type.social or row.supervisor:
        found.append(Fact("业务主管单位", row.supervisor or "没有填", source, as_of))
    if row.parent:
        found.append(Fact("所属平台", str(row.parent), source, as_of))
    found += [
        Fact("从业人数", _number(row.employees), source, as_of), Fact("正式党员数", _number(row.members), *counted),
    ]  # fmt: skip
    if queries.shows_contact(actor, row):
        reach = " ".join(part for part in (row.contact, row.phone) if part)
        found.append(Fact("联系人", reach or "没有填", source, as_of))
    return tuple(found)


def _number(value: int | None) -> str:
    return "没有数据" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One way in which it is or was covered."""

    row: Coverage
    who: str
    url: str
    period: str
    light: Light
    verbs: tuple[Link, ...]


def cover_lines(actor: Actor, row: Organisation, rows: Sequence[Coverage]) -> list[CoverLine]:
    """Newest first; those in force may be ended by whoever may cover, and what was entered wrongly set right."""
    editable = policy.why_not_edit(actor, row) is None
    may = policy.why_not_cover(actor, row) is None or (row.status == Status.CLOSED and editable)
    found = []
    for one in rows:
        now = one.since <= actor.today and (one.until is None or one.until > actor.today)
        who, place = (str(one.party), url("unit", one.party_id)) if one.party else (str(one.person or ""), "")
        if one.kind in BY_PARTY and one.party_id:
            place = url("party", one.party_id)
        light = Light("green", "在覆盖") if now else Light("none", "已结束")
        verbs = (Link("结束", url("cover-end", one.pk)),) if now and may else ()
        wrong = (
            (Link("更正", url("cover-correct", one.pk)), Link("删错", url("cover-strike", one.pk))) if editable else ()
        )
        found.append(CoverLine(one, who, place, registry.span(one.since, one.until), light, (*verbs, *wrong)))
    return found


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A leader who keeps contact, or kept it."""

    row: LeaderContact
    period: str
    now: bool
    verb: Link | None


def contact_lines(actor: Actor, row: Organisation, rows: Sequence[LeaderContact]) -> list[ContactLine]:
    """Newest first."""
    may = policy.why_not_edit(actor, row) is None
    found = []
    for one in rows:
        now = one.until is None or one.until > actor.today
        verb = Link("结束", url("contact-end", one.pk)) if now and may else None
        found.append(ContactLine(one, registry.span(one.since, one.until), now, verb))
    return found
