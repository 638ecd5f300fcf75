"""What can be taken back: a duty of a draft, a helping post, a naming; what one person leads goes to another post."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import world
from tests.calls import text
from tests.duty.site import Site, get, send
from wuze.accounts.enums import Role
from wuze.duty.assignments import actions as assignments
from wuze.duty.assignments import queries
from wuze.duty.assignments.enums import Share
from wuze.duty.assignments.models import Assignment
from wuze.duty.editions import actions
from wuze.duty.editions.models import Duty
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
LATER = world.DAY + timedelta(days=3)


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_duty_is_dropped_from_a_draft_and_from_nothing_else(site: Site) -> None:
    draft, clerk = site.draft(), site.users["lead_clerk"]
    duty = draft.duties.order_by("order")[2]
    numbers = [one.code for one in draft.duties.order_by("order") if one.pk != duty.pk]
    assert reverse("duty:duty-drop", args=[duty.pk]) in text(get(clerk, "duty", duty.pk))
    assert send(clerk, "duty-drop", duty.pk, version=str(draft.version), reason="").status_code == 400
    assert send(clerk, "duty-drop", duty.pk, version=str(draft.version), reason="并入D-02").status_code == 302
    assert [one.code for one in draft.duties.order_by("order")] == numbers
    assert Entry.objects.order_by("-pk")[0].code == "duty.duty_dropped"
    with pytest.raises(Stale):
        actions.drop_duty(site.actor("lead_clerk"), draft.duties.all()[0].pk, version=draft.version, reason="x")
    standing = Duty.objects.filter(edition=site.in_force())[0]
    with pytest.raises(Refused):
        actions.drop_duty(site.actor("lead_clerk"), standing.pk, version=None, reason="x")
    assert "删掉这一项" not in text(get(clerk, "duty", standing.pk))


def test_a_helping_post_is_taken_off_and_the_lead_stays(site: Site) -> None:
    site.in_force()
    part, town = site.part("D-03", "town"), site.county.north
    head, helper = town.posts.order_by("pk")
    clerk = site.actor("town_clerk")
    assignments.assign(clerk, part.pk, town.pk, post=head.pk)
    assignments.assign(clerk, part.pk, town.pk, post=helper.pk, share=Share.ASSIST)
    assert reverse("duty:release", args=[part.pk, town.pk]) in text(get(site.users["town_clerk"], "cell", part.pk))
    page = text(get(site.users["town_clerk"], "release", part.pk, town.pk))
    assert (f"协助：{helper}" in page, "点名：" in page) == (True, False)
    for what in (str(head.pk), assignments.NAMING):
        with pytest.raises((Invalid, Refused)):
            assignments.release(clerk, part.pk, town.pk, what=what, reason="x")
    with pytest.raises(Refused):
        assignments.release(site.actor("south_clerk"), part.pk, town.pk, what=str(helper.pk), reason="x")
    assignments.release(site.actor("town_clerk", LATER), part.pk, town.pk, what=str(helper.pk), reason="调走了")
    rows = Assignment.objects.filter(part=part).order_by("pk").values_list("post", "share", "until")
    assert list(rows) == [(head.pk, "lead", None), (helper.pk, "assist", LATER)]


def test_a_naming_is_taken_back_by_whoever_named(site: Site) -> None:
    site.in_force()
    part, office = site.part("D-15", "department"), site.county.department
    clerk = site.actor("lead_clerk")
    assignments.name(clerk, part.pk, office.pk)
    assignments.assign(clerk, part.pk, office.pk, post=office.posts.get().pk)
    with pytest.raises(Refused):
        assignments.release(site.actor("department"), part.pk, office.pk, what=assignments.NAMING, reason="x")
    assert send(
        site.users["lead_clerk"], "release", part.pk, office.pk, what=assignments.NAMING, reason="点错了"
    ).status_code == 302  # fmt: skip
    assert list(queries.owing(part, queries.units_of(clerk), world.DAY)) == []
    assert Entry.objects.order_by("-pk")[0].code == "duty.unnamed"


def test_who_leads_too_much_is_shown_with_a_way_to_share_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "TOO_MANY", 14)
    assignments.spread(site.actor("lead_clerk"), site.in_force().pk)
    person = site.users["lead_head"].person
    where = reverse("duty:load", args=[person.pk])
    assert where in text(get(site.users["lead_clerk"], "home"))
    page = text(get(site.users["lead_clerk"], "load", person.pk))
    part = site.part("D-03", "lead")
    assert ("主责15项" in page, reverse("duty:assign", args=[part.pk, site.county.lead.pk]) in page) == (True, True)
    other = world.post(site.county.lead, Role.LEAD_CLERK, "科长")
    assignments.assign(site.actor("lead_clerk", LATER), part.pk, site.county.lead.pk, post=other.pk)
    assert queries.led_by(site.actor("lead_clerk", LATER), person.pk).count() == 14
    assert get(site.users["secretary"], "load", person.pk).status_code == 404
    assert ">换岗位</a>" not in text(get(site.users["leader"], "load", person.pk))
