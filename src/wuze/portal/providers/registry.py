"""Handovers and gaps of the registry; figures for leaders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.assignments import queries as assignments
from wuze.duty.editions import queries as editions
from wuze.duty.editions.enums import EditionState
from wuze.kernel.web.components import Figure, Light, Verb
from wuze.kernel.web.frame import address
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue, Sum, Tally
from wuze.registry import queries
from wuze.registry.enums import UnitKind
from wuze.registry.models import Handover
from wuze.registry.organisations import queries as organisations


def handovers(actor: Actor) -> Queue | None:
    """What the actor has to confirm, and what they gave and the other has not yet taken."""
    if not actor.person:
        return None

    def line(row: Handover) -> Line:
        one = queries.waiting_of(actor, row)
        if one is not None:
            return Line(
                "mine", one.title, one.url, one.detail, one.due, verb=Verb(one.verb.split("，")[-1], one.url, "get")
            )
        url = place("registry:handover", str(row.pk))
        return Line("waiting", f"{row.incoming}：接收{row.post}", url, "您已确认交出", row.on)

    return Queue(queries.handovers_with(actor), line)


def vacancies(actor: Actor) -> Tally | None:
    """Posts without a holder in the units the actor manages: one line with the number."""
    if not actor.may(Capability.EDIT_POSTS):
        return None
    posts = queries.posts_visible_to(actor).filter(unit__in=queries.managed_by(actor).values("pk"))
    empty = posts.filter(queries.vacant(actor.today))
    return Tally({"posts": empty, "owing": assignments.posts_without_holder(actor)}, _vacant)


def _vacant(found: Mapping[str, int]) -> Sequence[Line]:
    number = found["posts"]
    if not number:
        return ()
    url = f"{address('registry:posts')}?view=vacant" if address("registry:posts") else ""
    detail = f"其中{found['owing']}个担着职责，没有人接。" if found["owing"] else "岗位没有人，职责就没有人接。"
    light = Light("amber", "缺人")
    return [Line("mine", f"{number}个岗位没有人", url, detail, light=light, verb=Verb("看是哪些", url, "get"))]


def beginning(actor: Actor) -> Tally | None:
    """What a county that begins has not yet: units, a registry, a duty list."""
    if not actor.may(Capability.EDIT_UNITS):
        return None
    rows: dict[str, QuerySet[Any]] = {
        "units": queries.visible_to(actor).filter(kind__in=(UnitKind.TOWN, UnitKind.DEPARTMENT)),
        "registry": organisations.visible_to(actor),
        "duties": editions.visible_to(actor).filter(state=EditionState.IN_FORCE),
    }
    return Tally({name: found.order_by()[:1] for name, found in rows.items()}, _begin)  # is there any, not how many


BEGIN = (
    ("units", "设乡镇、部门和岗位", "还没有下级单位。一张Excel表设好。", "按表设单位", "registry:units-sheet"),
    ("registry", "导入两新组织和党组织名册", "名录还是空的。乡镇的表一次传。", "导入名册", "rosters:list"),
    ("duties", "定责任清单", "还没有施行的清单。有现成的一版可以改。", "去定清单", "duty:editions"),
)


def _begin(found: Mapping[str, int]) -> Sequence[Line]:
    lines = []
    for key, title, detail, label, name in BEGIN:
        if not found[key] and (url := address(name)):
            light = Light("none", "开局")
            lines.append(Line("mine", title, url, detail, light=light, verb=Verb(label, url, "get")))
    return lines


def figures(actor: Actor) -> Sum:
    """How many units and posts there are and how many posts have a holder, of what the actor sees."""
    day = actor.today
    here = queries.visible_to(actor).filter(queries.in_force(day))
    posts = queries.posts_visible_to(actor).filter(queries.in_force(day), queries.in_force(day, "unit__"))
    rows: dict[str, QuerySet[Any]] = {"units": here, "party": here.filter(kind=UnitKind.PARTY), "posts": posts,
            "vacant": posts.filter(queries.vacant(day))}  # fmt: skip
    return Sum(rows, lambda found: _figures(found, day))


def _figures(found: Mapping[str, int], day: date) -> Sequence[Figure]:
    total, empty = found["posts"], found["vacant"]
    rate = f"{(total - empty) * 100 / total:.1f}%" if total else "没有数据"
    return (
        Figure("责任单位", f"{found['units']}个", "今天在册、没有撤销的单位，各层都算。", day, url=address("registry:units")),
        Figure("两新党组织", f"{found['party']}个", "其中类别是“两新党组织”的单位。", day),
        Figure(
            "岗位有人率", rate, "有人任职的岗位÷全部在用岗位；代理也算有人，挂空的不算。", day,
            f"{total - empty}/{total}", url=address("registry:posts"),
        ),
    )  # fmt: skip
