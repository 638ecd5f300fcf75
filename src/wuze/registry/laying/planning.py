"""What a sheet of units would set up, beside what is there. Pure: what is known is passed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from wuze.accounts.enums import Role
from wuze.excel.lists import Fault, Line, Read
from wuze.registry import rules
from wuze.registry.enums import UnitKind

KIND_WORDS: tuple[tuple[UnitKind, tuple[str, ...]], ...] = (
    (UnitKind.SECTOR, ("行业党委", "综合党委", "行业综合党委")),
    (UnitKind.PARK, ("园区", "开发区", "产业园")),
    (UnitKind.TOWN, ("乡镇", "街道", "镇", "乡")),
    (UnitKind.DEPARTMENT, ("部门", "局", "部", "办", "会", "院", "委", "公司", "中心")),
)
"""What a kind is called, and what names of its units end in or have inside; the first that fits."""

TAILS = ("党工委", "党委", "工委")
"""What the name of a committee ends in, after the name of its place."""

HEADS = ("书记", "部长", "局长", "主任委员", "负责人", "镇长", "乡长")
CLERKS = ("党建办", "组织办", "干事", "经办", "联络员", "组织委员")


@dataclass(frozen=True, slots=True)
class New:
    """One row: a unit (new where ``fresh``), its place, a post of it and who holds it; "" where the row says nothing."""

    name: str
    short: str = ""
    kind: str = ""
    above: str = ""
    code: str = ""
    place: str = ""
    fresh: bool = False
    post: str = ""
    role: str = ""
    person: str = ""
    phone: str = ""
    since: str = ""

    def kept(self) -> dict[str, object]:
        """As it travels in the form, signed."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Known:
    """What is there: units by name and short name with their full name and kind, holders (or "") by unit and post, the
    county's six digits."""

    units: Mapping[str, tuple[str, str]]
    posts: Mapping[tuple[str, str], str]
    county: str


@dataclass(slots=True)
class Plan:
    """Rows to lay, what is there already, faults at their cells, heads that were not read."""

    rows: list[New] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def plan(read: Read, known: Known, today: date) -> Plan:
    """All rows of a file. A unit may stand in many rows, one for each of its posts; the first says what it is."""
    found = Plan(faults=list(read.faults), unread=list(read.unread))
    kinds = {name: kind for name, (_, kind) in known.units.items()}
    names = {name: full for name, (full, _) in known.units.items()}
    posts = dict(known.posts)
    for line in read.lines:
        _line(found, line, known, (kinds, names, posts), today)
    return found


Laid = tuple[dict[str, str], dict[str, str], dict[tuple[str, str], str]]


def _line(found: Plan, line: Line, known: Known, laid: Laid, today: date) -> None:
    kinds, names, posts = laid
    said = line.values
    if not (name := said.get("name", "")):
        found.faults.append(_fault(line, "name", "没有写单位", "写全称"))
        return
    fresh = name not in kinds
    kind = kind_of(said.get("kind", ""), name) if fresh else kinds[name]
    faults = _unit_faults(line, kind, known, kinds) if fresh else []
    role = role_of(kind, said.get("role", ""), said.get("post", "")) if kind else ""
    faults += _post_faults(line, kind, role, today)
    held = posts.get((names.get(name, name), said.get("post", "")))
    person = said.get("person", "")
    if held and person and held != person:
        faults.append(_fault(line, "person", f"这个岗位现在是{held}", "换人请在岗位页办交接"))
    found.faults += faults
    if faults:
        return
    if not fresh and (not said.get("post") or (held is not None and (held or not person))):
        found.there.append(f"{line.place} {name}{said.get('post', '')}")
        return
    full = names.get(name, name)
    kinds[name], names[name] = kind, full
    if said.get("post"):
        posts[full, said["post"]] = person
    keys = ("short", "above", "code", "place") if fresh else ()
    rest = {key: said[key] for key in (*keys, "post", "person", "phone", "since") if key in said}
    found.rows.append(New(full, kind=kind, fresh=fresh, role=role if said.get("post") else "", **rest))


def _fault(line: Line, column: str, problem: str, fix: str) -> Fault:
    return Fault(line.cells.get(column, line.place), problem, fix)


def _unit_faults(line: Line, kind: str, known: Known, kinds: Mapping[str, str]) -> list[Fault]:
    said, found = line.values, []
    if not kind:
        return [_fault(line, "kind", "看不出是哪类单位", f"在“类别”写：{'、'.join(str(one.label) for one in LAID)}")]
    above = said.get("above", "")
    if above and above not in kinds:
        found.append(_fault(line, "above", f"没有叫“{above}”的单位", "上级写全称或简称；要在同一张表里先写上级"))
    elif fault := rules.kind_fault(kinds[above] if above else UnitKind.COUNTY, kind):
        found.append(_fault(line, "above", fault.rstrip("。"), "改上级或类别"))
    code = said.get("code", "")
    if code and (fault := rules.code_fault(code) or rules.inside_code_fault(code, known.county)):
        found.append(_fault(line, "code", fault.rstrip("。"), "照统计用区划代码写，乡镇9位；不知道就空着"))
    return found


def _post_faults(line: Line, kind: str, role: str, today: date) -> list[Fault]:
    said, found = line.values, []
    if said.get("person") and not said.get("post"):
        found.append(_fault(line, "person", "有任职人，没有岗位", "在“岗位”写职务，如党委书记、党建办主任"))
    if said.get("post") and kind and not role:
        words = "、".join(str(one.label) for one in rules.ROLES[kind])
        found.append(_fault(line, "role", "这类单位没有这个角色", f"写：{words}；空着就按岗位名称定"))
    if said.get("since", "") > today.isoformat():
        found.append(_fault(line, "since", "任职日期在今天以后", "到任以后再写，或在岗位页定"))
    return found


LAID = (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.PARK, UnitKind.SECTOR)
"""What is set up from a sheet; Party organisations come with the roster."""


def kind_of(word: str, name: str) -> str:
    """The kind that is written, else the one its name speaks of; "" where neither does."""
    if written := next((one for one in LAID if one.label == word), ""):
        return written
    for kind, words in KIND_WORDS:
        if word in words:
            return kind
    if word:
        return ""
    stem = name
    for tail in TAILS:
        stem = stem.removesuffix(tail)
    for kind, words in KIND_WORDS:
        if any(stem.endswith(one) for one in words) or any(one in name for one in words if len(one) > 2):
            return kind
    return ""


def role_of(kind: str, word: str, post: str) -> str:
    """The role that is written, else head or clerk by the title; "" where a unit of this kind has no such role."""
    roles: Sequence[Role] = rules.ROLES[kind]
    if word:
        return next((one for one in roles if one.label == word), "")
    head = any(one in post for one in HEADS) and not any(one in post for one in CLERKS)
    return next((one for one in roles if one.endswith("_head") == head and one != Role.READER), roles[0])
