"""The registry's lists, each described once; what depends on the day or the actor is a function."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Empty, Light, Tag
from wuze.kernel.web.listing import Bulk, Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.registry.enums import AppointmentKind, HandoverState, RegionKind, UnitKind
from wuze.registry.models import Handover, Post, Region, Unit
from wuze.registry.models.handovers import OPEN
from wuze.registry.queries import shows_phone
from wuze.registry.rules import MANY, ROLES, cn

Options = list[tuple[str, str]]


def link(name: str, key: Any, text: str) -> Cell:
    """A cell that leads to a page of the registry."""
    return Cell(text, reverse(f"registry:{name}", args=[key]))


# --- units ------------------------------------------------------------------------------------------------------------


def units_table(regions: Options, superiors: Options) -> Table[Unit]:
    """Units; ``above`` is put on each row by the view's queryset (``with_superior``)."""
    return Table[Unit](
        id="units", caption="单位", noun="个", label=str,
        columns=(
            Col("name", "单位", lambda unit: link("unit", unit.pk, unit.name), ("name",), phone="title"),
            Col("kind", "类别", lambda unit: Cell(unit.get_kind_display()), ("kind", "path"), "w-180"),
            Col("above", "上级", lambda unit: Cell(getattr(unit, "above", "") or ""), ("path",), "w-220"),
            Col("region", "属地", lambda unit: Cell(str(unit.region or "")), ("region__code",), "w-136", optional=True),
            Col("since", "设立", lambda unit: Cell(cn(unit.since)), ("since",), "w-152", phone="off", optional=True),
        ),
        search=("name__icontains", "short__icontains", "initials__contains"), placeholder="找单位，可用简拼",
        order=("path",),
        filters=(
            Pick("kind", "类别", UnitKind.choices, lambda value: Q(kind=value)),
            Pick("region", "属地", regions, lambda value: Q(region__code__startswith=value)),
            Pick("above", "上级", superiors, lambda value: Q(path__startswith=value) & ~Q(path=value)),
        ),
        views=(Seen("now", "现有", Q(until=None)), Seen("gone", "已撤销", Q(until__isnull=False)), Seen("all", "全部", Q())),
        empty=Empty("还没有单位。由牵头机关经办新增。"),
    )  # fmt: skip


def places_table() -> Table[Region]:
    """Places by code."""
    return Table[Region](
        id="places", caption="属地", noun="个", label=str,
        columns=(
            Col("name", "名称", lambda row: Cell(row.name), ("name",), phone="title"),
            Col("code", "代码", lambda row: Cell(row.code), ("code",), "w-180"),
            Col("kind", "级别", lambda row: Cell(row.get_kind_display()), ("kind", "code"), "w-136"),
        ),
        search=("name__icontains", "code__startswith", "initials__contains"), placeholder="找属地，可用简拼、代码",
        order=("code",), filters=(Pick("kind", "级别", RegionKind.choices, lambda value: Q(kind=value)),),
        empty=Empty("还没有属地，登记不了两新组织。由牵头机关经办把区划代码和名称粘进来。"),
    )  # fmt: skip


# --- posts ------------------------------------------------------------------------------------------------------------

GAP = "gap"
NOW, VACANT = Q(present=True), Q(present=True, holder=None)


def _holder(post: Any) -> Cell:
    if not post.present:
        return Cell("已撤销" if post.until else "没到时候", quiet=True)
    if post.holder is None:
        return Cell(light=Light("red", "缺人"))
    tags = [Tag("代理", "ask")] if post.holder_kind == AppointmentKind.ACTING else []
    if post.load >= MANY:
        tags.append(Tag(f"兼{post.load}岗", "ask"))
    return Cell(post.holder_name, reverse("registry:person", args=[post.holder]), tags=tuple(tags))


def posts_table(*, bulk: bool = False) -> Table[Post]:
    """Posts as ``queries.posts_seen`` gives them. With ``bulk`` the empty ones can be put into words for a reminder."""
    used = {role for roles in ROLES.values() for role in roles}
    return Table[Post](
        id="posts", caption="岗位", noun="个", label=str,
        columns=(
            Col("title", "岗位", lambda post: link("post", post.pk, post.title), ("title",), phone="title"),
            Col("unit", "单位", lambda post: link("unit", post.unit_id, str(post.unit)), ("unit__path", "order"), "w-220"),
            Col("role", "角色", lambda post: Cell(post.get_role_display()), ("role", "unit__path"), "w-180", optional=True),
            Col("holder", "任职人", _holder, ("holder_name",), "w-220", phone="light"),
            Col("since", "任职自", lambda post: Cell(_since(post)), ("holder_since",), "w-152"),
        ),
        search=("title__icontains", "unit__name__icontains", "unit__initials__contains"),
        placeholder="找岗位、单位，可用简拼", order=("unit__path", "order"),
        filters=(Pick("role", "角色", [(role.value, str(role.label)) for role in Role if role in used], lambda value: Q(role=value)),),
        views=(
            Seen("all", "全部", NOW), Seen(GAP, "缺人的岗位", VACANT), Seen("many", "兼岗多的人", NOW & Q(load__gte=MANY)),
            Seen("acting", "代理", NOW & Q(holder_kind=AppointmentKind.ACTING)),
            Seen("gone", "已撤销", Q(until__isnull=False)),
        ),
        empty=Empty("还没有岗位。打开一个单位，点“设岗位”。"),
        bulk=Bulk(reminder_url=reverse("registry:posts-reminder")) if bulk else None,
        hint=f"兼岗多＝一个人同时任{MANY}个以上岗位",
    )  # fmt: skip


def _since(post: Any) -> str:
    return cn(post.holder_since) if post.present and post.holder_since else ""


# --- people -----------------------------------------------------------------------------------------------------------


def people_table(actor: Actor) -> Table[Person]:
    """People with ``held`` (visible posts), ``phone_shown`` and ``has_account``. A phone that is not shown is not there."""

    def phone(person: Person) -> Cell:
        return Cell(person.phone if shows_phone(actor, person) else "")

    def account(person: Any) -> Cell:
        return Cell("有" if person.has_account else "没有", quiet=not person.has_account)

    return Table[Person](
        id="people", caption="人员", noun="人", label=str,
        columns=(
            Col("name", "姓名", lambda person: link("person", person.pk, person.name), ("name",), "w-152", phone="title"),
            Col("posts", "现任岗位", _posts),
            Col("phone", "办公电话", phone, (), "w-152"),
            Col("account", "账号", account, ("has_account",), "w-88", phone="off"),
        ),
        search=("name__icontains", "initials__contains"), placeholder="找人，可用简拼", order=("name",),
        views=(
            Seen("now", "在岗", Q(in_post=True)), Seen("gone", "不在岗", Q(in_post=False)), Seen("all", "全部", Q()),
        ),
        empty=Empty("还没有人。打开一个岗位，点“定任职”。"),
        hint="电话只给本单位、上级和牵头机关看",
    )  # fmt: skip


def _posts(person: Any) -> Cell:
    return Cell("、".join(str(row.post) for row in person.held))


# --- handovers --------------------------------------------------------------------------------------------------------


def handovers_table(actor: Actor) -> Table[Handover]:
    """Handovers the actor sees."""
    mine = Q(outgoing__person=actor.person, state=HandoverState.DRAFTED)
    mine |= Q(incoming=actor.person, state=HandoverState.GIVEN)
    return Table[Handover](
        id="handovers", caption="交接", noun="件", label=str,
        columns=(
            Col("post", "岗位", lambda row: link("handover", row.pk, str(row.post)), ("post__unit__path",), phone="title"),
            Col("state", "状态", lambda row: Cell(row.get_state_display(), strong=row.is_open), ("state",), "w-152"),
            Col("from", "交出", lambda row: Cell(str(row.outgoing.person)), (), "w-120"),
            Col("to", "接收", lambda row: Cell(str(row.incoming)), (), "w-120"),
            Col("on", "交接日期", lambda row: Cell(cn(row.on)), ("on",), "w-152"),
            Col("basis", "依据", lambda row: Cell(row.basis), (), "w-220", phone="off", optional=True),
        ),
        search=("post__title__icontains", "post__unit__name__icontains", "outgoing__person__name", "incoming__name"),
        placeholder="找岗位、单位、人", order=("-on",),
        views=(
            Seen("open", "在办", Q(state__in=OPEN)), Seen("mine", "轮到我", mine),
            Seen("done", "已交接", Q(state=HandoverState.DONE)), Seen("all", "全部", Q()),
        ),
        empty=Empty("没有交接。换人时打开岗位，点“办交接”。"),
    )  # fmt: skip
