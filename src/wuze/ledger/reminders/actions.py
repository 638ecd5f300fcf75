"""Channels are set by the lead office and leave a trail. Messages are planned and sent by the worker; what became of each
stands in its row, and on the channel for the list and the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wuze.accounts import sealing
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.ledger.reminders import policy, queries, rules, states
from wuze.ledger.reminders.enums import ChannelKind, DeliveryState
from wuze.ledger.reminders.models import TEXT, TITLE, Channel, Delivery
from wuze.ledger.reminders.wire.verdict import Verdict
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "ledger.channel"
PURPOSE = "ledger.channel"
STOPPED = "渠道停用了，没有发。"
OVER = "当天没有发出去，过了日子不再补发。"
CUT = "发到一半后台停了，到没到不清楚，没有重发。"


@dataclass(frozen=True, slots=True)
class Contents:
    """What is sealed: a robot's base, token and secret, or the mailboxes."""

    base: str = ""
    token: str = ""
    secret: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the keeper entered. An empty address keeps the one that is there; a new one takes its secret with it."""

    name: str
    below: bool
    titles: bool
    address: str = ""
    secret: str = ""


# --- set by people ----------------------------------------------------------------------------------------------------


@transaction.atomic
def keep(actor: Actor, unit: int, kind: str, wanted: Wanted) -> Channel:
    """新增: off until somebody starts it."""
    refuse(policy.why_not_keep(actor))
    home = queries.units_to_choose(actor.today).get(pk=unit)
    channel = Channel(unit=home, kind=kind, set_by=actor.name, set_on=actor.today)
    _fill(channel, wanted)
    channel.save()
    _note("ledger.channel_kept", actor, channel, _told(channel))
    return channel


@transaction.atomic
def change(actor: Actor, pk: int, *, version: int | None, wanted: Wanted) -> Channel:
    """改. What failed today goes out anew with the new address."""
    channel = _locked(pk, version)
    refuse(policy.why_not_keep(actor))
    before = _told(channel)
    _fill(channel, wanted)
    channel.set_by, channel.set_on = actor.name, actor.today
    _save(channel)
    if wanted.address:
        _anew(channel, actor)
    _note(
        "ledger.channel_changed",
        actor,
        channel,
        _told(channel) | {"renewed": "换了地址" if wanted.address else "没换地址"},
        before,
    )
    return channel


@transaction.atomic
def start(actor: Actor, pk: int, *, version: int | None) -> Channel:
    """启用."""
    channel = _locked(pk, version)
    refuse(policy.why_not_start(actor, channel))
    channel.on = True
    _save(channel)
    _note("ledger.channel_started", actor, channel)
    return channel


@transaction.atomic
def stop(actor: Actor, pk: int, *, version: int | None) -> Channel:
    """停用: what waits does not go out."""
    channel = _locked(pk, version)
    refuse(policy.why_not_stop(actor, channel))
    channel.on, channel.failed_at, channel.failed_why = False, None, ""
    _save(channel)
    for row in channel.deliveries.select_for_update().filter(trial=False, state=DeliveryState.WAITING):
        _step(row, "expire", actor.at, STOPPED)
    _note("ledger.channel_stopped", actor, channel)
    return channel


@transaction.atomic
def drop(actor: Actor, pk: int, *, version: int | None) -> None:
    """删掉, with its address and its messages."""
    channel = _locked(pk, version)
    refuse(policy.why_not_keep(actor))
    _note("ledger.channel_dropped", actor, channel)
    channel.delete()


@transaction.atomic
def ask_trial(actor: Actor, pk: int, *, version: int | None) -> Delivery:
    """发一条试试: the worker sends it within seconds."""
    channel = _locked(pk, version)
    refuse(policy.why_not_try(actor, channel))
    row = Delivery.objects.create(channel=channel, day=actor.today, trial=True, at=actor.at, next_at=actor.at)
    _note("ledger.channel_tried", actor, channel)
    return row


def _fill(channel: Channel, wanted: Wanted) -> None:
    """Name, scope, and the sealed address where one was entered."""
    faults, name = {}, wanted.name.strip()
    if not name or len(name) > TITLE:
        faults["name"] = f"起个名，最多{TITLE}个字，像“青溪镇党建群”。"
    elif Channel.objects.filter(unit=channel.unit, name=name).exclude(pk=channel.pk).exists():
        faults["name"] = "这个单位已有同名的渠道，换一个名。"
    contents: Contents | None = None
    if wanted.address.strip():
        read = _read(channel.kind, wanted)
        faults |= read if isinstance(read, dict) else {}
        contents = read if isinstance(read, Contents) else None
    elif not channel.sealed:
        faults["address"] = "请填地址。"
    elif wanted.secret:
        faults["address"] = "换密钥时，地址也请重新粘贴一次。"
    if faults:
        raise Invalid("ledger.channel", faults)
    channel.name, channel.below, channel.titles = name, wanted.below, wanted.titles
    if contents:
        plain = json.dumps([contents.base, contents.token, contents.secret, list(contents.to)]).encode()
        channel.sealed = sealing.seal(PURPOSE, plain, _bound(channel))
        channel.host = contents.base.partition("://")[2].partition("/")[0][:120]


def _read(kind: str, wanted: Wanted) -> Contents | dict[str, str]:
    if kind == ChannelKind.MAIL:
        mails = rules.read_mails(wanted.address)
        return {"address": mails} if isinstance(mails, str) else Contents(to=tuple(mails))
    robot = rules.read_address(kind, wanted.address)
    faults = {"address": robot} if isinstance(robot, str) else {}
    if fault := rules.secret_fault(wanted.secret.strip()):
        faults["secret"] = fault
    if faults or isinstance(robot, str):
        return faults
    return Contents(robot.base, robot.token, wanted.secret.strip())


def contents_of(channel: Channel) -> Contents | None:
    """The address again, for the worker; None where the installation's key is another by now."""
    plain = sealing.unseal(PURPOSE, channel.sealed, _bound(channel))
    if plain is None:
        return None
    base, token, secret, to = json.loads(plain)
    return Contents(base, token, secret, tuple(to))


def _bound(channel: Channel) -> str:
    return f"{channel.unit_id}:{channel.kind}"


def _told(channel: Channel) -> dict[str, object]:
    """What the trail keeps of a channel: never its address."""
    scope = "本单位和所属单位" if channel.below else "本单位"
    return {
        "kind": ChannelKind(channel.kind).label,
        "scope": scope,
        "says": "写事项名称" if channel.titles else "只写件数",
    }


def _locked(pk: int, version: int | None) -> Channel:
    channel = Channel.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    same_version(channel.version, version)
    return channel


def _save(channel: Channel) -> None:
    channel.version += 1
    channel.save()


def _anew(channel: Channel, actor: Actor) -> None:
    """Today's message that failed waits again."""
    rows = channel.deliveries.select_for_update().filter(trial=False, day=actor.today, state=DeliveryState.FAILED)
    for row in rows:
        row.tries, row.next_at = 0, actor.at
        _step(row, "anew", actor.at, "")


def _note(
    code: str, actor: Actor, channel: Channel, after: dict[str, object] | None = None,
    before: dict[str, object] | None = None,
) -> None:  # fmt: skip
    thing = Thing(KIND, str(channel.pk), str(channel))
    record(code, at=actor.at, who=actor.who(), thing=thing, before=before, after=after, origin=actor.origin)


# --- done by the worker -----------------------------------------------------------------------------------------------


@transaction.atomic
def plan(day: date, at: datetime) -> int:
    """One message for each channel in use that has something to say on the day; run again it adds none. Old rows go."""
    Delivery.objects.filter(day__lt=day - rules.KEPT).delete()
    done = set(Delivery.objects.filter(day=day, trial=False).values_list("channel", flat=True))
    first = rules.first_at(timezone.localtime(at))
    rows = [
        Delivery(channel=channel, day=day, at=at, next_at=first)
        for channel in Channel.objects.filter(on=True).select_related("unit").exclude(pk__in=done)
        if queries.digests_for(channel, day).exists()
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def take(day: date, at: datetime) -> Delivery | None:
    """The next message, marked as being sent before it is: whoever is killed now leaves a mark, not a second message."""
    rows = Delivery.objects.select_for_update(of=("self",), skip_locked=True).select_related("channel__unit")
    for lost in rows.filter(state=DeliveryState.SENDING, at__lt=at - rules.CUT_OFF):
        _settle(lost, "lose", at, CUT)
    for late in rows.filter(state=DeliveryState.WAITING, day__lt=day):
        _settle(late, "expire", at, late.why or OVER)
    row = rows.filter(state=DeliveryState.WAITING, next_at__lte=at).order_by("next_at", "pk").first()
    if row is not None:
        row.tries += 1
        _step(row, "take", at, "")
    return row


@transaction.atomic
def settle(pk: int, verdict: Verdict, at: datetime) -> Delivery:
    """What became of it."""
    row = Delivery.objects.select_for_update(of=("self",)).select_related("channel__unit").get(pk=pk)
    if verdict.kind == "sent":
        _settle(row, "sent", at, "")
    elif verdict.kind == "unsure":
        _settle(row, "lose", at, verdict.why)
    elif (again := None if row.trial else rules.again_at(row.tries, at)) is not None:
        row.next_at = again
        _step(row, "again", at, verdict.why)
    else:
        _settle(row, "fail", at, verdict.why)
    return row


def _settle(row: Delivery, verb: str, at: datetime, why: str) -> None:
    """The end of a message, also on its channel."""
    _step(row, verb, at, why)
    good = verb == "sent"
    channel = Channel.objects.select_for_update().get(pk=row.channel_id)
    channel.sent_at = at if good else channel.sent_at
    channel.failed_at, channel.failed_why = (None, "") if good else (at, why[:TEXT])
    channel.save(update_fields=["sent_at", "failed_at", "failed_why"])


def _step(row: Delivery, verb: str, at: datetime, why: str) -> None:
    row.state = states.DELIVERY[(DeliveryState(row.state), verb)]
    row.at, row.why = at, why[:TEXT]
    row.save()
