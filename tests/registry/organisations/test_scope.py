"""Who sees and edits which organisation; and each list, page and finder keeps to it."""

from __future__ import annotations

import pytest

from tests import world
from tests.calls import text
from tests.registry.organisations import making
from tests.registry.organisations.making import Registered
from tests.registry.site import frozen, get
from wuze.registry.enums import CoverKind
from wuze.registry.models import Organisation
from wuze.registry.organisations import queries

pytestmark = pytest.mark.django_db
ALL = {"north", "south", "lawyers"}


@pytest.fixture
def there() -> Registered:
    frozen()
    return making.registered()


def names(there: Registered, rows: object) -> set[str]:
    keys = {there.north.pk: "north", there.south.pk: "south", there.lawyers.pk: "lawyers"}
    return {keys[row.pk] for row in rows}  # type: ignore[attr-defined]  # a queryset


SEEN = [
    ("leader", ALL), ("lead_head", ALL), ("lead_clerk", ALL), ("town_clerk", {"north"}), ("town_head", {"north"}),
    ("south_clerk", {"south", "lawyers"}), ("department", {"south"}), ("sector_clerk", {"lawyers"}),
    ("secretary", {"north"}), ("south_secretary", {"south"}), ("inspector", set()), ("reader", set()),
    ("system_admin", set()), ("audit_admin", set()),
]  # fmt: skip


@pytest.mark.parametrize(("who", "seen"), SEEN)
def test_what_is_seen(there: Registered, who: str, seen: set[str]) -> None:
    assert names(there, queries.visible_to(there.actor(who))) == seen


@pytest.mark.parametrize(
    ("who", "edited"),
    [("lead_clerk", ALL), ("lead_head", set()), ("town_clerk", {"north"}), ("town_head", set()),
     ("south_clerk", {"south", "lawyers"}), ("department", {"south"}), ("sector_clerk", {"lawyers"}), ("secretary", set())],
)  # fmt: skip
def test_what_is_edited(there: Registered, who: str, edited: set[str]) -> None:
    actor = there.actor(who)
    assert names(there, queries.edited_by(actor)) == edited
    assert queries.edits(actor, there.north) == ("north" in edited)
    assert {queries.edits(actor, row) for row in queries.opened(actor) if row.pk == there.north.pk} <= {
        "north" in edited
    }


def test_a_merged_row_is_in_no_list(there: Registered) -> None:
    Organisation.objects.filter(pk=there.south.pk).update(merged_into=there.north)
    assert names(there, queries.visible_to(there.actor("lead_clerk"))) == {"north", "lawyers"}


def test_an_instructor_sees_whom_they_look_after(there: Registered) -> None:
    user = there.county.users["inspector"]
    making.covers(there.south, user.person, CoverKind.INSTRUCTOR)
    assert names(there, queries.visible_to(there.actor("inspector"))) == {"south"}
    gone = making.covers(there.north, user.person, CoverKind.INSTRUCTOR)
    gone.until = world.DAY
    gone.save()
    assert names(there, queries.visible_to(there.actor("inspector"))) == {"south"}


def test_a_granted_reader_sees_the_county(there: Registered) -> None:
    assert names(there, queries.visible_to(world.actor(world.administrator("reader")))) == ALL


@pytest.mark.parametrize(
    ("who", "shown"),
    [("lead_clerk", True), ("lead_head", True), ("town_clerk", True), ("secretary", True), ("leader", False)],
)
def test_whom_to_call_is_for_those_who_work_with_it(there: Registered, who: str, shown: bool) -> None:
    page = text(get(there.county.users[who], "organisation", there.north.pk))
    assert ("0570-6612345" in page) == shown


@pytest.mark.parametrize(("who", "seen"), [row for row in SEEN if row[0] not in {"system_admin", "audit_admin"}])
def test_the_list_and_the_page_keep_to_it(there: Registered, who: str, seen: set[str]) -> None:
    user = there.county.users[who]
    page = text(get(user, "organisations", view="all"))
    found = {name for name in ALL if f">{getattr(there, name).name}</a>" in page}
    assert found == seen
    status = {name: get(user, "organisation", getattr(there, name).pk).status_code for name in sorted(ALL)}
    assert status == {name: 200 if name in seen else 404 for name in sorted(ALL)}


@pytest.mark.parametrize("name", ["organisations", "duplicates", "parties", "instructors", "contacts", "mine", "types"])
def test_administrators_have_no_business_here(there: Registered, name: str) -> None:
    assert get(there.county.users["audit_admin"], name).status_code == 403
