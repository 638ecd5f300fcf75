"""Pages of organisations: the happy path, forbidden, outsider, stale, bad input; as many queries for three as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.registry.organisations import making
from tests.registry.organisations.making import Registered, code
from tests.registry.site import frozen, get, send
from wuze.accounts.models import Approval, Installation
from wuze.registry.enums import CoverKind, Status
from wuze.registry.models import Apart, FormerKey, Organisation, OrganisationType, UnitCheck
from wuze.registry.organisations import actions
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Registered:
    frozen()
    return making.registered()


def entered(there: Registered, **more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": "云峰竹艺有限公司", "uscc": "", "type": making.kind().pk, "region": there.county.north.region_id, "sector": "",
        "members": "2", "source": "乡镇摸底", "as_of": "2026-11-20", "since": "2026-11-20", **more,
    }  # fmt: skip
    return values


def place(there: Registered, name: str, *more: Any) -> tuple[Any, ...]:
    return (name, there.north.pk, *more)


def said() -> str:
    entry = Entry.objects.first()
    assert entry is not None
    return sentence(entry)


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_needs_a_person(there: Registered) -> None:
    blank = making.organisation(there.county.north, "竹园小店", members=0)
    ought = making.organisation(there.county.north, "青禾食品厂", members=3)
    making.covers(ought, world.person("指导员甲"), CoverKind.INSTRUCTOR)
    making.organisation(there.county.north, "停业的厂", status=Status.ZOMBIE)
    page = text(get(there.county.users["town_clerk"], "organisations"))
    assert (">空白 1</a>" in page, ">应建未建 1</a>" in page, ">停业 1</a>" in page) == (True, True, True)
    assert f"{blank.name}</a>" in page
    assert "停业的厂" not in page
    assert "单独组建" in page
    assert "指导员" in page


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        ({"q": "yfcy"}, ["云峰茶业有限公司"]), ({"q": code(2)}, ["柳塘精密机械厂"]), ({"q": "精密"}, ["柳塘精密机械厂"]),
        ({"cover": "none"}, []), ({"cover": "party"}, ["云峰茶业有限公司", "柳塘精密机械厂", "正衡律师事务所"]), ({"cover": "work"}, []),
        ({"cover": "own", "q": "律师"}, ["正衡律师事务所"]), ({"region": "330199101"}, ["云峰茶业有限公司"]),
        ({"type": "KIND"}, ["正衡律师事务所"]), ({"sector": "DEPARTMENT"}, ["柳塘精密机械厂"]), ({"view": "gone"}, []),
    ],
)  # fmt: skip
def test_found_and_filtered(there: Registered, terms: dict[str, str], names: list[str]) -> None:
    known = {"KIND": str(there.lawyers.type_id), "DEPARTMENT": str(there.county.department.pk)}
    terms = {name: known.get(value, value) for name, value in terms.items()}
    page = text(get(there.county.users["lead_clerk"], "organisations", **terms))
    rows = (there.north, there.south, there.lawyers)
    assert [row.name for row in rows if f"{row.name}</a>" in page] == names


def test_an_old_key_says_what_it_is_now(there: Registered) -> None:
    FormerKey.objects.create(key="T000777", organisation=there.south, why="有了信用代码", on=world.DAY)
    page = text(get(there.county.users["lead_clerk"], "organisations", q="t000777"))
    assert f"柳塘精密机械厂（{code(2)}）</a>" in page
    assert "柳塘" not in text(get(there.county.users["town_clerk"], "organisations", q="T000777"))


def test_what_is_seen_is_what_is_exported(there: Registered) -> None:
    answer = get(there.county.users["town_clerk"], "organisations", export="xlsx")
    assert (answer.status_code, answer.headers["Content-Type"].startswith("application/vnd.openxml")) == (200, True)
    assert get(there.county.users["secretary"], "organisations", export="xlsx").status_code == 403


def test_the_county_s_own_name_stands_on_the_page(there: Registered) -> None:
    Installation.objects.update(field="新兴领域")
    page = text(get(there.county.users["lead_clerk"], "organisations"))
    assert "新兴领域</a>" in page


def test_the_dossier_names_source_and_day(there: Registered) -> None:
    platform = making.organisation(there.county.north, "某平台")
    there.north.parent, there.north.type = platform, making.kind("行业协会", social=True)
    there.north.save()
    making.contact(there.north, world.person("联系领导甲"))
    FormerKey.objects.create(key="T000778", organisation=there.north, why="并入", on=world.DAY)
    page = text(get(there.county.users["town_clerk"], "organisation", there.north.pk))
    for words in (
        "乡镇摸底，2026年6月24日",
        "摸底，2020年1月1日",
        "某平台",
        "业务主管单位",
        "联系领导甲",
        "T000778",
        "待核",
        "云峰茶业党支部",
    ):
        assert words in page
    assert reverse("registry:organisation-edit", args=[there.north.pk]) in page


def test_who_may_not_act_reads_why(there: Registered) -> None:
    page = text(get(there.county.users["leader"], "organisation", there.north.pk))
    assert "名录由经办人改，您的岗位没有这一项。" in page
    assert reverse("registry:organisation-edit", args=[there.north.pk]) not in page


def test_a_closed_one_offers_to_open_it_again(there: Registered) -> None:
    Organisation.objects.filter(pk=there.north.pk).update(status=Status.CLOSED)
    page = text(get(there.county.users["town_clerk"], "organisation", there.north.pk))
    assert reverse("registry:organisation-change", args=[there.north.pk, "reopen"]) in page
    assert reverse("registry:cover", args=[there.north.pk]) not in page


def test_a_slot_is_filled_by_whoever_has_the_page(there: Registered, settings: Any) -> None:
    settings.DOSSIER_SLOTS = (("核对", "registry:organisation-find"), ("没有的", "nowhere:at-all"))
    page = text(get(there.county.users["town_clerk"], "organisation", there.north.pk))
    assert f'hx-get="{reverse("registry:organisation-find", args=[there.north.pk])}"' in page
    assert "没有的" not in page


def queries_of(there: Registered, name: str, *keys: Any) -> int:
    client = client_of(there.county.users["lead_clerk"])
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"registry:{name}", args=keys)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["organisations", "organisation", "duplicates", "organisation-find", "types", "parties", "party",
                                  "instructors", "contacts"])  # fmt: skip
def test_as_many_queries_for_three_as_for_one(there: Registered, name: str) -> None:
    twin = making.organisation(there.county.north, "云峰茶业公司")
    making.covers(twin, world.person("指导员"), CoverKind.INSTRUCTOR)
    making.contact(there.north, world.person("领导"))
    keys = {
        "organisation": [there.north.pk],
        "organisation-find": [there.north.pk],
        "party": [there.county.north_branch.pk],
    }
    before = queries_of(there, name, *keys.get(name, []))
    for number in range(3):
        row = making.organisation(there.county.north, f"云峰茶业（{number}店）", members=1)
        making.covers(row, there.county.north_branch, CoverKind.JOINT)
        making.covers(there.north, world.person(f"员{number}"), CoverKind.LIAISON)
        making.contact(there.north, world.person(f"领导{number}"))
        FormerKey.objects.create(key=f"T00{number}", organisation=there.north, why="x", on=world.DAY)
        making.party(world.unit(f"党支部{number}", "party", parent=there.county.north))
    assert queries_of(there, name, *keys.get(name, [])) == before


# --- one's own --------------------------------------------------------------------------------------------------------


def test_a_secretary_reads_what_is_held_and_has_it_corrected(there: Registered) -> None:
    user = there.county.users["secretary"]
    page = text(get(user, "mine"))
    assert "云峰茶业有限公司" in page
    assert "柳塘" not in page
    assert "乡镇摸底，2026年6月24日" in page
    answer = send(user, "organisation-correct", there.north.pk, note="正式党员是5名")
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("registry:mine"))
    asked = UnitCheck.objects.get()
    assert (asked.unit, asked.organisation, asked.same) == (there.county.north_branch, there.north, False)
    assert "上级还没处理" in text(get(user, "mine"))
    town = there.county.users["town_clerk"]
    assert "提更正：正式党员是5名" in text(get(town, "organisation", there.north.pk))
    assert "提更正：正式党员是5名" not in text(get(there.county.users["leader"], "organisation", there.north.pk))
    listed = client_of(town).get(reverse("unit-links:checks")).content.decode()
    assert "云峰茶业有限公司；正式党员是5名" in listed
    opened = client_of(town).get(reverse("unit-links:check", args=[asked.pk])).content.decode()
    assert reverse("registry:organisation", args=[there.north.pk]) in opened


def test_a_correction_needs_words_and_the_right_one(there: Registered) -> None:
    assert send(there.county.users["secretary"], "organisation-correct", there.north.pk, note=" ").status_code == 400
    refused = send(there.county.users["leader"], "organisation-correct", there.north.pk, note="x")
    assert (refused.status_code, "由覆盖这家的党组织提更正" in text(refused)) == (403, True)
    assert (
        send(there.county.users["south_secretary"], "organisation-correct", there.north.pk, note="x").status_code == 404
    )
    assert not UnitCheck.objects.exists()


def test_whoever_has_no_branch_is_told_where_to_look(there: Registered) -> None:
    assert "这一页给党组织书记用" in text(get(there.county.users["town_clerk"], "mine"))


def test_a_secretary_of_many_sees_the_first_and_how_many_more(there: Registered) -> None:
    for number in range(22):
        making.covers(
            making.organisation(there.county.north, f"店{number:02d}"), there.county.north_branch, CoverKind.JOINT
        )
    page = text(get(there.county.users["secretary"], "mine"))
    assert "另有3家" in page


# --- verbs ------------------------------------------------------------------------------------------------------------


def test_an_organisation_is_added_and_edited(there: Registered) -> None:
    town = there.county.users["town_clerk"]
    assert "成批的不用一家家填" in text(get(town, "organisation-add"))
    made = send(town, "organisation-add", **entered(there, parent=there.north.key))
    row = Organisation.objects.get(name="云峰竹艺有限公司")
    assert (made.status_code, made.headers["Location"], row.parent) == (
        302,
        f"/registry/organisations/{row.pk}/",
        there.north,
    )
    page = text(get(town, "organisation-edit", row.pk))
    assert there.north.key in page
    changed = send(town, "organisation-edit", row.pk, version=1, **entered(there, members="6"))
    row.refresh_from_db()
    assert (changed.status_code, row.members, row.parent) == (302, 6, None)
    stale = send(town, "organisation-edit", row.pk, version=1, **entered(there, members="7"))
    assert (stale.status_code, "您填的在左边" in text(stale)) == (409, True)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"uscc": "123"}, "信用代码是18位，填的是3位"), ({"parent": "T999999"}, "名录里没有这个编号"),
        ({"members": "多"}, "写数字"), ({"name": ""}, "请填名称"), ({"as_of": "昨天"}, "日期写成2026-11-30这样"),
        ({"name": "云峰茶业公司"}, "名称相近的"),
    ],
)  # fmt: skip
def test_bad_entries_stay_in_the_form_with_their_sentence(there: Registered, more: dict[str, str], words: str) -> None:
    answer = send(there.county.users["town_clerk"], "organisation-add", **entered(there, **more))
    assert (answer.status_code, words in text(answer), Organisation.objects.count()) == (400, True, 3)


def test_status_changes_by_their_form(there: Registered) -> None:
    town = there.county.users["town_clerk"]
    assert get(town, *place(there, "organisation-change", "close")).status_code == 200
    assert get(town, *place(there, "organisation-change", "sell")).status_code == 404
    done = send(town, *place(there, "organisation-change", "close"), version=1, since="2026-11-01", reason="注销")
    there.north.refresh_from_db()
    assert (done.status_code, there.north.status) == (302, Status.CLOSED)
    again = get(town, *place(there, "organisation-change", "close"))
    assert (again.status_code, "现在是“已注销”" in text(again)) == (403, True)


def test_a_removal_is_asked_by_its_form(there: Registered) -> None:
    town = there.county.users["town_clerk"]
    assert "移出覆盖率的分母" in text(get(town, *place(there, "organisation-change", "shell")))
    done = send(town, *place(there, "organisation-change", "shell"), version=1, reason="只有牌子", detail="核查表")
    asked = Approval.objects.get()
    assert (done.headers["Location"], asked.reason) == (reverse("approvals:one", args=[asked.pk]), "只有牌子")
    page = text(get(town, "organisation", there.north.pk))
    assert "正在等答复" in page


def test_two_rows_are_compared_before_they_are_merged(there: Registered) -> None:
    clerk = there.county.users["lead_clerk"]
    twin = making.organisation(there.county.north, "云峰茶业公司", uscc=code(6), key=code(6), phone="0570-9")
    assert "同一属地，名称相近" in text(get(clerk, "duplicates"))
    assert "云峰茶业公司" in text(get(clerk, "organisation-find", there.north.pk))
    assert "柳塘精密机械厂" in text(get(clerk, "organisation-find", there.north.pk, q=code(2)))
    assert "没有找到" in text(get(clerk, "organisation-find", there.north.pk, q="不存在"))
    page = text(get(clerk, "organisation-merge", there.north.pk, twin.pk))
    assert "0570-6612345" in page
    assert "不同" in page
    assert page.count("<table") == 1
    done = send(
        clerk, "organisation-merge", there.north.pk, twin.pk, version=1, other_version=1, keep=twin.pk, reason="同一家"
    )
    there.north.refresh_from_db()
    assert (done.headers["Location"], there.north.merged_into) == (f"/registry/organisations/{twin.pk}/", twin)
    assert get(clerk, "organisation", there.north.pk).status_code == 404
    assert get(clerk, "organisation-merge", there.north.pk, twin.pk).status_code == 404


def test_merging_across_towns_is_the_lead_offices(there: Registered) -> None:
    making.covers(there.south, there.county.users["town_clerk"].person, CoverKind.INSTRUCTOR)
    answer = get(there.county.users["town_clerk"], "organisation-merge", there.north.pk, there.south.pk)
    assert (answer.status_code, "由牵头机关合并" in text(answer)) == (403, True)


def test_codes_of_one_legal_person_are_offered_for_merge(there: Registered) -> None:
    moved = code(2, "93330188")
    making.organisation(there.county.south, "另一个写法", uscc=moved, key=moved)
    making.organisation(there.county.south, "云峰茶业有限公司")
    page = text(get(there.county.users["lead_clerk"], "duplicates"))
    assert ("信用代码的主体标识相同" in page, "名称相近，属地不同" in page, "共2组" in page) == (True, True, True)
    assert "没有可能重复的" in text(get(there.county.users["sector_clerk"], "duplicates"))


def test_what_is_not_the_same_is_not_asked_again(there: Registered) -> None:
    clerk = there.county.users["town_clerk"]
    shop, twin, third = (
        making.organisation(there.county.north, name) for name in ("竹园小店", "青岚县竹园小店", "竹园小店（分店）")
    )
    page = text(get(clerk, "duplicates"))
    assert (page.count("不是同一家</button>"), "共1组" in page) == (3, True)
    answer = send(clerk, "organisation-apart", third.pk, other=[shop.pk, twin.pk])
    assert answer.status_code == 302
    page = text(get(clerk, "duplicates"))
    assert [f"{one.name}</a>" in page for one in (shop, twin, third)] == [True, True, False]
    send(clerk, "organisation-apart", twin.pk, other=[shop.pk])
    assert "没有可能重复的" in text(get(clerk, "duplicates"))
    send(clerk, "organisation-apart", twin.pk, other=[shop.pk])
    assert Apart.objects.count() == 3
    assert said() == f"{there.actor('town_clerk').name}认定青岚县竹园小店与竹园小店不是同一家"


def test_only_whoever_keeps_both_says_they_are_two(there: Registered) -> None:
    twin = making.organisation(there.county.south, "云峰茶业有限公司")
    clerk = there.county.users["town_clerk"]
    assert send(clerk, "organisation-apart", twin.pk, other=[there.north.pk]).status_code == 404
    assert send(clerk, "organisation-apart", there.north.pk, other=[twin.pk]).status_code == 400
    assert send(clerk, "organisation-apart", there.north.pk).status_code == 400
    assert send(there.county.users["leader"], "organisation-apart", there.north.pk, other=[twin.pk]).status_code == 403
    assert Apart.objects.count() == 0
    send(there.county.users["lead_clerk"], "organisation-apart", there.north.pk, other=[twin.pk])
    assert Apart.objects.get().by == "何敏"


def test_one_row_is_split_by_its_form(there: Registered) -> None:
    town = there.county.users["town_clerk"]
    held = there.north.coverages.get()
    assert "单独组建 云峰茶业党支部" in text(get(town, "organisation-split", there.north.pk))
    done = send(
        town, "organisation-split", there.north.pk, version=1, name="云峰茶艺馆", type=there.north.type_id,
        region=there.north.region_id, left="3", members="1", coverages=[held.pk], reason="两家",
    )  # fmt: skip
    made = Organisation.objects.get(name="云峰茶艺馆")
    assert (done.status_code, made.coverages.count(), made.members) == (302, 1, 1)
    assert "coverages" not in text(get(town, "organisation-split", there.north.pk))


def test_types_are_seen_by_all_and_edited_by_the_lead_office(there: Registered) -> None:
    row = OrganisationType.objects.get(name="律所")
    assert "律所" in text(get(there.county.users["leader"], "types"))
    assert get(there.county.users["town_clerk"], "type-edit", row.pk).status_code == 403
    clerk = there.county.users["lead_clerk"]
    assert get(clerk, "type-edit", row.pk).status_code == 200
    sent = {"name": "律师所", "sector": there.county.department.pk, "usual_form": "", "note": "", "version": 1}
    assert send(clerk, "type-edit", row.pk, **sent).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.unconfirmed) == ("律师所", False)


def test_a_type_is_added_retired_and_restored(there: Registered) -> None:
    clerk, entry = there.county.users["lead_clerk"], {"name": "直播基地", "usual_form": "联合党组织", "note": ""}
    assert send(there.county.users["town_clerk"], "type-add", **entry).status_code == 403
    assert send(clerk, "type-add", **entry).status_code == 302
    made = OrganisationType.objects.get(name="直播基地")
    assert (made.code, made.order) == (
        f"own-{OrganisationType.objects.count()}",
        max(OrganisationType.objects.values_list("order", flat=True)),
    )
    page = text(send(clerk, "type-add", **entry))
    assert ("已有同名的类型。" in page, 'value="直播基地"' in page) == (True, True)
    assert "直播基地" in text(get(clerk, "organisation-add"))
    assert send(clerk, "type-turn", made.pk, version=1, reason="").status_code == 400
    assert send(clerk, "type-turn", made.pk, version=1, reason="并入电商").status_code == 302
    assert said() == "何敏停用组织类型直播基地，理由：并入电商"
    assert "直播基地" not in text(get(clerk, "organisation-add"))
    there.north.type = made
    there.north.save()
    assert "直播基地" in text(get(clerk, "organisation-edit", there.north.pk))
    assert "11月24日停用" in text(get(clerk, "types"))
    assert send(clerk, "type-turn", made.pk, version=1, reason="旧页面").status_code == 409
    assert send(clerk, "type-turn", made.pk, version=2, reason="还要用").status_code == 302
    made.refresh_from_db()
    assert (made.retired, made.version) == (None, 3)


def test_the_same_form_twice_is_one_act(there: Registered) -> None:
    client = client_of(there.county.users["town_clerk"])
    data = {"once": "same-form-twice", **entered(there)}
    first = client.post(reverse("registry:organisation-add"), data)
    second = client.post(reverse("registry:organisation-add"), data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Organisation.objects.filter(name="云峰竹艺有限公司").count() == 1


def test_actions_are_what_the_forms_call(there: Registered) -> None:
    assert set(actions.ACTS) == {"zombie", "shell"}
