"""A task's form offers what the actor sees to follow from, and takes the rest from what was chosen."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from tests.calls import Pages, text
from tests.duty.site_agenda import DUE, Site, page
from wuze.ledger.models import Task

pytestmark = pytest.mark.django_db
ledger = Pages("ledger")
FORM = {"title": "办一件", "standard": "表一张", "due": DUE.isoformat(), "rhythm": "none"}


@pytest.fixture
def site() -> Site:
    return Site()


def new(site: Site, who: str = "lead_clerk", **changed: str) -> Task | str:
    """What came of the form: the task, or the page with its faults."""
    answer = ledger.send(site.users[who], "new", lead=str(site.county.north.pk), **FORM | changed)
    return Task.objects.get() if answer.status_code == 302 else unescape(text(answer))


def test_a_chosen_decision_says_source_number_and_requirement(site: Site) -> None:
    line = site.line(site.county.north)
    assert f'<option value="{line}">' in text(ledger.get(site.users["lead_clerk"], "new"))
    task = new(site, why_label=str(line))
    assert isinstance(task, Task)
    assert (task.why, task.why_label, task.why_code, task.requirement) == ("decision", line.basis, line.code, line.text)


def test_a_chosen_problem_is_the_source_and_leads_to_its_tasks(site: Site) -> None:
    problem = site.problem(site.county.north)
    form = text(ledger.get(site.users["lead_clerk"], "new", problem=str(problem.pk)))
    assert (problem.title in form, problem.text in form) == (True, True)
    task = new(site, why_label=f"重大问题：{problem.title}", requirement="先摸清")
    assert isinstance(task, Task)
    assert (task.why, task.why_label, task.why_code, task.requirement) == (
        "problem", f"重大问题：{problem.title}", "", "先摸清",
    )  # fmt: skip
    assert f"problem={problem.pk}" in page(site.users["lead_clerk"], f"/duty/problems/{problem.pk}/")


def test_free_words_need_a_source_and_all_that_is_missing_is_named_at_once(site: Site) -> None:
    said = new(site, why_label="旧文件第2条", due="")
    assert isinstance(said, str)
    assert [
        words for words in ("请选来源。", "请填要做成什么样。", "时间节点和工作日数填一样") if words not in said
    ] == []
    task = new(site, why_label="旧文件第2条", why="template", requirement="照办")
    assert isinstance(task, Task)
    assert (task.why, task.why_label) == ("template", "旧文件第2条")


def test_what_is_not_seen_is_not_offered_and_not_taken(site: Site) -> None:
    line, problem = site.line(site.county.south), site.problem(site.county.south)
    form = text(ledger.get(site.users["town_clerk"], "new", problem=str(problem.pk)))
    assert (line.code in form, problem.title in form) == (False, False)
    assert "请选来源。" in str(new(site, "town_clerk", why_label=str(line), requirement="x"))


def test_a_node_on_a_day_of_rest_is_told_and_allowed(site: Site) -> None:
    task = new(site, why_label="旧文件", why="template", requirement="照办", due="2026-12-05")
    assert isinstance(task, Task)
    shown = text(ledger.get(site.users["lead_clerk"], "task", task.pk))
    assert (task.due, "2026年12月5日休息（双休日），下一个工作日是2026年12月7日" in shown) == (date(2026, 12, 5), True)


def test_a_stale_edit_stands_beside_what_is_there_now(site: Site) -> None:
    task = new(site, why_label="旧文件", why="template", requirement="照办")
    assert isinstance(task, Task)
    data = FORM | {"why_label": "旧文件", "why": "template", "requirement": "照办"}
    clerk = site.users["lead_clerk"]
    assert ledger.send(clerk, "edit", task.pk, version="1", **data | {"nil_ok": "on"}).status_code == 302
    stale = ledger.send(clerk, "edit", task.pk, version="1", **data | {"title": "另一个名字"})
    said = text(stale)
    assert (stale.status_code, '<td data-th="您填的">另一个名字</td><td data-th="现在的">办一件</td>' in said) == (
        409,
        True,
    )
    assert '<td data-th="您填的">否</td><td data-th="现在的">是</td>' in said
    assert ledger.send(clerk, "edit", task.pk, version="2", **data | {"title": "另一个名字"}).status_code == 302
