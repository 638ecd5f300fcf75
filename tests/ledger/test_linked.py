"""A report without an account: unit, one task, once, from a phone, with its photo."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.calls import text
from tests.files.samples import PDF, png, sent
from tests.ledger.site import Site, get, send
from wuze.accounts.models import OneTimeLink
from wuze.kernel.web.request import FIELD, once_key
from wuze.ledger.models import Report
from wuze.registry.links.forms import ForWhom

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def answered(client: Client, url: str, **entered: object) -> HttpResponse:
    data = {FIELD: once_key(), "kind": "final", "text": "走访完了", "happened": "2026-11-24", "evidence": "", **entered}
    return client.post(url, data)  # type: ignore[return-value]  # the test client's own class


def test_one_report_with_a_photo_by_whoever_has_the_link(site: Site) -> None:
    task = site.task("doing", lead=site.county.north_branch, who="town_clerk")
    town, page = site.users["town_clerk"], reverse("ledger:task-link", args=[task.pk])
    assert page in text(get(town, "task", task.pk))
    assert page not in text(get(site.users["secretary"], "task", task.pk))
    assert "给谁用" in text(send(town, "task-link", task.pk, for_name="", days="7"))
    shown = text(send(town, "task-link", task.pk, for_name="王秀兰", days="7"))
    found = re.search(r"/ledger/open/[^/\"<&]+/", shown)
    assert found is not None
    client, url = Client(), found.group(0)
    bad = text(answered(client, url, text="", papers=[sent("现场.png", png()), sent("纪要.pdf", PDF)]))
    kept = re.search(r'name="kept" value="([^"]+)"', bad)
    assert kept is not None
    assert ("请写几句" in bad or "说几句" in bad, Report.objects.count()) == (True, 0)
    assert answered(client, url, kept=kept.group(1)).status_code == 302
    row = Report.objects.get()
    assert (row.entered_by, row.entered_user, row.on_behalf) == ("王秀兰", 0, "")
    assert sorted(row.files.values_list("name", "by")) == [("现场.png", "王秀兰"), ("纪要.pdf", "王秀兰")]
    assert site.again(task).state == "reported"
    assert client.get(url).status_code == 404
    assert get(town, "task-link", task.pk).status_code == 403


def test_a_link_lets_nothing_once_the_task_moved_on(site: Site) -> None:
    task = site.task("doing", lead=site.county.north_branch, who="town_clerk")
    shown = text(send(site.users["town_clerk"], "task-link", task.pk, for_name="王秀兰", days="7"))
    url = re.search(r"/ledger/open/[^/\"<&]+/", shown)
    assert url is not None
    from_desk = {"kind": "final", "text": "报过了", "happened": "2026-11-24", "version": str(task.version)}
    assert send(site.users["secretary"], "act", task.pk, "report", **from_desk).status_code == 302
    assert answered(Client(), url.group(0)).status_code == 403
    assert (Report.objects.count(), OneTimeLink.objects.get().state) == (1, "open")
    assert list(ForWhom().fields) == ["for_name", "days"]
