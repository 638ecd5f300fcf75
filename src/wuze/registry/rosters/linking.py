"""Who covers, guides and contacts an organisation, as rows say it: Party organisation, instructor, leader."""

from __future__ import annotations

from wuze.registry.enums import CoverKind, Form, RosterKind
from wuze.registry.models import Roster
from wuze.registry.rosters import rules
from wuze.registry.rosters.known import Firm, Known, Party
from wuze.registry.rosters.plan import Plan

Link = dict[str, object]


def links(plan: Plan, known: Known, firm: Firm | None, roster: Roster) -> None:
    """Put on the row what is not there yet. What a roster does not name stays as it is."""
    said = plan.row.said
    day = str(said.get("since") or roster.day.isoformat())
    if name := str(said.get("instructor", "")):
        _instructor(plan, known, firm, name, day)
    if name := str(said.get("leader", "")):
        _leader(plan, known, firm, name, day)
    elif roster.kind == RosterKind.CONTACTS:
        plan.fault("leader", "没有写联系领导", "填领导姓名")
    if roster.kind == RosterKind.ORGANISATIONS and (name := str(said.get("party", ""))):
        _party(plan, known, firm, name, day)


def _instructor(plan: Plan, known: Known, firm: Firm | None, name: str, day: str) -> None:
    if firm and name in known.instructors.get(firm.pk, ()):
        return
    people = known.people.get(name, [])
    if len(people) > 1:
        plan.fault("instructor", f"有{len(people)}个人叫{name}，分不清", "在名录里给这家定指导员")
        return
    phone = str(plan.row.said.get("instructor_phone", ""))
    plan.row.links.append(
        {"kind": "instructor", "name": name, "phone": phone, "person": people[0] if people else None, "since": day}
    )


def _leader(plan: Plan, known: Known, firm: Firm | None, name: str, day: str) -> None:
    if firm and name in known.contacts.get(firm.pk, ()):
        return
    people = known.leaders.get(name, [])
    if len(people) != 1:
        problem = f"县领导里没有{name}" if not people else f"县领导里有{len(people)}个{name}"
        plan.fault("leader", problem, "先在县委的岗位上登记任职")
        return
    plan.row.links.append({"kind": "leader", "name": name, "person": people[0], "since": day})


def _party(plan: Plan, known: Known, firm: Firm | None, name: str, day: str) -> None:
    party = known.parties.get(rules.plain(name))
    if party is None:
        plan.fault("party", f"没有登记“{name[:30]}”这个党组织", "先导党组织名册，再导这张表")
        return
    secretary(plan, party, str(plan.row.said.get("secretary", "")), day)
    if firm and party.unit in known.covers.get(firm.pk, ()):
        return
    cover = rules.word(rules.COVERS, str(plan.row.said.get("cover", "")))
    kind = cover or str(rules.USUAL_COVER.get(Form(party.form), CoverKind.OWN))
    plan.row.links.append({"kind": "cover", "name": party.name, "unit": party.unit, "cover": kind, "since": day})


def secretary(plan: Plan, party: Party, name: str, day: str) -> None:
    """An empty post is filled; another holder than the one that stands needs a handover."""
    if not name or name == party.holder:
        return
    if not party.managed:
        plan.fault("secretary", "这个党组织的书记不归您登记，没有写", "请它的上级来登记")
    elif party.holder:
        plan.fault("secretary", f"现任书记是{party.holder}，表里是{name}，没有写", "换人在岗位页办交接")
    else:
        plan.row.links.append({"kind": "secretary", "name": name, "unit": party.unit, "since": day})


def said(link: Link) -> str:
    """A link in words."""
    name = str(link["name"])
    if link["kind"] == "cover":
        return f"{name}（{CoverKind(str(link['cover'])).label}）"
    words = {"instructor": "指导员", "leader": "联系领导", "secretary": "书记"}
    return f"{words[str(link['kind'])]}：{name}"
