"""What the registry holds is not asked again: refused with the way to it, else with a reason; a report begins with it."""

from __future__ import annotations

from html import unescape

import pytest

from tests import world
from tests.calls import text
from tests.ledger.site import CONTENT, Site, get, send
from tests.ledger.test_views import FORM
from tests.registry.organisations.making import covers, organisation, party
from wuze.kernel.errors import Invalid
from wuze.ledger import actions, held
from wuze.ledger.models import Task

pytestmark = pytest.mark.django_db
ASKS = "各支部报党员人数和书记姓名，企业报职工人数、信用代码。"


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.mark.parametrize(("words", "names"), [
    ("报党员总数和换届日期", ["党员数", "换届时间"]), ("填员工人数", ["从业人数"]), ("逐户核实党员数", []),
    ("有变动的写人数", []), ("一户一名指导员，写明联系方式", []), ("", []),
])  # fmt: skip
def test_what_is_asked_again(words: str, names: list[str]) -> None:
    assert [one.name for one in held.asked_again(words)] == names


def test_no_two_things_share_a_name() -> None:
    words = [word for one in held.HELD for word in one.words]
    assert len(words) == len(set(words))


def test_it_is_refused_with_the_way_to_it_and_taken_with_a_reason(site: Site) -> None:
    clerk, data = site.users["lead_clerk"], FORM | {"lead": str(site.county.north.pk), "requirement": ASKS}
    answer = send(clerk, "new", **data)
    said = unescape(text(answer))
    sentence = "名录里已经有：党员数、党组织书记、从业人数、信用代码。在名录的党组织、组织一页导出来用，不再向下要；确要再问的，写明理由。"
    assert (answer.status_code, sentence in said, "党组织名录</a>" in said, Task.objects.count()) == (
        400,
        True,
        True,
        0,
    )
    assert send(clerk, "new", **data | {"held_why": "省里要盖章的原件"}).status_code == 302
    task = Task.objects.get()
    assert (task.held_why, "名录里有、还要再问：省里要盖章的原件" in text(get(clerk, "task", task.pk))) == (
        "省里要盖章的原件",
        True,
    )


def test_nor_is_it_asked_of_many(site: Site) -> None:
    with pytest.raises(Invalid) as caught:
        actions.issue_many(site.actor("lead_clerk"), [site.county.north.pk], actions.Content(
            "报个数", CONTENT.why, CONTENT.why_label, ASKS, CONTENT.standard, term=10
        ))  # fmt: skip
    assert list(caught.value.fields) == ["held_why"]


def test_a_report_begins_with_what_is_held_of_the_unit_and_of_no_other(site: Site) -> None:
    branch = site.county.north_branch
    party(branch, members=7)
    party(site.county.south_branch, members=9)
    covers(organisation(site.county.north, employees=40), branch)
    covers(organisation(site.county.south, "南边的厂", employees=90), site.county.south_branch)
    task = site.task("doing", branch, requirement=ASKS, held_why="省里要")
    holder = site.users["secretary"].person.name
    page = unescape(text(get(site.users["secretary"], "act", task.pk, "report")))
    for words in (
        f"党员数：7（{world.DAY.year}年",
        f"党组织书记：{holder}",
        "云峰茶业有限公司：从业人数40，信用代码没有",
        "名录里有的先填好了",
    ):
        assert words in page, words
    assert ("南边的厂" in page, "党员数：9" in page) == (False, False)
    plain = site.task("doing", branch)
    assert "名录里有的先填好了" not in text(get(site.users["secretary"], "act", plain.pk, "report"))
