"""Rounds, rosters, results, entries, challenges as lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q

from wuze.assessment.rounds.enums import REVIEWED, EntryWay, MemberWay, ObjectionState, RoundState
from wuze.assessment.rounds.models import Calculation, Entry, Member, Objection, Result, Round
from wuze.assessment.rounds.pages.shared import url
from wuze.assessment.rounds.states import ENDED, ORDER
from wuze.kernel.web.components import Empty, Light, Link, State, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_date, cn_full_date
from wuze.scoring.model import Scheme

Options = Sequence[tuple[str, str]]
LIGHTS: dict[str, State] = {RoundState.SETTLED: "green"}


def state_light(row: Round) -> Light:
    """Normal has no colour."""
    return Light(LIGHTS.get(row.state, "none"), row.get_state_display())


def rounds(*, may_make: bool) -> Table[Round]:
    """All rounds one sees."""
    nothing = (
        Empty("还没有考核轮次。先有一个已采用的方案，再", Link("建一轮", url("new")))
        if may_make
        else Empty("还没有考核轮次。结果反馈以后在这里。")
    )
    discarded = (Seen("discarded", "作废", Q(state=RoundState.DISCARDED)),) if may_make else ()
    return Table[Round](
        id="rounds", caption="考核轮次", noun="轮", label=str,
        columns=(
            Col("state", "状态", lambda row: Cell(light=state_light(row)), ("state",), "w-120", phone="light"),
            Col("title", "轮次", lambda row: Cell(str(row), url("one", row.pk)), ("title",), phone="title"),
            Col("edition", "方案", lambda row: Cell(str(row.edition)), ("edition__title",), "w-220"),
            Col("since", "期间", lambda row: Cell(f"{cn_full_date(row.since)}起"), ("since",), "w-152"),
            Col("as_of", "数据时点", lambda row: Cell(cn_full_date(row.as_of) if row.as_of else "–"), ("as_of",), "w-136"),
            Col("settled", "定案", lambda row: Cell(cn_full_date(row.settled_on) if row.settled_on else "–"), ("settled_on",), "w-136"),
        ),
        search=("title__icontains", "initials__contains"), placeholder="找轮次，可用简拼", order=("-year", "-id"),
        filters=(Pick("state", "状态", [(one.value, one.label) for one in ORDER], lambda value: Q(state=value)),),
        views=(Seen("current", "现行", ~Q(state=RoundState.DISCARDED)), Seen("open", "没定案", ~Q(state__in=ENDED)),
               Seen("settled", "已定案", Q(state=RoundState.SETTLED)), *discarded),
        empty=nothing, once=True,
    )  # fmt: skip


def roster(row: Round, types: Options, *, may: bool) -> Table[Member]:
    """Who is in it."""
    verb: tuple[Col[Member], ...] = (Col("out", "移出", _out, (), "w-88"),) if may else ()
    return Table[Member](
        id="roster", caption="名单", noun="个", label=str,
        columns=(
            Col("code", "编号", lambda one: Cell(one.code, quiet=True), ("code",), "w-88"),
            Col("name", "名称", lambda one: Cell(one.name, tags=(Tag("移出"),) if one.out else ()), ("name",), phone="title"),
            Col("type", "类型", lambda one: Cell(one.type or "没有写"), ("type",), "w-136"),
            Col("place", "属地", lambda one: Cell(one.place), ("place",), "w-120"),
            Col("above", "隶属", lambda one: Cell(one.above), ("above",), "w-152"),
            Col("unit", "对上单位", lambda one: Cell("对上了" if one.unit_id else "名录里没有"), ("unit",), "w-104", optional=True),
            Col("way", "怎么来的", lambda one: Cell(one.get_way_display()), ("way",), "w-104"),
            Col("reason", "说明", lambda one: Cell(one.reason, quiet=True), (), optional=True),
            *verb,
        ),
        search=("name__icontains", "initials__contains", "code__icontains"), placeholder="找名称、编号，可用简拼",
        order=("order", "id"),
        filters=(Pick("type", "类型", types, lambda value: Q(type=value)),
                 Pick("way", "怎么来的", MemberWay.choices, lambda value: Q(way=value))),
        views=(Seen("in", "考核的", Q(out=False)), Seen("out", "移出的", Q(out=True))),
        empty=Empty("名单是空的。", Link("按规则加", url("act", row.pk, "rule")), "，或按一张名录加。") if may else Empty("名单是空的。"),
        once=True,
    )  # fmt: skip


def _out(one: Member) -> Cell:
    return Cell("放回" if one.out else "移出", url("member-out", one.pk))


def _grade(one: Any) -> Cell:
    """The grade that holds; where a person changed it, beside what was computed."""
    changed = one.stands != one.grade and one.grade
    return Cell(one.stands or "–", strong=bool(changed), tags=(Tag(f"测算{one.grade}", "ask"),) if changed else ())


def results(run: Calculation, scheme: Scheme, groups: Options, types: Options, places: Options) -> Table[Result]:
    """Results of one run, with ``held`` (queries.of_calculation)."""
    grades = [(one.name, one.name) for one in scheme.grades]
    parts: list[Col[Result]] = [
        Col(part.id, part.name, _part(part.id), (), "w-88", numeric=True, optional=True, phone="off")
        for part in scheme.parts
    ]
    return Table[Result](
        id="results", caption="考核结果", noun="个", label=str,
        columns=(
            Col("rank", "名次", lambda one: Cell(str(one.rank or "–")), ("provisional", "rank", "-points"), "w-72", numeric=True),
            Col("name", "单位", lambda one: Cell(one.member.name, url("card", one.pk)), ("member__name",), "w-220", phone="title"),
            Col("group", "组", lambda one: Cell(one.group), ("group", "rank"), "w-88"),
            Col("above", "隶属", lambda one: Cell(one.member.above), ("member__above",), "w-104", optional=True, phone="off"),
            *parts,
            Col("total", "总分", lambda one: Cell(f"{Decimal(one.points).scaleb(-run.places):f}", strong=True), ("points",), "w-88", numeric=True),
            Col("grade", "等次", _grade, ("held",), "w-88"),
            Col("computed", "测算", lambda one: Cell(one.grade or "–", quiet=True), ("grade",), "w-72", optional=True, phone="off"),
            Col("state", "状态", _state, ("provisional",), "w-120"),
        ),
        search=("member__name__icontains", "member__initials__contains", "member__code__icontains"),
        placeholder="找单位，可用简拼", order=("group", "provisional", "rank", "-points"),
        filters=(
            *((Pick("group", "组", groups, lambda value: Q(group=value)),) if len(groups) > 1 else ()),
            Pick("grade", "等次", grades, lambda value: Q(held=value)),
            Pick("type", "类型", types, lambda value: Q(member__type=value)),
            Pick("place", "属地", places, lambda value: Q(member__place=value)),
        ),
        views=(Seen("all", "全部", Q()), Seen("top", f"拟{grades[0][0]}" if grades else "最高一档", Q(held=grades[0][0] if grades else "")),
               Seen("low", grades[-1][0] if grades else "最低一档", Q(held=grades[-1][0] if grades else "")),
               Seen("provisional", "暂定", Q(provisional=True)),
               Seen("changed", "改过等次", ~Q(proposed="") | ~Q(final="")),
               Seen("review", "定了复核", ~Q(member__review=""))),
        empty=Empty("还没有结果。"), once=True, hint="名次在组内排；暂定的没有名次和等次。",
    )  # fmt: skip


def _part(part: str) -> Any:
    return lambda one: Cell(one.parts.get(part) or "缺")


def _state(one: Result) -> Cell:
    tags: tuple[Tag, ...] = ()
    if one.member.review:
        tags = (
            Tag(f"已复核：{one.member.review}")
            if REVIEWED in one.flags
            else Tag(f"要复核：{one.member.review}", "ask"),
        )
    if one.provisional:
        return Cell("暂定", tags=(Tag("缺数据", "ask"), *tags))
    return Cell("不参评" if "not_ranked" in one.flags else "齐全", quiet=True, tags=tags)


def entries() -> Table[Entry]:
    """What was seen through the year."""
    return Table[Entry](
        id="entries", caption="平时记录", noun="条", label=str,
        columns=(
            Col("happened", "哪天", lambda one: Cell(cn_full_date(one.happened)), ("happened",), "w-136"),
            Col("member", "单位", lambda one: Cell(one.member.name), ("member__name",), "w-220"),
            Col("label", "记的是", _noted, ("label",), phone="title"),
            Col("way", "怎么看到的", lambda one: Cell(one.get_way_display()), ("way",), "w-104"),
            Col("text", "看到什么", lambda one: Cell(one.text[:60], quiet=True), (), optional=True),
            Col("by", "谁记的", lambda one: Cell(one.by, tags=(Tag("代录"),) if one.on_behalf else ()), ("by",), "w-104"),
        ),
        search=("member__name__icontains", "member__initials__contains", "label__icontains", "text__icontains"),
        placeholder="找单位、指标、内容", order=("-happened", "-id"),
        filters=(Pick("way", "方式", EntryWay.choices, lambda value: Q(way=value)),),
        views=(Seen("used", "算数的", Q(void_by="")), Seen("void", "作废的", ~Q(void_by=""))),
        empty=Empty("还没有平时记录。走访、查资料、谈话看到的，随时记一条。"), once=True,
    )  # fmt: skip


def _noted(one: Entry) -> Cell:
    return Cell(str(one), url("entry", one.pk), tags=(Tag("作废"),) if one.void_by else ())


def _waits(one: Objection) -> Light:
    return Light("amber" if one.state == ObjectionState.OPEN else "none", one.get_state_display())


def _answered(one: Objection, answers: Callable[[Objection], Link | None]) -> Cell:
    if one.answer:
        return Cell(one.answer)
    link = answers(one)
    return Cell(link.label, link.url) if link else Cell("等测算以外的人答复", quiet=True)


def objections(answers: Callable[[Objection], Link | None]) -> Table[Objection]:
    """Challenges of a round; ``answers``: where the reader answers this one."""
    return Table[Objection](
        id="objections", caption="异议", noun="条", label=str,
        columns=(
            Col("state", "状态", lambda one: Cell(light=_waits(one)), ("state",), "w-104", phone="light"),
            Col("member", "单位", lambda one: Cell(one.result.member.name, url("card", one.result_id)), ("result__member__name",), phone="title"),
            Col("label", "对哪个数", lambda one: Cell(one.label), ("label",), "w-180"),
            Col("text", "理由", lambda one: Cell(one.text[:80]), ()),
            Col("on", "哪天提的", lambda one: Cell(cn_date(one.on), tags=(Tag("核对期后"),) if one.late else ()), ("on",), "w-136"),
            Col("due", "答复限", lambda one: Cell(cn_date(one.due)), ("due",), "w-88"),
            Col("answer", "答复", lambda one: _answered(one, answers), ("answered_on",)),
        ),
        search=("result__member__name__icontains", "result__member__initials__contains", "label__icontains", "text__icontains"),
        placeholder="找单位、指标", order=("state", "due", "id"),
        views=(Seen("all", "全部", Q()), Seen("open", "待答复", Q(state=ObjectionState.OPEN))),
        empty=Empty("没有异议。"), once=True,
    )  # fmt: skip
