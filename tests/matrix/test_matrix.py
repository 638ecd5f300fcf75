"""SEC-14, SEC-15, SEC-19: every address × everybody, against lines/*.yaml. What nobody listed must be refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from tests.matrix import addresses, makers
from tests.matrix.addresses import Address
from tests.matrix.matrix import ANY_OWNER, keys, matrix, parse, unlisted
from tests.matrix.visitors import ADMINISTRATORS, EVERYBODY, NOBODY, OPENS, REFUSED, UNSEEN, Visitors
from wuze.accounts.enums import Capability, Role
from wuze.accounts.gate import needs
from wuze.accounts.models import Session
from wuze.accounts.rules import CAPABILITIES
from wuze.registry.models import Unit

pytestmark = pytest.mark.no_cover
"""That a page opened here is no test of it; and twice as fast."""

SITE = addresses.site()
NAMES = [address.name for address in SITE]
OUTSIDERS = {
    "north": ("south_clerk", "south_secretary", "sector_clerk"),
    "south": ("town_clerk", "town_head", "secretary"),
    "sector": ("town_clerk", "town_head", "secretary", "south_secretary"),
}
"""Who must not see what belongs to this part of the county."""

NOT_BUSINESS = ("trail_", "django_session", "accounts_session", "accounts_once", "axes_")
"""Excluded by decision: entries of sensitive reads, and the session row."""

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)

ROLE_OF = {"south_clerk": Role.TOWN_CLERK, "south_secretary": Role.SECRETARY}


def planted(_request: HttpRequest) -> HttpResponse:
    """Answers nothing."""
    return HttpResponse()


# --- the file and the addresses agree ---------------------------------------------------------------------------------


def test_an_address_missing_in_the_file_and_a_line_without_address_are_seen() -> None:
    known = parse("addresses:\n  gone: {opens: leader}\n  POST here: {opens: leader}\n")
    here = Address("here", "/", (), planted), Address("new", "/", (), planted)
    assert unlisted(here, known) == [
        "new: not in tests/matrix/lines",
        "gone: in tests/matrix/lines, but no address",
    ]


def test_a_word_that_is_neither_visitor_nor_group_is_seen() -> None:
    with pytest.raises(ValueError, match="laeder: neither a visitor nor a group"):
        parse("groups:\n  county: leader\naddresses:\n  desk: {opens: county laeder}\n")


def test_whoever_is_not_listed_is_refused() -> None:
    line = parse("addresses:\n  desk:\n    north: {opens: leader, unseen: secretary}\n")["desk"]["north"]
    words = [line.expects(who) for who in ("leader", "secretary", "reader", "anonymous")]
    assert words == ["opens", "unseen", "refused", "login"]


def test_sec_14_every_address_is_in_the_file() -> None:
    assert unlisted(SITE, matrix()) == []


def test_every_address_has_a_name_of_its_own() -> None:
    assert sorted({name for name in NAMES if NAMES.count(name) > 1 or name.endswith(":") or not name}) == []


def test_marks_and_methods_are_seen_through_all_decorators() -> None:
    view = needs(Capability.DESK)(require_POST(planted))
    found = Address("x", "/", (), view)
    assert (found.gate is not None, found.public, found.half, found.methods) == (
        True,
        False,
        False,
        frozenset({"POST"}),
    )
    assert (Address("x", "/", (), planted).gate, Address("x", "/", (), planted).methods) == (None, frozenset())
    below = list(addresses.walk([path("a/<int:pk>/", planted, name="a")], ("space",), "b/", ("key",)))
    assert below == [Address("space:a", "/b/a/<int:pk>/", ("key", "pk"), planted)]


def test_sec_14_every_view_says_who_may_enter_and_which_methods_it_takes() -> None:
    without = [address.name for address in SITE if not address.public and address.gate is None]
    assert (without, [address.name for address in SITE if not address.methods]) == ([], [])


def test_every_address_with_parameters_has_a_maker() -> None:
    wanted = {address.name for address in SITE if address.parameters}
    assert sorted(wanted ^ set(makers.MAKERS)) == []


# --- what the file may say --------------------------------------------------------------------------------------------


def test_sec_14_the_file_lets_nobody_in_whom_the_gate_would_stop() -> None:
    faults = []
    for address in SITE:
        if address.gate is None or not address.gate.capabilities:
            continue
        allowed = {who for who in EVERYBODY if may(who, address.gate.capabilities)}
        for key in set(keys(address).values()):
            for owner, line in matrix()[key].items():
                faults += [f"{key} {owner}: {who}" for who in sorted((line.opens | line.unseen) - allowed)]
    assert faults == []


def may(who: str, capabilities: tuple[Capability, ...]) -> bool:
    """Does the visitor's role have one of them?"""
    if who in (*NOBODY, "without_post"):
        return False
    return bool(CAPABILITIES[ROLE_OF.get(who, Role(who) if who not in ROLE_OF else who)] & set(capabilities))


def test_sec_19_the_three_administrators_open_no_business_page() -> None:
    own = {capability for who in ADMINISTRATORS for capability in CAPABILITIES[Role(who)]}
    business = [a for a in SITE if a.gate and a.gate.capabilities and not own & set(a.gate.capabilities)]
    found = [
        f"{key} {owner}: {who}"
        for address in business
        for key in set(keys(address).values())
        for owner, line in matrix()[key].items()
        for who in ADMINISTRATORS
        if line.expects(who) != REFUSED
    ]
    assert (found, len(business) > 0) == ([], True)


def test_sec_15_the_file_shows_nothing_of_one_part_to_another() -> None:
    faults = []
    for address in SITE:
        for key in set(keys(address).values()):
            for owner, line in matrix()[key].items():
                faults += [f"{key} {owner}: {who}" for who in OUTSIDERS.get(owner, ()) if who in line.opens]
    assert faults == []


# --- what the site answers --------------------------------------------------------------------------------------------


@contextmanager
def written() -> Iterator[set[str]]:
    """The business tables that are written to meanwhile."""
    tables: set[str] = set()

    def note(execute: Callable[..., object], sql: str, *others: object) -> object:
        if (found := WRITE.match(sql)) and not found.group(1).startswith(NOT_BUSINESS):
            tables.add(found.group(1))
        return execute(sql, *others)

    with connection.execute_wrapper(note):
        yield tables


def test_sec_12_a_write_to_a_business_table_is_seen(visitors: Visitors) -> None:
    with written() as tables:
        Unit.objects.filter(pk=visitors.county.north.pk).update(name="x")
        Session.objects.filter(pk="x").delete()
        list(Unit.objects.all())
    assert tables == {"registry_unit"}


@pytest.mark.parametrize("address", SITE, ids=NAMES)
def test_sec_12_sec_14_sec_15_sec_19_the_site_answers_as_the_file_says_and_no_get_writes(
    address: Address, visitors: Visitors
) -> None:
    made = makers.made(address.name, address.parameters, visitors.county)
    found, expected = {}, {}
    for method, key in keys(address).items():
        lines = matrix()[key]
        assert set(lines) == set(made), f"{key}: owners in the file and owners made"
        with written() as tables:
            for owner, kwargs in made.items():
                for who in EVERYBODY:
                    found[method, owner, who] = visitors.word(who, address, kwargs, method)
                    expected[method, owner, who] = lines[owner].expects(who)
        assert method != "GET" or tables == set()
    wrong = {case: (answer, expected[case]) for case, answer in found.items() if answer != expected[case]}
    assert wrong == {}, "answered, expected"


@pytest.mark.parametrize("address", [a for a in SITE if a.parameters], ids=[a.name for a in SITE if a.parameters])
def test_sec_15_a_number_that_does_not_exist_is_not_found(address: Address, visitors: Visitors) -> None:
    made = makers.made(address.name, address.parameters, visitors.county)
    for kwargs in list(made.values())[:1]:
        swapped = {name: 987654321 if isinstance(value, int) else value for name, value in kwargs.items()}
        if swapped == kwargs:
            continue
        words = {who: visitors.word(who, address, swapped, min(address.methods)) for who in EVERYBODY}
        assert OPENS not in words.values() or address.public, words
        assert {UNSEEN, REFUSED} & set(words.values())
    assert ANY_OWNER not in made
