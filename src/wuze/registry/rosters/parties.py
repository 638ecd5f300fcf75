"""A row of a roster of Party organisations: what it would change of one that stands, or found."""

from __future__ import annotations

from wuze.registry.enums import Form, Outcome, RosterScope
from wuze.registry.models import Roster, RosterRow
from wuze.registry.rosters import linking, rules
from wuze.registry.rosters.known import Known, Party
from wuze.registry.rosters.plan import Plan

COLUMNS = {
    "form": "form", "own": "members", "elsewhere": "elsewhere", "floating": "floating", "term": "term_since", "years": "term_years",
}  # fmt: skip
"""Field → column of PartyOrganisation."""

LABELS = {
    "form": "形式", "members": "党员（关系在本组织）", "elsewhere": "党员（关系不在本组织）", "floating": "流动党员", "term_since": "本届自",
    "term_years": "任期（年）", "parent": "上级党组织", "founded": "成立日期", "region_id": "属地",
}  # fmt: skip


def planned(plan: Plan, known: Known, roster: Roster, place: int | None) -> RosterRow:
    """The row with its outcome."""
    said, row = plan.row.said, plan.row
    row.name = str(said.get("party", ""))
    if not row.name:
        plan.fault("party", "没有党组织名称", "填全称")
        return plan.end(Outcome.BAD, "没有党组织名称")
    _values(plan)
    party = known.parties.get(rules.plain(row.name))
    region = known.places.get(rules.plain(str(said.get("region", "")))) or place or roster.region_id
    if party is None:
        return _founded(plan, known, roster, region)
    row.unit_id = party.unit
    if not party.managed:
        plan.fault("party", "这个党组织不归您登记", "请它的上级来登记")
        return plan.end(Outcome.BAD, "不归您登记")
    if roster.region_id and party.region_id not in known.inside:
        plan.fault("party", "名录里它不在这次的范围里", "范围选大一些")
        return plan.end(Outcome.BAD, "不在这次的范围里")
    return _changed(plan, party, roster)


def _values(plan: Plan) -> None:
    said = plan.row.said
    if "members" in said:
        said.setdefault("own", said.pop("members"))
    for name, column in COLUMNS.items():
        if name in said and name != "form":
            plan.write[column] = said[name]
    if text := str(said.get("form", "")):
        plan.write["form"] = rules.word(rules.FORMS, text)
        if not plan.write["form"]:
            del plan.write["form"]
            plan.fault("form", f"看不懂形式“{text}”", "写党委、党总支、党支部、联合党支部或功能型党支部")


def _changed(plan: Plan, party: Party, roster: Roster) -> RosterRow:
    stands = {
        "form": party.form, "members": party.members, "elsewhere": party.elsewhere, "floating": party.floating,
        "term_since": party.term, "term_years": party.years,
    }  # fmt: skip
    superior = str(plan.row.said.get("superior", ""))
    if superior and rules.place(superior) != rules.place(party.parent):
        plan.fault("superior", f"现在隶属{party.parent}，没有改", "改隶属在单位页办，写明依据")
    for column in [name for name, value in plan.write.items() if stands[name] == value]:
        del plan.write[column]
    plan.row.before = {column: stands[column] for column in plan.write}
    linking.secretary(plan, party, str(plan.row.said.get("secretary", "")), roster.day.isoformat())
    plan.row.shown = [
        [LABELS[name], _text(name, stands[name]), _text(name, value)] for name, value in plan.write.items()
    ]
    plan.row.shown += [["任职", "", linking.said(one)] for one in plan.row.links]
    return plan.end(Outcome.CHANGED if plan.write or plan.row.links else Outcome.SAME)


def _founded(plan: Plan, known: Known, roster: Roster, region: int | None) -> RosterRow:
    """A new one stands below the committee it names, else below the one of its place."""
    if not known.may_found:
        plan.fault("party", "名录里没有这个党组织", "新设由牵头机关登记")
        return plan.end(Outcome.BAD, "名录里没有这个党组织")
    superior = str(plan.row.said.get("superior", ""))
    text = superior or known.place_names.get(region or 0, "")
    parent = known.units.get(rules.plain(text)) or next(
        (pk for name, pk in known.units.items() if text and rules.place(name) == rules.place(text)), None
    )
    if parent is None:
        plan.fault(
            "superior", f"找不到上级党组织“{text[:30]}”" if text else "没有写上级党组织", "写乡镇党委、行业党委的名称"
        )
        return plan.end(Outcome.BAD, "找不到上级党组织")
    if roster.scope == RosterScope.REGION and region not in known.inside:
        plan.fault("region", "这一行不在这次的范围里", "范围选大一些，或从表里去掉")
        return plan.end(Outcome.BAD, "不在这次的范围里")
    founded = str(plan.row.said.get("founded") or roster.day.isoformat())
    form = plan.write.setdefault("form", rules.word(rules.FORMS, plan.row.name) or str(Form.BRANCH))
    plan.write |= {"parent": parent, "region_id": region, "founded": founded, "form": form}
    if name := str(plan.row.said.get("secretary", "")):
        plan.row.links.append({"kind": "secretary", "name": name, "unit": None, "since": roster.day.isoformat()})
    shown = {"parent": known.unit_names[parent], "region_id": known.place_names.get(region or 0, "")}
    plan.row.shown = [[LABELS[name], "", shown.get(name) or _text(name, value)] for name, value in plan.write.items()]
    return plan.end(Outcome.NEW)


def _text(name: str, value: object) -> str:
    return str(Form(str(value)).label) if name == "form" else str(value)
