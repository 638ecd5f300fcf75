"""A small county with an adopted scheme, a round in any state, pages as their users meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests import world
from tests.calls import Pages
from tests.world import County
from wuze.accounts.enums import Role
from wuze.accounts.models import Installation
from wuze.accounts.values import Actor
from wuze.assessment.rounds import actions, queries
from wuze.assessment.rounds.actions import Seen, Wanted
from wuze.assessment.rounds.models import Calculation, Member, Result, Round
from wuze.assessment.rounds.uploading import Sent, take
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.sheets import canonical
from wuze.assessment.schemes.tables import loaded, packed
from wuze.excel.load import read_scheme
from wuze.registry.enums import UnitKind
from wuze.registry.models import PartyOrganisation
from wuze.scoring.digest import digest
from wuze.scoring.tables import Cell, Table

EXAMPLES = Path(__file__).parents[2] / "examples"
D = Decimal


def _table(name: str, columns: str, *rows: tuple[Cell, ...]) -> Table:
    heads = tuple(columns.split())
    return Table(name, heads, tuple((*row, *[None] * (len(heads) - len(row))) for row in rows))


SCHEME = {
    table.name: table
    for table in (
        _table("方案", "项目 内容", ("名称", "两新党组织考核"), ("年度", D(2026)), ("满分", D(100)), ("分组", "属地")),
        _table("板块", "编号 名称 分值", ("A", "组织建设", D(60)), ("B", "作用发挥", D(40))),
        _table(
            "指标",
            "板块 编号 指标 分值 起评 不适用时 计分要点 数据项 方式 参数 数据来源",
            (
                "A",
                "A1",
                "理论学习",
                D(30),
                None,
                "免扣",
                "应学4次，每缺1次扣5分",
                "学习次数",
                "缺次扣",
                "应4 每缺扣5",
                "社会工作部",
            ),
            ("A", "A2", "按期换届", D(30), None, None, "任期已到届没有换的扣10分", "任期已到届", "扣分", "扣10", None),
            ("B", "B1", "服务企业", D(40), None, None, "看为企业解难题的实效", None, None, None, None),
        ),
        _table(
            "数据项",
            "编号 名称 类型 单位 来源",
            ("D1", "学习次数", "次数", "次", ""),
            ("D2", "任期已到届", "是否", "", ""),
        ),
        _table(
            "等次",
            "等次 最低分 名额比例",
            ("优秀", D(90), D("0.5")),
            ("良好", D(80)),
            ("合格", D(60)),
            ("不合格", None),
        ),
    )
}
"""Two indicators by facts (one of a provider), one scored directly; groups by place, half may be 优秀."""

WANTED = Wanted(
    "2026年度两新党组织考核", 0, date(2026, 1, 1), date(2027, 1, 1), ("fed_back", "proposed", "deliberated"), 3
)
PARTY = {"kinds": (UnitKind.PARTY.value,), "above": "", "day": world.DAY}


def edition(county: County, tables: dict[str, Table] | None = None, **changed: Any) -> SchemeEdition:
    """An adopted edition of the lead office."""
    row = SchemeEdition(
        unit=county.lead, title="两新党组织考核", year=2026, state=EditionState.ADOPTED, tables=packed(canonical(tables or SCHEME)),
        made_by="何敏", made_at=world.NOW, adopted_on=world.DAY, **changed,
    )  # fmt: skip
    row.digest = digest(loaded(row).scheme)
    row.save()
    row.family = row.pk
    row.save()
    return row


def example(county: County, name: str) -> SchemeEdition:
    """One of the examples, uploaded as it is."""
    return edition(county, read_scheme(EXAMPLES / name / "方案.xlsx").tables)


class Site:
    """The county, a second clerk in the lead office, terms of the branches."""

    def __init__(self, county: County | None = None) -> None:
        Installation.objects.update_or_create(id=1, defaults={"demo": True, "demo_day": world.DAY})
        self.county: County = county or world.county()
        self.users = dict(self.county.users)
        self.users["second_clerk"] = world.holder(self.county.lead, Role.LEAD_CLERK, "沈一帆")
        self.edition = edition(self.county)
        terms = ((self.county.north_branch, 2024), (self.county.south_branch, 2022), (self.county.sector_branch, 2025))
        for branch, since in terms:
            about = {"members": 5, "term_since": date(since, 3, 1), "as_of": date(2026, 6, 1)}
            PartyOrganisation.objects.update_or_create(unit=branch, defaults=about)

    def actor(self, who: str, day: date = world.DAY) -> Actor:
        """On a day."""
        at = world.NOW if day == world.DAY else datetime.combine(day, time(2), UTC)
        return world.actor(self.users[who], at=at, today=day)

    def small(self, who: str, day: date = world.DAY) -> Actor:
        """In a small office."""
        return replace(self.actor(who, day), small_office=True)

    def made(self, **changed: Any) -> Round:
        """Just made."""
        return actions.make(self.actor("lead_clerk"), replace(WANTED, edition=self.edition.pk, **changed))

    def drafted(self, **changed: Any) -> Round:
        """With a roster that is not yet fixed: whatever else the county has by now is left out."""
        row, clerk = self.made(**changed), self.actor("lead_clerk")
        actions.add_by_rule(clerk, row.pk, version=None, **PARTY)  # type: ignore[arg-type]  # one dictionary of three kinds
        ours = (self.county.north_branch, self.county.south_branch, self.county.sector_branch)
        for member in self.members(row):
            if member.unit not in ours:
                actions.take_out(clerk, member.pk, reason="别处用的")
        return row

    def collecting(self, **changed: Any) -> Round:
        """With the three branches on a fixed roster."""
        row, clerk = self.drafted(**changed), self.actor("lead_clerk")
        actions.advance(clerk, row.pk, "fix", version=None)
        return actions.advance(clerk, row.pk, "collect", version=None)

    def fed(self, row: Round, learnt: tuple[int, ...] = (4, 3, 4), points: tuple[int, ...] = (40, 38, 30)) -> Round:
        """What the branches learnt, and the score of B1."""
        clerk = self.actor("lead_clerk")
        for member, times, given in zip(self.members(row), learnt, points, strict=True):
            actions.enter(clerk, member.pk, Seen("e:D1", str(times), "papers", world.DAY, "学习记录本"))
            reason = "" if given == 40 else "解难题的实效一般"
            actions.enter(clerk, member.pk, Seen("i:B1", str(given), "visit", world.DAY, reason))
        return row

    def compute(self, row: Round, who: str = "lead_clerk") -> Calculation:
        """A run, done."""
        return actions.work(actions.ask_compute(self.actor(who), row.pk, version=None).pk)

    def computed(self, **changed: Any) -> Round:
        """Everything there, computed."""
        row = self.fed(self.collecting(**changed))
        self.compute(row)
        return self.again(row)

    def fed_back(self, **changed: Any) -> Round:
        """The units may check until 27 November."""
        row = self.computed(**changed)
        return actions.feed_back(self.actor("lead_clerk"), row.pk, version=None)

    def settled(self, **changed: Any) -> Round:
        """All the way."""
        row, day = self.fed_back(**changed), date(2026, 11, 30)
        clerk = self.actor("lead_clerk", day)
        actions.advance(clerk, row.pk, "propose", version=None)
        actions.deliberate(clerk, row.pk, version=None, meeting="部务会", met_on=day, minutes="〔2026〕9号")
        return actions.settle(self.actor("second_clerk", day), row.pk, version=None)

    def members(self, row: Round) -> list[Member]:
        """North, south, sector."""
        return list(row.members.filter(out=False))

    def results(self, row: Round) -> dict[str, Result]:
        """By name, of the run in force."""
        run = queries.calculation_of(self.again(row))
        assert run is not None
        return {one.member.name: one for one in queries.with_all(run)}

    def result(self, row: Round, number: int = 0) -> Result:
        """Of the branch at this place."""
        return self.results(row)[self.members(row)[number].name]

    def sent(self, row: Round, **sheets: list[tuple[Any, ...]]) -> Sent:
        """An uploaded workbook, read."""
        members = queries.members_of(row)
        return take([workbook(**sheets)], queries.scheme_of(row), members)

    def again(self, row: Round) -> Round:
        """As it stands now."""
        return Round.objects.select_related("unit", "edition").get(pk=row.pk)


def workbook(**sheets: list[tuple[Any, ...]]) -> SimpleUploadedFile:
    """An .xlsx with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("数据.xlsx", out.getvalue())


_pages = Pages("rounds")
get, send = _pages.get, _pages.send
