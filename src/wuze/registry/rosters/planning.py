"""From what was read to what each row would do. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wuze.excel.rosters.read import Line, Read
from wuze.excel.rosters.words import FIELDS
from wuze.registry.enums import Outcome, RosterKind, RosterScope, Status
from wuze.registry.models import Roster, RosterRow
from wuze.registry.rosters import kinds, linking, parties, rules, whole
from wuze.registry.rosters.known import NAMES, Firm, Known
from wuze.registry.rosters.matching import Match, Matcher
from wuze.registry.rosters.plan import Plan

LABELS = {column: FIELDS[name].label for name, column in NAMES.items()}
MUST = {"name": "单位名称", "region_id": "属地", "type_id": "类型"}
"""What a new organisation cannot do without."""

BLANK: dict[str, object] = {
    "uscc": "", "supervisor": "", "contact": "", "phone": "", "employees": None, "members": None, "sector_id": None,
}  # fmt: skip
"""What an emptied cell of an export that came back means."""


@dataclass
class Planner:
    """Plans every row of a roster."""

    roster: Roster
    known: Known
    reads: Sequence[Read]
    rows: list[RosterRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Matching as the kind wants it."""
        self.matcher = Matcher(self.known, trusting=self.roster.kind in kinds.BY_CODE)

    def all(self) -> list[RosterRow]:
        """All rows, then what the registry has and the roster has not."""
        for at, read in enumerate(self.reads):
            place = rules.hinted(read.hints, self.known.places)
            for line in read.lines:
                row = RosterRow(
                    roster=self.roster, number=len(self.rows) + 1, sheet=at, line=line.row, said=line.values
                )
                self.rows.append(self._row(row, line, place))
        whole.doubles(self.roster, self.rows, self.reads)
        return self.rows + whole.gone(self.roster, self.rows, self.reads, self.known)

    def _row(self, row: RosterRow, line: Line, place: int | None) -> RosterRow:
        plan = Plan(row, list(line.faults))
        if self.roster.kind == RosterKind.PARTIES:
            return parties.planned(plan, self.known, self.roster, place)
        said = line.values
        row.name = str(said.get("name", ""))
        region = self._region(plan, place)
        code = str(said.get("code", ""))
        if self.roster.kind in kinds.BY_CODE and not code:
            plan.fault("code", "没有信用代码", "这种名单只按信用代码对，补上代码再导")
            return plan.end(Outcome.BAD, "没有信用代码")
        match = self.matcher.find(str(said.get("key", "")), code, row.name, region)
        if match.bad:
            plan.fault("key" if "key" in said else "name", match.bad, "补上单位名称，或先在名录里登记")
            return plan.end(Outcome.BAD, match.bad)
        if match.firm is None and self.roster.kind in kinds.ABOUT_LINKS and not match.perhaps:
            plan.fault("name", "名录里没有这家", "先导两新组织名册，或照名录改名称")
            return plan.end(Outcome.BAD, "名录里没有这家")
        self._values(plan, region)
        return self._matched(plan, match, region)

    def _matched(self, plan: Plan, match: Match, region: int | None) -> RosterRow:
        row = plan.row
        if match.perhaps:
            match = self._inside(plan, match)
        if match.bad:
            return plan.end(Outcome.BAD, match.bad)
        if match.perhaps:
            row.organisation_id = match.perhaps[0]
            return self._ask(plan, match)
        if match.firm is None:
            return self._new(plan)
        row.organisation_id, row.name = match.firm.pk, row.name or match.firm.name
        if not self.known.in_scope(self.roster, match.firm.region_id, match.firm.sector_id):
            plan.fault("name", "名录里这家不在这次的范围里", "范围选大一些，或请管它的单位来改")
            return plan.end(Outcome.BAD, "不在这次的范围里")
        return self._changed(plan, match.firm)

    def _inside(self, plan: Plan, match: Match) -> Match:
        """Of those it may be, only those in the scope: nobody writes to another's by saying that it is the same."""
        firms = [self.known.firms[pk] for pk in match.perhaps]
        inside = [one.pk for one in firms if self.known.in_scope(self.roster, one.region_id, one.sector_id)]
        if inside:
            return Match(perhaps=tuple(inside), why=match.why)
        if any(one.uscc and one.uscc == plan.row.said.get("code") for one in firms):
            plan.fault("code", "这个信用代码是范围外另一家的", "核对代码；代码没错就请牵头机关来改")
            return Match(bad="信用代码是范围外另一家的")
        plan.fault("name", "范围外有同名的，按新的一家登记", "是同一家就先请牵头机关改属地或行业，再导")
        return Match()

    def _region(self, plan: Plan, place: int | None) -> int | None:
        text = str(plan.row.said.get("region", ""))
        found = self.known.places.get(rules.plain(text)) or self.known.places.get(rules.place(text)) if text else None
        if text and found is None:
            plan.fault("region", f"没有“{text[:20]}”这个属地", "写乡镇、街道、园区的名称")
        if not text:
            found = place or (self.roster.region_id if self.roster.scope == RosterScope.REGION else None)
        if found is not None:
            plan.write["region_id"] = found
        return found

    def _values(self, plan: Plan, region: int | None) -> None:
        """The columns of an organisation that the row writes, as the database has them."""
        said = plan.row.said
        if self.roster.kind in kinds.ABOUT_LINKS:
            plan.write = {}
            return
        for name, column in NAMES.items():
            if name in said and name not in {"region", "type", "sector", "status"}:
                plan.write[column] = said[name]
        self._looked_up(plan, "type", self.known.types)
        self._looked_up(plan, "sector", self.known.units)
        if text := str(said.get("status", "")):
            status = rules.word(rules.STATUS, text)
            if not status:
                plan.fault("status", f"看不懂状态“{text}”", "写正常经营、停业、空壳或已注销")
            else:
                plan.write["status"] = status

    def _looked_up(self, plan: Plan, name: str, words: dict[str, int]) -> None:
        if text := str(plan.row.said.get(name, "")):
            found = words.get(rules.plain(text))
            if found is None:
                names = (
                    "、".join(list(self.known.type_names.values())[:12]) if name == "type" else "单位名录里的全称或简称"
                )
                plan.fault(name, f"没有“{text[:20]}”这个{FIELDS[name].label}", f"写：{names}")
            else:
                plan.write[NAMES[name]] = found

    def _new(self, plan: Plan) -> RosterRow:
        write = plan.write
        if self.roster.usual_id:
            write.setdefault("type_id", self.roster.usual_id)
        if self.roster.sector_id:
            write.setdefault("sector_id", self.roster.sector_id)
        missing = [label for column, label in MUST.items() if column not in write]
        if missing:
            plan.fault("name", f"新的一家，缺{'、'.join(missing)}", "补上再导；类型也可以在上传时统一选")
            return plan.end(Outcome.BAD, f"新的一家，缺{'、'.join(missing)}")
        if not self.known.in_scope(self.roster, _number(write["region_id"]), _number(write.get("sector_id"))):
            plan.fault("region", "这一行不在这次的范围里", "范围选大一些，或从表里去掉")
            return plan.end(Outcome.BAD, "不在这次的范围里")
        if write.get("status") not in {None, *rules.FREE}:
            write["status"] = Status.OPERATING
            plan.fault("status", "停业、空壳要逐家报批，先按正常经营登记", "登记后在名录里办，写明理由")
        linking.links(plan, self.known, None, self.roster)
        plan.row.shown = self._shown(write, None)
        return plan.end(Outcome.NEW)

    def _ask(self, plan: Plan, match: Match) -> RosterRow:
        """Perhaps the same as one that is there: somebody has to say."""
        firm = self.known.firms[match.perhaps[0]]
        plan.row.candidates = [[pk, self._described(self.known.firms[pk])] for pk in match.perhaps]
        names = "、".join(words for _, words in plan.row.candidates)
        if self.roster.usual_id:
            plan.write.setdefault("type_id", self.roster.usual_id)
        whole = dict(plan.write)
        self._against(plan, firm)
        plan.write = whole  # all of it: the row may turn out to be another one
        plan.row.before = {column: getattr(firm, column) for column in whole}
        return plan.end(Outcome.ASK, f"{match.why}：{names}")

    def _described(self, firm: Firm) -> str:
        place = self.known.place_names.get(firm.region_id, "")
        return f"{firm.name}（{place}，{firm.uscc or '没有信用代码'}）"

    def _changed(self, plan: Plan, firm: Firm) -> RosterRow:
        conflicts = self._came_back(plan, firm)
        self._against(plan, firm)
        if conflicts:
            words = "、".join(LABELS[column] for column in conflicts if column in plan.write)
            if words:
                return plan.end(Outcome.ASK, f"导出以后名录里也改过：{words}")
        changes = bool(plan.write or plan.row.links)
        return plan.end(Outcome.CHANGED if changes else Outcome.SAME)

    def _against(self, plan: Plan, firm: Firm) -> None:
        """Keep only what differs from what stands; say how it stood."""
        write = plan.write
        if write.get("status") not in {None, firm.status, *rules.FREE}:
            del write["status"]
            plan.fault("status", "停业、空壳要逐家报批，这一格没有写", "在名录里办，写明理由")
        if self.roster.scope != RosterScope.COUNTY and write.get("region_id") not in {None, firm.region_id}:
            del write["region_id"]
            plan.fault("region", "换属地要用全县的表来导，这一格没有写", "告诉牵头机关")
        if "region" not in plan.row.said:
            write.pop("region_id", None)
        if "type" not in plan.row.said:
            write.pop("type_id", None)
        for column in [name for name, value in write.items() if getattr(firm, name) == value]:
            del write[column]
        plan.row.before = {column: getattr(firm, column) for column in write}
        linking.links(plan, self.known, firm, self.roster)
        plan.row.shown = self._shown(write, firm) + [["关联", "", linking.said(one)] for one in plan.row.links]

    def _came_back(self, plan: Plan, firm: Firm) -> list[str]:
        """An export that comes back: only what its editor changed counts; what was changed on both sides is a question."""
        said = plan.row.said
        if "base" not in said or "key" not in said:
            return []
        texts = {name: str(said.get(name, "")) for name in kinds.BASIC}
        edited = rules.edited(str(said["base"]), kinds.BASIC, texts)
        if edited is None:
            plan.fault("base", "校验列被改过，认不出哪些格是您改的", "重新导出一份再改")
            return []
        broken = {name for name, _ in plan.faults}
        for name in kinds.BASIC:
            column = NAMES[name]
            if name not in edited or name in broken:
                plan.write.pop(column, None)
            elif name not in said:
                self._emptied(plan, name)
        now = export_texts(firm, self.known)
        return [NAMES[name] for name in edited if rules.both_changed(str(said["base"]), kinds.BASIC, name, now[name])]

    def _emptied(self, plan: Plan, name: str) -> None:
        if NAMES[name] in BLANK:
            plan.write[NAMES[name]] = BLANK[NAMES[name]]
        else:
            plan.fault(name, f"{FIELDS[name].label}不能空着，没有改", "填上再导")

    def _shown(self, write: dict[str, object], firm: Firm | None) -> list[list[str]]:
        return [
            [LABELS[column], self.text(column, getattr(firm, column)) if firm else "", self.text(column, value)]
            for column, value in write.items()
        ]

    def text(self, column: str, value: object) -> str:
        """A column's value in words."""
        return words_of(self.known, column, value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def words_of(known: Known, column: str, value: object) -> str:
    """A column's value in words."""
    if value is None:
        return ""
    tables = {"type_id": known.type_names, "region_id": known.place_names, "sector_id": known.unit_names}
    if column in tables and isinstance(value, int):
        return tables[column].get(value, "")
    return str(Status(str(value)).label) if column == "status" else str(value)


def export_texts(firm: Firm, known: Known) -> dict[str, str]:
    """The cells of an organisation in an export."""
    return {name: words_of(known, column, getattr(firm, column)) for name, column in NAMES.items()}
