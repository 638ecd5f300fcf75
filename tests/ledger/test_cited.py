"""An entry made once is evidence of a report: chosen by its words, linked both ways, only one's own that stands."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.calls import text
from tests.ledger.doing import Doing, get, send
from wuze.kernel.errors import Invalid
from wuze.ledger import actions
from wuze.ledger.actions import Said
from wuze.ledger.activities import actions as entries
from wuze.ledger.activities.queries import to_cite
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Doing:
    return Doing()


def test_a_report_cites_an_entry_and_both_lead_to_each_other(site: Doing) -> None:
    branch, user = site.county.north_branch, site.users["secretary"]
    entry, other = site.entry(branch), site.entry(site.county.south_branch)
    task = site.task("doing", branch, wants_evidence=True)
    words = next(iter(to_cite(branch)))
    page = text(get(user, "act", task.pk, "report"))
    assert (f'<option value="{words}">' in page, str(other) in page) == (True, False)
    form = {
        "kind": "final",
        "text": "办完了",
        "happened": "2026-11-24",
        "evidence": words,
        "version": str(task.version),
    }
    assert send(user, "act", task.pk, "report", **form).status_code == 302
    row = Report.objects.get()
    assert (row.entry, row.evidence) == (entry, words)
    assert f'<a href="{reverse("ledger:activity", args=[entry.pk])}">{words}</a>' in text(get(user, "task", task.pk))
    assert task.title in text(get(user, "activity", entry.pk))


def test_free_words_cite_nothing_and_another_s_entry_is_refused(site: Doing) -> None:
    branch, secretary = site.county.north_branch, site.actor("secretary")
    task, other = site.task("doing", branch), site.entry(site.county.south_branch)
    with pytest.raises(Invalid) as caught:
        actions.report(secretary, task.pk, Said(ReportKind.FINAL, "x", entry=other.pk), version=None)
    assert list(caught.value.fields) == ["evidence"]
    gone = site.entry(branch)
    entries.withdraw(secretary, gone.pk, version=None, reason="记错了")
    assert to_cite(branch) == {}
    with pytest.raises(Invalid):
        actions.report(secretary, task.pk, Said(ReportKind.FINAL, "x", entry=gone.pk), version=None)
    actions.report(secretary, task.pk, Said(ReportKind.FINAL, "x", evidence="档案柜3号"), version=None)
    assert Report.objects.get().entry is None
