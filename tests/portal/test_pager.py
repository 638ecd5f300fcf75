"""The pager under a long list: first, last, what is near; a gap is marked."""

from __future__ import annotations

import pytest

from wuze.accounts.models import Person
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import PAGE, Col, Table, listing

pytestmark = pytest.mark.django_db
TABLE = Table[Person](
    id="people", caption="人员", label=str, columns=(Col("name", "姓名", lambda row: Cell(row.name), ("name",)),)
)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", "1 2 3 … 10 下一页"),
        ("4", "上一页 1 2 3 4 5 6 … 10 下一页"),
        ("5", "上一页 1 … 3 4 5 6 7 … 10 下一页"),
        ("10", "上一页 1 … 8 9 10"),
    ],
)
def test_numbers_that_are_left_out_are_marked(page: str, shown: str) -> None:
    Person.objects.bulk_create(Person(name=f"何{number}", initials="h") for number in range(PAGE * 9 + 1))
    found = listing(TABLE, {"page": page}, Person.objects.all())
    assert " ".join(one.label for one in found.pages) == shown
    assert [one.label for one in found.pages if not one.url and one.label != "…"] == [page or "1"]
