"""What the pages of 明责 show: the matrix with its gaps, an edition's and a notice's state and verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.duty.assignments import queries, rules
from wuze.duty.editions import policy
from wuze.duty.editions.enums import KINDS, OWING, EditionState, Group, Scope
from wuze.duty.editions.models import Duty, DutyEdition, DutyPart
from wuze.duty.notices import policy as notice_policy
from wuze.duty.notices.enums import NoticeState
from wuze.duty.notices.models import DutyNotice
from wuze.duty.shared import url
from wuze.duty.tables import notice_light
from wuze.kernel.web.components import Light, Offer, StateBar, Step, Verb, alive, dead, joined
from wuze.registry.rules import cn

SHOWN = 8
"""Gaps of a kind named beside the matrix."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a layer owes of a duty, and how far it stands on posts."""

    word: str = ""
    fraction: str = ""
    light: Light | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns (layer, units), groups of rows, and the gaps that nobody answers for."""

    columns: list[tuple[str, int]]
    groups: list[tuple[str, list[tuple[Duty, list[Cell]]]]]
    cells: int
    red: list[tuple[DutyPart, Light, str]]


def matrix(actor: Actor, edition: DutyEdition) -> Matrix:
    """As this actor sees it: layers of which they see no unit are left out."""
    parts, counts, kinds = queries.matrix(actor, edition)
    totals = {layer: sum(kinds.get(kind, 0) for kind in KINDS[layer]) for layer in OWING}
    layers = [layer for layer in OWING if totals[layer]]
    by_place = {(part.duty_id, part.layer): part for part in parts}
    duties = {part.duty_id: part.duty for part in parts}
    rows: dict[str, list[tuple[Duty, list[Cell]]]] = {}
    red = []
    for duty in duties.values():
        cells = []
        for layer in layers:
            part = by_place.get((duty.pk, layer))
            cells.append(_cell(actor, part, counts[part.pk]) if part else Cell())
            if part and cells[-1].light and cells[-1].light.state == "red":
                red.append((part, cells[-1].light, cells[-1].url))
        if any(cell.url for cell in cells):
            rows.setdefault(duty.group, []).append((duty, cells))
    groups = [(str(group.label), rows[group]) for group in Group if group in rows]
    filled = sum(bool(cell.url) for _, lines in groups for _, cells in lines for cell in cells)
    return Matrix([(str(layer.label), totals[layer]) for layer in layers], groups, filled, red)


def _cell(actor: Actor, part: DutyPart, count: rules.Count) -> Cell:
    if not count.units and (part.scope == Scope.COMMITTEE or not actor.sees_county):
        return Cell()
    state, word = rules.gap(count)
    light = Light(state, word) if state else None  # type: ignore[arg-type]  # red or amber by construction
    return Cell(part.word, f"{count.holders}/{count.units}", light, url("cell", part.pk))


def edition_bar(actor: Actor, row: DutyEdition, duties: int) -> StateBar:
    """Draft, approval, in force, replaced."""
    order = (EditionState.DRAFT, EditionState.ASKED, EditionState.IN_FORCE, EditionState.REPLACED)
    gone = row.state == EditionState.DISCARDED
    at = 0 if gone else order.index(EditionState(row.state))
    notes = {0: (row.made_by,), 2: (cn(row.since),) if row.since else (), 3: (cn(row.until),) if row.until else ()}
    steps = tuple(
        Step(str(state.label), "done" if number < at else "now" if number == at else "later", notes.get(number, ()))
        for number, state in enumerate(order)
    )
    offers: list[Offer] = [
        (Verb("复制成新的一版", f"{url('edition-new')}?source={row.pk}", "get"), policy.why_not_draft(actor))
    ]
    if row.state == EditionState.DRAFT:
        offers = [
            (
                Verb("报批", url("edition-act", row.pk, "ask"), "get", primary=True),
                policy.why_not_ask(actor, row, duties),
            ),
            (Verb("加一项", url("edition-act", row.pk, "add"), "get"), policy.why_not_edit(actor, row)),
            (Verb("改名称依据", url("edition-act", row.pk, "edit"), "get"), policy.why_not_edit(actor, row)),
            (Verb("弃用", url("edition-act", row.pk, "discard"), "get"), policy.why_not_discard(actor, row)),
        ]
    if row.state == EditionState.IN_FORCE:
        no = policy.why_not_spread(actor, row)
        offers = [
            (Verb("按岗位落下去", url("edition-act", row.pk, "spread"), "get"), no),
            (Verb("发告知单", url("edition-act", row.pk, "send"), "get"), no), *offers,
        ]  # fmt: skip
    turn = {EditionState.ASKED: "等审批", EditionState.DRAFT: "轮到牵头机关", EditionState.DISCARDED: "已弃用"}
    words = turn.get(EditionState(row.state), str(row.get_state_display()))
    return StateBar(steps, words, None, "", alive(offers), joined(dead(offers)))


def notice_bar(actor: Actor, row: DutyNotice) -> StateBar:
    """Sent, received; an objection with its answer between."""
    signed = row.state == NoticeState.SIGNED
    steps = [Step("发出", "done", (cn(row.sent_on), row.sent_by))]
    if row.objected_on:
        steps.append(Step("异议", "now" if row.state == NoticeState.OBJECTED else "done", (cn(row.objected_on),)))
        answered = row.answered_on is not None and row.state != NoticeState.OBJECTED
        steps.append(
            Step(
                "答复", "done" if answered else "later", (cn(row.answered_on),) if answered and row.answered_on else ()
            )
        )
    notes = (cn(row.signed_on), row.signed_by) if signed and row.signed_on else ()
    steps.append(Step("签收", "done" if signed else "now" if row.state != NoticeState.OBJECTED else "later", notes))
    offers: list[Offer] = [
        (Verb("签收", url("notice-act", row.pk, "sign"), "get", primary=True), notice_policy.why_not_from_unit(actor, row, "sign")),
        (Verb("有异议", url("notice-act", row.pk, "object"), "get"), notice_policy.why_not_from_unit(actor, row, "object")),
    ]  # fmt: skip
    if row.state == NoticeState.OBJECTED:
        offers.insert(
            0, (Verb("答复异议", url("notice-act", row.pk, "answer"), "get"), notice_policy.why_not_answer(actor, row))
        )
    turn = "轮到牵头机关" if row.state == NoticeState.OBJECTED else "" if signed else f"轮到{row.unit}"
    return StateBar(tuple(steps), turn or "已签收", notice_light(row), "", alive(offers), joined(dead(offers)))


def by_unit(owed: Sequence[queries.Owed]) -> list[tuple[str, list[queries.Owed]]]:
    """One table a unit."""
    found: dict[str, list[queries.Owed]] = {}
    for one in owed:
        found.setdefault(str(one.unit), []).append(one)
    return list(found.items())
