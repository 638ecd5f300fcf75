"""From a duty to a task that follows from it, and back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import world
from tests.calls import Pages, client_of, text
from tests.duty.site import Site, get
from wuze.duty.editions.models import Duty
from wuze.ledger import actions as ledger
from wuze.ledger.models import Task

pytestmark = pytest.mark.django_db
of_ledger = Pages("ledger")


@pytest.fixture
def duty() -> tuple[Site, Duty]:
    """A duty of the list in force, as its county."""
    site = Site()
    edition = site.in_force()
    return site, Duty.objects.get(edition=edition, code="D-03")


def test_a_duty_leads_to_a_task_and_the_task_back(duty: tuple[Site, Duty]) -> None:
    site, row = duty
    clerk, reader = site.users["lead_clerk"], site.users["reader"]
    new = f"{reverse('ledger:new')}?duty=D-03"
    assert (new in text(get(clerk, "duty", row.pk)), new in text(get(reader, "duty", row.pk))) == (True, False)
    form = text(of_ledger.get(clerk, "new", duty="D-03"))
    assert ("2026年清单" in form, row.requirement in form, 'value="D-03"' in form) == (True, True, True)
    assert row.requirement not in text(of_ledger.get(clerk, "new", duty="D-99"))
    content = ledger.Content(
        "摸底", "duty", "2026年清单", "逐户", "表", due=world.DAY.replace(month=12), why_code="D-03"
    )
    task = ledger.set_up(site.actor("lead_clerk"), site.county.north.pk, content)
    ledger.issue(site.actor("lead_clerk"), task.pk, version=None)
    back = reverse("duty:duty", args=[row.pk])
    assert f'href="{back}"' in text(of_ledger.get(clerk, "task", task.pk))
    listed = text(of_ledger.get(clerk, "home", q="D-03", view="all"))
    assert reverse("ledger:task", args=[Task.objects.get().pk]) in listed


def test_a_task_of_a_duty_that_is_no_more_has_no_way_back(duty: tuple[Site, Duty]) -> None:
    site, _ = duty
    content = ledger.Content("摸底", "duty", "旧清单", "逐户", "表", due=world.DAY.replace(month=12), why_code="X-1")
    task = ledger.set_up(site.actor("lead_clerk"), site.county.north.pk, content)
    assert "/duty/duties/" not in text(of_ledger.get(site.users["lead_clerk"], "task", task.pk))


def test_no_reader_is_sent_to_a_past_that_is_refused(duty: tuple[Site, Duty]) -> None:
    site, row = duty
    slot = reverse("history", args=["duty.duty", row.pk])
    assert [slot in text(get(site.users[who], "duty", row.pk)) for who in ("lead_clerk", "secretary")] == [True, False]
    assert of_portal(site, "lead_clerk", slot) == 200
    assert of_portal(site, "secretary", slot) == 404


def of_portal(site: Site, who: str, address: str) -> int:
    """What an address answers somebody."""
    return client_of(site.users[who]).get(address).status_code
