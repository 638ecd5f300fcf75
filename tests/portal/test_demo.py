"""The invented county: laid once, lived in by its own people, said to be invented."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest

from tests import world
from wuze.accounts.enums import Role
from wuze.accounts.models import Grant, Installation, OneTimeLink, User
from wuze.portal import demo
from wuze.registry.enums import HandoverState, UnitKind
from wuze.registry.models import Handover, Organisation, Post, Standing, Unit
from wuze.trail import export
from wuze.trail.models import Entry
from wuze.trail.verify import verify

filling = import_module("wuze.portal.demo.fill")
"""The module: the package gives its function the same name."""

pytestmark = pytest.mark.django_db


def test_the_county_is_laid_once_and_has_lived() -> None:
    demo.seed(world.NOW)
    kinds = Counter(Unit.objects.values_list("kind", flat=True))
    assert (kinds[UnitKind.TOWN], kinds[UnitKind.PARTY]) == (20, 400)
    assert sorted(Handover.objects.values_list("state", flat=True)) == sorted(
        (HandoverState.DONE, HandoverState.GIVEN, HandoverState.DRAFTED)
    )
    assert OneTimeLink.objects.count() == 3
    assert Post.objects.filter(title="联络员", unit__kind=UnitKind.LEAD).count() == 1
    assert verify(export.lines()).problem == ""
    before = (Unit.objects.count(), User.objects.count(), Entry.objects.count())
    demo.seed(world.NOW)
    assert (Unit.objects.count(), User.objects.count(), Entry.objects.count()) == before


def test_nobody_in_it_has_a_password_and_the_administrators_are_three() -> None:
    demo.seed(world.NOW)
    assert [user.username for user in User.objects.all() if user.has_usable_password()] == []
    assert sorted(Grant.objects.values_list("role", flat=True)) == sorted(
        (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    )
    assert Installation.objects.get().demo is True


def test_the_slow_part_goes_on_from_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "COUNT", 40)
    monkeypatch.setattr(filling, "STEP", 20)
    demo.seed(world.NOW)

    def stop(done: int, _whole: int) -> None:
        raise KeyboardInterrupt(done)

    with pytest.raises(KeyboardInterrupt, match="20"):
        demo.fill(stop)
    seen: list[int] = []
    demo.fill(lambda done, _whole: seen.append(done))
    assert seen == [40]
    assert Organisation.objects.count() == 40
    assert Standing.objects.filter(until=None).count() == 40
    assert Installation.objects.get().demo_percent == 100
