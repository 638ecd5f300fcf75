"""Cut off in the middle, or done twice at once: all or nothing, and once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import world
from tests.excel.rosters.making import code
from tests.excel.workbooks import workbook
from tests.races import at_once
from tests.registry.rosters.making import brought, firm, kinds, table, towns
from wuze.accounts.models import User
from wuze.kernel.errors import Refused
from wuze.registry.enums import RosterKind, RosterScope, RosterState
from wuze.registry.models import FormerKey, Organisation, Roster, RosterRow, Standing
from wuze.registry.rosters.actions import Upload, apply, prepare, settle, stage, sweep
from wuze.registry.rosters.actions.stage import KEPT
from wuze.registry.rosters.queries import rosters_visible_to
from wuze.trail.errors import NotStorable
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_fails_at_the_very_end_leaves_nothing_and_can_be_repeated() -> None:
    """The entry of the trail is the last write: where it cannot be made, nothing has happened."""
    clerk = world.actor(world.county().users["lead_clerk"])
    kinds()
    firm("甲社", towns()[0], employees=1)
    roster = brought(
        clerk, ("a.xlsx", {"a": table(["甲社", code(1), "云峰乡", None, 2], ["乙社", None, "云峰乡", "小微企业"])})
    )
    before = [list(model.objects.values()) for model in (Organisation, Standing, FormerKey, Roster, RosterRow)]
    with pytest.raises(NotStorable):
        apply(replace(clerk, name=" "), roster.pk)
    assert [list(model.objects.values()) for model in (Organisation, Standing, FormerKey, Roster, RosterRow)] == before
    assert apply(clerk, roster.pk).state == RosterState.APPLIED
    assert Organisation.objects.get(name="甲社").key == code(1)
    assert Organisation.objects.count() == 2


def test_read_half_way_is_seen_by_nobody_and_goes(tmp_path: Path) -> None:
    """A kill between reading and showing: the rows wait for the sweep."""
    clerk = world.actor(world.county().users["lead_clerk"])
    path = workbook(tmp_path / "a.xlsx", {"a": table(["甲社", None, "云峰乡"])})
    roster = stage(clerk, Upload(RosterKind.ORGANISATIONS, RosterScope.COUNTY, world.DAY, files=[("a.xlsx", path)]))
    assert roster.state == RosterState.READING
    assert not rosters_visible_to(clerk)
    with pytest.raises(Refused):
        apply(clerk, roster.pk)
    assert sweep(world.NOW + KEPT) == 2
    assert not RosterRow.objects.exists()


def test_two_confirm_at_once() -> None:
    """One writes; the other is told."""
    user = world.county().users["lead_clerk"]
    clerk = world.actor(user)
    kinds()
    roster = brought(clerk, ("a.xlsx", {"a": table(*([f"第{n}社", None, "云峰乡", "小微企业"] for n in range(30)))}))
    told = at_once(lambda _: apply(world.actor(User.objects.get(pk=user.pk)), roster.pk))
    assert [one.sentence for one in told] == ["这份名册已经写入过了，看回执。"]
    assert Organisation.objects.count() == 30
    assert Entry.objects.filter(code="registry.roster_applied").count() == 1


def test_what_was_made_ready_is_looked_at_again() -> None:
    """Read before the lock: an organisation changed since is seen; an import settled since is read anew."""
    clerk = world.actor(world.county().users["lead_clerk"])
    kinds()
    row = firm("甲社", towns()[0], 1, employees=1)
    roster = brought(
        clerk, ("a.xlsx", {"a": table(["甲社", code(1), None, None, 2], ["乙社", None, "云峰乡", "小微企业"])})
    )
    found = prepare(roster)
    Organisation.objects.filter(pk=row.pk).update(employees=9, version=2)
    assert apply(clerk, roster.pk, prepared=found).state == RosterState.READY
    assert RosterRow.objects.get(roster=roster, number=1).why == "预览以后别人改过：从业人数"
    settle(clerk, roster.pk, [1], "take")
    assert apply(clerk, roster.pk, prepared=found).receipt["changed"] == 1
    row.refresh_from_db()
    assert (row.employees, row.version) == (2, 3)
