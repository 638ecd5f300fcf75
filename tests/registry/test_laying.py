"""A county that begins; units, posts and holders from one sheet."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import world
from tests.calls import Pages, text
from wuze.accounts.enums import Role
from wuze.accounts.models import Installation, User
from wuze.excel.unit_list import read_units, write_blank
from wuze.kernel.errors import Invalid, Refused
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.laying import actions, queries
from wuze.registry.laying.actions import First, begin
from wuze.registry.laying.planning import Known, New, Plan, kind_of, plan, role_of
from wuze.registry.models import Appointment, OrganisationType, Post, Region, Unit
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
send = Pages("registry").send
FIRST = First("明溪县", "990202", "县委社会工作部", "何敏", "钱芳")
HEAD = ("单位", "类别", "上级", "区划代码", "岗位", "任职人")


def book(path: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    """A sheet as an office fills it."""
    made = openpyxl.Workbook()
    for row in (head, *rows):
        made.active.append(row)
    made.save(path)
    return path


def planned(path: Path, known: Known, *rows: tuple[str, ...]) -> Plan:
    """The plan of a sheet."""
    return plan(read_units(book(path / "u.xlsx", *rows), "u.xlsx"), known, world.DAY)


KNOWN = Known(
    {"明溪县委": ("明溪县委", "county"), "县委": ("明溪县委", "county")}, {("明溪县委", "书记"): "县书记"}, "990202"
)

# --- a county that begins -----------------------------------------------------------------------------------------------


def test_a_county_begins_with_an_office_that_can_set_up_the_rest() -> None:
    made = begin(FIRST, world.NOW)
    assert [account for account, _ in made] == ["hm", "qf"]
    assert [(unit.name, unit.short, unit.kind) for unit in Unit.objects.order_by("path")] == [
        ("明溪县委", "县委", UnitKind.COUNTY), ("县委社会工作部", "社会工作部", UnitKind.LEAD),
    ]  # fmt: skip
    held = Appointment.objects.order_by("post__order").values_list("person__name", "post__role", "since")
    since = world.DAY.replace(month=1, day=1)
    assert list(held) == [("何敏", Role.LEAD_HEAD, since), ("钱芳", Role.LEAD_CLERK, since)]
    assert (Region.objects.get().code, OrganisationType.objects.count()) == ("990202000000", 11)
    assert OrganisationType.objects.filter(unconfirmed=False).count() == 0
    site = Installation.objects.get()
    assert (site.county, site.lead_names, site.name) == ("明溪县", "县委社会工作部", "明溪县两新组织党建责任")
    entry = Entry.objects.get()
    assert (entry.code, entry.who_name) == ("registry.begun", "安装程序")
    with pytest.raises(Refused, match="已经有单位"):
        begin(FIRST, world.NOW)


def test_what_a_county_must_say_is_said_at_once() -> None:
    with pytest.raises(Invalid) as fault:
        begin(First("县", "12", "部", "何敏", "何敏"), world.NOW)
    assert list(fault.value.fields) == ["county", "code", "lead", "people"]
    assert (Unit.objects.count(), User.objects.count(), Entry.objects.count()) == (0, 0, 0)


# --- reading and planning -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "name", "kind"),
    [
        ("", "城关镇党委", UnitKind.TOWN), ("", "望湖街道党工委", UnitKind.TOWN), ("", "云台乡党委", UnitKind.TOWN),
        ("", "县民政局", UnitKind.DEPARTMENT), ("", "明溪经济开发区党工委", UnitKind.PARK), ("", "律师行业党委", UnitKind.SECTOR),
        ("园区", "城关镇党委", UnitKind.PARK), ("部门", "某某", UnitKind.DEPARTMENT), ("企业", "县民政局", ""), ("", "某某", ""),
        ("乡镇街道党（工）委", "某某", UnitKind.TOWN),
    ],
)  # fmt: skip
def test_the_kind_is_what_is_written_else_what_the_name_says(word: str, name: str, kind: str) -> None:
    assert kind_of(word, name) == kind


@pytest.mark.parametrize(
    ("kind", "word", "post", "role"),
    [
        (UnitKind.TOWN, "", "党委书记", Role.TOWN_HEAD), (UnitKind.TOWN, "", "党建办主任", Role.TOWN_CLERK),
        (UnitKind.DEPARTMENT, "", "局长", Role.DEPARTMENT), (UnitKind.TOWN, "只读", "资料员", Role.READER),
        (UnitKind.TOWN, "牵头机关经办", "书记", ""), (UnitKind.COUNTY, "", "县委书记", Role.LEADER),
    ],
)  # fmt: skip
def test_a_role_is_what_is_written_else_head_or_clerk_by_the_title(kind: str, word: str, post: str, role: str) -> None:
    assert role_of(kind, word, post) == role


def test_a_unit_may_stand_in_several_rows_and_what_is_there_stays(tmp_path: Path) -> None:
    found = planned(
        tmp_path, KNOWN, ("城关镇党委", "", "", "990202001", "书记", "甲"), ("城关镇党委", "", "", "", "党建办主任", "乙"),
        ("县委", "", "", "", "书记", "县书记"),
    )  # fmt: skip
    assert found.faults == []
    assert found.rows == [
        New(
            "城关镇党委",
            kind=UnitKind.TOWN,
            code="990202001",
            fresh=True,
            post="书记",
            role=Role.TOWN_HEAD,
            person="甲",
        ),
        New("城关镇党委", kind=UnitKind.TOWN, post="党建办主任", role=Role.TOWN_CLERK, person="乙"),
    ]
    assert found.there == ["u.xlsx!Sheet!4行 县委书记"]


def test_every_fault_stands_at_its_cell(tmp_path: Path) -> None:
    found = planned(
        tmp_path, KNOWN, ("某某", "", "", "", "", ""), ("县民政局", "", "没有的局", "", "", ""), ("城关镇党委", "", "", "110101", "", ""),
        ("云台乡党委", "", "", "", "", "丙"), ("县委", "", "", "", "书记", "新书记"), ("", "", "", "", "书记", "丁"),
        ("清溪镇党委", "", "", "12345", "", ""), ("开发区党工委", "", "县民政局", "", "", ""),
    )  # fmt: skip
    assert [(one.place, one.problem) for one in found.faults] == [
        ("u.xlsx!Sheet!B2", "看不出是哪类单位"), ("u.xlsx!Sheet!C3", "没有叫“没有的局”的单位"),
        ("u.xlsx!Sheet!D4", "不是本县的代码，本县的以990202开头"), ("u.xlsx!Sheet!F5", "有任职人，没有岗位"),
        ("u.xlsx!Sheet!F6", "这个岗位现在是县书记"), ("u.xlsx!Sheet!A7", "没有写单位"),
        ("u.xlsx!Sheet!D8", "区划代码要是6、9、12位数字"), ("u.xlsx!Sheet!C9", "没有叫“县民政局”的单位"),
    ]  # fmt: skip
    assert found.rows == []


def test_a_sheet_without_units_says_what_it_needs_and_the_blank_one_has_all_heads(tmp_path: Path) -> None:
    read = read_units(book(tmp_path / "u.xlsx", ("书记", "甲"), head=("岗位", "任职人")), "u.xlsx")
    assert [one.problem for one in read.faults] == ["缺单位列"]
    write_blank(tmp_path / "blank.xlsx")
    blank = read_units(tmp_path / "blank.xlsx", "空白")
    assert ([one.problem for one in blank.faults], blank.unread) == (["没有找到表头，或表头下面没有数据"], [])


# --- laying -------------------------------------------------------------------------------------------------------------


def test_all_is_laid_as_one_act_and_a_second_time_there_is_nothing_new(tmp_path: Path) -> None:
    begin(FIRST, world.NOW)
    clerk = world.actor(User.objects.get(username="qf"))
    rows = (
        ("城关镇党委", "", "", "990202001", "党委书记", "甲"), ("云台乡党委", "", "", "", "党建办主任", "乙"),
        ("律师行业党委", "", "县委社会工作部", "", "书记", "丙"), ("云台乡党委", "", "", "", "组织委员", "乙"),
    )  # fmt: skip
    found = planned(tmp_path, queries.known(clerk), *rows)
    assert found.faults == []
    assert actions.lay(clerk, found.rows, "u.xlsx") == (3, 4, 4)
    towns = Region.objects.filter(kind=RegionKind.TOWN).order_by("code").values_list("code", "name")
    assert list(towns) == [("990202001000", "城关镇"), ("990202901000", "云台乡")]
    assert Unit.objects.get_parent(Unit.objects.get(name="律师行业党委")).name == "县委社会工作部"
    assert Appointment.objects.filter(person__name="乙").values("person").distinct().count() == 1
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.after) == ("registry.units_laid", {"units": 3, "posts": 4, "people": 4})
    again = planned(tmp_path, queries.known(clerk), *rows)
    assert ([one.name for one in again.rows], len(again.there), again.faults) == ([], 4, [])
    assert Post.objects.get(title="党委书记").role == Role.TOWN_HEAD


def test_only_the_lead_offices_clerk_lays() -> None:
    county = world.county()
    row = New("新镇党委", kind=UnitKind.TOWN, fresh=True)
    with pytest.raises(Refused, match="牵头机关经办"):
        actions.lay(world.actor(county.users["town_clerk"]), [row], "u.xlsx")
    assert not Unit.objects.filter(name="新镇党委").exists()


def test_the_page_shows_first_and_writes_only_what_was_shown(tmp_path: Path) -> None:
    county = world.county()
    clerk, before = county.users["lead_clerk"], Unit.objects.count()
    sent = book(tmp_path / "u.xlsx", ("城关镇党委", "", "", "", "党委书记", "甲")).read_bytes()
    shown = text(send(clerk, "units-sheet", book=SimpleUploadedFile("u.xlsx", sent)))
    assert ("能设1行" in shown, Unit.objects.count()) == (True, before)
    kept = shown.split('name="kept" value="')[1].split('"')[0]
    assert (send(clerk, "units-sheet", kept=f"{kept}x").status_code, Unit.objects.count()) == (400, before)
    assert send(clerk, "units-sheet", kept=kept).status_code == 302
    assert Unit.objects.filter(name="城关镇党委").count() == 1
    assert send(clerk, "units-sheet", book=SimpleUploadedFile("u.xlsx", b"")).status_code == 400
