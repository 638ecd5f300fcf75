"""What a page of one thing shows: where it stands, which verbs live and why the others are dead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Light, Refused, StateBar, Step, Tag, Verb, alive, dead, joined
from wuze.registry import policy, rules
from wuze.registry.enums import AppointmentKind, HandoverState
from wuze.registry.models import Appointment, Handover, Post, Unit
from wuze.registry.models.handovers import OPEN
from wuze.registry.rules import cn

Offer = tuple[str, str, Refusal | None]


def url(name: str, *keys: object) -> str:
    """An address of the registry."""
    return reverse(f"registry:{name}", args=list(keys))


def history_url(kind: str, key: int) -> str:
    """The slot that the portal fills; "" while it has no such page."""
    try:
        return reverse("history", args=[kind, key])
    except NoReverseMatch:
        return ""


def slot_url(name: str, key: int) -> str:
    """A slot that a package above fills; "" while it has no such page."""
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def sorted_out(offers: Iterable[Offer], primary: str = "") -> tuple[tuple[Verb, ...], tuple[Refused, ...]]:
    """Living verbs lead to their form; dead ones say why."""
    pairs = [(Verb(label, address, "get", primary=label == primary), refusal) for label, address, refusal in offers]
    return alive(pairs), joined(dead(pairs))


def unit_bar(actor: Actor, unit: Unit, parent: Unit | None) -> StateBar:
    """Set up, there, closed."""
    key = unit.pk
    gone = unit.until is not None
    offers: list[Offer] = [
        ("改单位", url("unit-edit", key), policy.why_not_edit_unit(actor, unit)),
        ("设下级单位", f"{url('unit-add')}?parent={key}", policy.why_not_add_unit(actor, unit)),
        ("设岗位", url("post-add", key), policy.why_not_add_post(actor, unit)),
        ("改隶属", url("unit-move", key), policy.why_not_move_unit(actor, unit)),
        ("更正设立日期", url("unit-date", key), policy.why_not_edit_unit(actor, unit)),
    ]
    if gone:
        offers = [("恢复", url("unit-reopen", key), policy.why_not_reopen_unit(actor, unit))]
    else:
        offers.append(("撤销", url("unit-close", key), policy.why_not_close_unit(actor, unit)))
    verbs, refused = sorted_out(offers)
    steps = (
        Step("设立", "done", (cn(unit.since),)), Step("现有", "done" if gone else "now"),
        Step("撤销", "now" if gone else "later", (cn(unit.until),) if unit.until else ()),
    )  # fmt: skip
    turn = f"{unit.get_kind_display()}，" + (f"隶属{parent}" if parent else "没有上级")
    return StateBar(steps, f"已撤销，原{turn}" if gone else turn, verbs=verbs, refused=refused)


@dataclass(frozen=True, slots=True)
class Held:
    """One line of who holds or held a post."""

    row: Appointment
    period: str
    light: Light
    tags: tuple[Tag, ...]
    verbs: tuple[Verb, ...]


def held_lines(actor: Actor, rows: Iterable[Appointment]) -> list[Held]:
    """Newest first, with what may be done about each. The refusals are the post's own: they stand in its bar."""
    found = []
    for row in rows:
        tags = (Tag("代理", "ask"),) if row.kind == AppointmentKind.ACTING else ()
        found.append(Held(row, rules.span(row.since, row.until), _when(row, actor.today), tags, _row_verbs(actor, row)))
    return found


def _when(row: Appointment, today: date) -> Light:
    if row.since > today:
        return Light("none", "没到任")
    if row.until is not None and row.until <= today:
        return Light("none", "已离任")
    return Light("green", "在任")


def _row_verbs(actor: Actor, row: Appointment) -> tuple[Verb, ...]:
    if row.until is not None and row.until <= actor.today:
        return ()
    offers: list[Offer] = [("办离任", url("appointment-end", row.pk), policy.why_not_end_appointment(actor, row))]
    if row.since > actor.today:
        why = policy.why_not_withdraw_appointment(actor, row)
        offers = [("撤回", url("appointment-withdraw", row.pk), why)]
    return sorted_out(offers)[0]


def post_bar(actor: Actor, post: Post, holder: Appointment | None, handover: Handover | None) -> StateBar:
    """Set up, held or empty, closed."""
    offers: list[Offer] = [
        ("定任职", url("post-appoint", post.pk), policy.why_not_appoint(actor, post)),
        ("办交接", url("handover-draft", post.pk), policy.why_not_draft_handover(actor, post)),
        ("改岗位", url("post-edit", post.pk), policy.why_not_edit_post(actor, post)),
        ("撤岗位", url("post-close", post.pk), policy.why_not_close_post(actor, post)),
    ]
    gone = post.until is not None
    verbs, refused = sorted_out(offers, "" if holder else "定任职")
    if handover is not None:
        verbs = (Verb("看正在办的交接", url("handover", handover.pk), "get", primary=True), *verbs)
    middle = Step("有人", "now", (str(holder.person), cn(holder.since))) if holder else Step("缺人", "now")
    steps = (
        Step("设岗", "done", (cn(post.since),)), middle if not gone else Step("在用", "done"),
        Step("撤岗", "now" if gone else "later", (cn(post.until),) if post.until else ()),
    )  # fmt: skip
    if gone:
        return StateBar(steps, "岗位已撤销", verbs=verbs, refused=refused)
    turn = f"{holder.person}在任" if holder else "这个岗位没有人"
    light = None if holder else Light("red", "缺人")
    return StateBar(steps, turn, light, post.get_role_display(), verbs, refused)


def handover_bar(actor: Actor, row: Handover) -> StateBar:
    """Drafted, given, taken."""
    key, drafted = row.pk, row.state == HandoverState.DRAFTED
    offers: list[Offer] = []
    if drafted:
        offers = [
            ("确认交出", url("handover-give", key), policy.why_not_give(actor, row)),
            ("代录交出", url("handover-register", key), policy.why_not_register_give(actor, row)),
        ]
    elif row.state == HandoverState.GIVEN:
        offers = [
            ("确认接收", url("handover-take", key), policy.why_not_take(actor, row)),
            ("代录接收", url("handover-register", key), policy.why_not_register_take(actor, row)),
        ]
    if row.is_open:
        offers.append(("取消交接", url("handover-cancel", key), policy.why_not_cancel_handover(actor, row)))
    verbs, refused = sorted_out(offers, "确认交出" if drafted else "确认接收")
    return StateBar(_handover_steps(row), _turn(actor, row), None, f"{cn(row.on)}起换人", verbs, refused)


def _handover_steps(row: Handover) -> tuple[Step, ...]:
    dead = row.state == HandoverState.CANCELLED
    given, taken = row.given_at is not None, row.taken_at is not None
    steps = [
        Step("拟定", "done", (row.drafted_by,)),
        Step("交出", "done" if given else "later" if dead else "now", _by(row.given_by, row.get_given_way_display())),
        Step("接收", "done" if taken else "now" if given and not dead else "later",
             _by(row.taken_by, row.get_taken_way_display())),
        Step("取消", "now") if dead else Step("换人", "done" if taken else "later", (cn(row.on),)),
    ]  # fmt: skip
    return tuple(steps)


def _by(name: str, way: str) -> tuple[str, ...]:
    return (name, way) if name else ()


def _turn(actor: Actor, row: Handover) -> str:
    if row.state not in OPEN:
        reason = f"：{row.reason}" if row.reason else ""
        return f"{row.get_state_display()}{reason}"
    give = row.state == HandoverState.DRAFTED
    person = row.outgoing.person if give else row.incoming
    who = "我" if person.pk == actor.person else str(person)
    return f"轮到{who}：确认{'交出' if give else '接收'}"
