"""What the asker does: raise, say whether the answer is good, take it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wuze.accounts.enter_for import Behalf
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse
from wuze.kernel.pinyin import initials
from wuze.ledger.requests import policy, queries, rules
from wuze.ledger.requests.actions import shared
from wuze.ledger.requests.enums import Clock, RequestState, Voice
from wuze.ledger.requests.models import TITLE, Request, RequestAnswer
from wuze.registry.models import Unit

NOBODY = Refusal("request.no_office", "还没有设牵头机关，没有人分办。请先在名录里设。")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is difficult, and whose difficulty it is. ``asker`` is name and post where an owner asks."""

    title: str
    text: str
    voice: str = Voice.PARTY
    asker: str = ""


def _faults(asked: Asked) -> dict[str, str]:
    found = {}
    if not asked.title.strip():
        found["title"] = "请用一句话写是什么事。"
    if not asked.text.strip():
        found["text"] = "请写具体情况：卡在哪里，想请谁帮什么。"
    if asked.voice == Voice.OWNER and not asked.asker.strip():
        found["asker"] = "业主、企业的事，写提的人姓名、职务。"
    return found


def _named(actor: Actor, unit: int) -> str:
    """Post and name, without the unit, which stands beside it."""
    title = next((held.title for held in actor.posts if held.unit == unit), "一次性链接" if actor.link else "")
    return f"{title} {actor.name}".strip()


def _asker(actor: Actor, unit: int, asked: Asked, behalf: Behalf | None) -> str:
    """Name and post of whoever asked."""
    if asked.asker.strip():
        return asked.asker.strip()
    return behalf.on_behalf if behalf else _named(actor, unit)


def _serial(office: Unit, year: int) -> int:
    """The next number of a year; the office's row is held meanwhile, so that two do not take the same."""
    Unit.objects.select_for_update().get(pk=office.pk)
    last = Request.objects.filter(code__startswith=rules.code(year, 0)[:-4]).order_by("-pk").first()
    return int(last.code[-4:]) + 1 if last else 1


@transaction.atomic
def raise_request(actor: Actor, unit: int, asked: Asked, *, behalf: Behalf | None = None) -> Request:
    """提诉求: it goes to whoever hands out, with that unit's own clock running."""
    place = Unit.objects.get(pk=unit)
    refuse(policy.why_not_raise(actor, place))
    shared.check_behalf(actor, place, behalf)
    if faults := _faults(asked):
        raise Invalid("request.raise", faults)
    office, keeper = queries.lead_office(), queries.keeper_of(place)
    if office is None or keeper is None:
        raise Refused(NOBODY)
    due = rules.due(actor.today, queries.days_on(actor.today)[Clock.DISPATCH])
    row = Request(
        code=rules.code(actor.today.year, _serial(office, actor.today.year)), unit=place, voice=asked.voice,
        asker=_asker(actor, unit, asked, behalf), title=asked.title.strip(), initials=initials(asked.title)[: TITLE * 2],
        text=asked.text.strip(), raised_on=actor.today, raised_at=actor.at, entered_by=actor.name, keeper=keeper, due=due,
        dispatch_due=due, on_behalf=behalf.on_behalf if behalf else "", source=behalf.source if behalf else "",
    )  # fmt: skip
    row.save(force_insert=True)
    shared.note(
        "ledger.request_raised",
        actor,
        row,
        after={"unit": str(place), "keeper": str(keeper), "due": due},
        behalf=behalf,
    )
    return row


def _judged(actor: Actor, pk: int, version: int | None, behalf: Behalf | None) -> tuple[Request, RequestAnswer]:
    row = shared.locked(pk, version)
    refuse(policy.why_not_judge(actor, row))
    shared.check_behalf(actor, row.unit, behalf)
    last = row.answers.select_for_update().order_by("-on", "-pk")[0]
    last.said_on, last.said_by = actor.today, behalf.on_behalf if behalf else _named(actor, row.unit_id)
    return row, last


@transaction.atomic
def content(actor: Actor, pk: int, *, version: int | None, why: str = "", behalf: Behalf | None = None) -> Request:
    """满意: closed by the asker."""
    row, last = _judged(actor, pk, version, behalf)
    last.content, last.why = True, why.strip()
    last.save()
    shared.step(row, "content")
    row.closed_on, row.closed_why, row.due = actor.today, "提的人满意", None
    shared.save(row)
    shared.note("ledger.request_content", actor, row, behalf=behalf)
    return row


@transaction.atomic
def discontent(actor: Actor, pk: int, *, version: int | None, why: str, behalf: Behalf | None = None) -> Request:
    """不满意: what is still lacking; it is done again, with a clock of its own. What was late stays late."""
    row, last = _judged(actor, pk, version, behalf)
    said = shared.needs(why, "请写哪里还没解决，部门好再办。", "why")
    last.content, last.why = False, said
    last.save()
    shared.step(row, "discontent")
    days = queries.days_on(actor.today)[Clock.AGAIN]
    row.began, row.term, row.extended, row.due = actor.today, days, 0, rules.due(actor.today, days)
    shared.save(row)
    shared.note("ledger.request_discontent", actor, row, after={"why": said, "due": row.due}, behalf=behalf)
    return row


@transaction.atomic
def withdraw(actor: Actor, pk: int, *, version: int | None, reason: str) -> Request:
    """撤回, while it is not answered; nobody asks why twice."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_withdraw(actor, row))
    why = shared.needs(reason, "请写一句为什么不用办了。")
    shared.step(row, "withdraw")
    row.closed_on, row.closed_why, row.due = actor.today, why, None
    shared.save(row)
    shared.note("ledger.request_withdrawn", actor, row, after={"reason": why, "state": RequestState(row.state).label})
    return row
