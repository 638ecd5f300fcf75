"""What must hold of every address at once: headers, tokens, GET that changes nothing, a broken database, hostile terms."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.matrix import addresses, makers
from tests.matrix.addresses import Address
from tests.matrix.matrix import keys, matrix
from tests.matrix.visitors import EVERYBODY, HOST, LOGIN, Visitors, client_of
from wuze.kernel.web.request import once_key

pytestmark = pytest.mark.no_cover
"""As tests/matrix."""

SITE = addresses.site()
READ = [address for address in SITE if "GET" in address.methods]
POSTED = [address for address in SITE if "POST" in address.methods]
LISTS = [address for address in READ if not address.parameters]


def kwargs_of(address: Address, visitors: Visitors) -> dict[str, Any]:
    """Parameters of the first owner's thing."""
    return next(iter(makers.made(address.name, address.parameters, visitors.county).values()))


def whoever_opens(address: Address, method: str = "GET") -> str:
    """Somebody for whom the first owner's thing opens; nobody special where it opens for none."""
    line = next(iter(matrix()[keys(address)[method]].values()))
    return next((who for who in EVERYBODY if who in line.opens), "lead_clerk")


# --- SEC-12 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", POSTED, ids=[address.name for address in POSTED])
def test_sec_12_a_post_without_its_token_is_refused(address: Address, visitors: Visitors) -> None:
    client = client_of(visitors.accounts[whoever_opens(address, "POST")], enforce_csrf_checks=True)
    answer = client.post(reverse(address.name, kwargs=kwargs_of(address, visitors)), {"once": once_key()})
    assert (answer.status_code, "没有存上" in answer.content.decode()) == (403, True)


# --- SEC-11, SEC-13, SEC-71 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", READ, ids=[address.name for address in READ])
def test_sec_11_sec_13_sec_71_headers_and_cookies_of_every_address(address: Address, visitors: Visitors) -> None:
    if address.name == "healthz":
        return assert_plain_states()
    client = visitors.client(whoever_opens(address))
    answer = client.get(reverse(address.name, kwargs=kwargs_of(address, visitors)))
    wanted = {
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }  # fmt: skip
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    policy = answer.headers["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy, "frame-ancestors 'none'" in policy) == (
        True,
        False,
        True,
    )
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    flags = {name: (bool(one["httponly"]), one["samesite"]) for name, one in answer.cookies.items() if one.value}
    assert {flag for name, flag in flags.items() if name != "messages"} <= {(True, "Lax"), (True, "Strict")}
    return None


def assert_plain_states() -> None:
    """A monitor's address shows states and nothing else."""
    answer = Client(headers=HOST).get("/healthz")
    text = answer.content.decode()
    assert (answer.headers["Cache-Control"], len(text) < 200, "/" in text) == ("no-store", True, False)


@pytest.mark.parametrize("who", EVERYBODY)
def test_sec_74_every_page_leads_to_the_complaint_entry(who: str, visitors: Visitors) -> None:
    without = []
    for address in LISTS:
        answer = visitors.client(who).get(reverse(address.name))
        page = b"" if answer.streaming else answer.content
        if page.lstrip().startswith(b"<!doctype html>") and f'href="{reverse("complaint")}'.encode() not in page:
            without.append(address.name)
    assert without == []


# --- SEC-65 -----------------------------------------------------------------------------------------------------------


def away(*_arguments: Any) -> Any:
    """What a database answers that is not there."""
    raise OperationalError("the database is away")


@pytest.mark.parametrize("who", ["lead_clerk", "audit_admin", "anonymous"])
def test_sec_65_without_a_database_nothing_is_granted(who: str, visitors: Visitors) -> None:
    client = visitors.client(who)
    client.raise_request_exception = False
    urls = [reverse(one.name, kwargs=kwargs_of(one, visitors)) for one in SITE if one.name != "healthz"]
    with connection.execute_wrapper(away):
        answers = {url: client.get(url) for url in [*urls, "/nowhere/"]}
        posted = {url: client.post(url, {"once": once_key()}) for url in urls}
    for answer in (*answers.values(), *posted.values()):
        page = answer.content.decode()
        assert (answer.status_code, "这一步没有做成" in page, "Traceback" in page, "away" in page) == (
            500,
            True,
            False,
            False,
        )


def test_sec_65_a_session_that_cannot_be_read_is_no_login(visitors: Visitors) -> None:
    client = visitors.client("lead_clerk")
    client.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32
    found = {one.name: visitors.word("lead_clerk", one, kwargs_of(one, visitors)) for one in READ if not one.half}
    assert set(found.values()) == {LOGIN}


# --- SEC-18, SEC-20, SEC-27 -------------------------------------------------------------------------------------------

HOSTILE = (
    "' OR 1=1 --", '"; DROP TABLE registry_unit; --', "1) UNION SELECT username FROM accounts_user --", "%", "\\", "\x00",
    "../../etc/passwd", "{{7*7}}", "${7*7}", "<script>alert(1)</script>", "-pk", "unit__posts__person__account__password",
    "9" * 40, "-1", "1e9", "\u202e测试", "０", "²", "长" * 3000,
)  # fmt: skip
TERMS = ("q", "view", "order", "page", "export", "kind", "state", "role", "town", "region", "code", "who", "since", "until",
         "before", "after", "number", "hash", "date", "unit", "next")  # fmt: skip


@pytest.mark.parametrize("address", LISTS, ids=[address.name for address in LISTS])
def test_sec_27_hostile_terms_find_nothing_and_break_nothing(address: Address, visitors: Visitors) -> None:
    client = visitors.client(whoever_opens(address))
    url = reverse(address.name)
    together = [dict.fromkeys(TERMS, payload) for payload in HOSTILE]
    alone = [{name: HOSTILE[number % len(HOSTILE)]} for number, name in enumerate(TERMS)]
    for terms in (*together, *alone):
        answer = client.get(url, terms)
        assert answer.status_code < 500, (url, terms)
        if not answer.streaming:
            assert b"<script>alert" not in answer.content, (url, terms)
            assert b">49<" not in answer.content, (url, terms)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/.git/config", "/static/", "/components/", "/__debug__/"]
)
def test_sec_20_sec_47_there_is_no_admin_and_no_listing(path: str) -> None:
    client = client_of(world.county().users["lead_clerk"])
    assert client.get(path).status_code == 404


# --- SEC-44, SEC-70 ---------------------------------------------------------------------------------------------------

FORBIDDEN = re.compile(
    r"check_?in|sign_?in_count|points|online_time|online_hours|gps|latitude|longitude|geo_?loc|face|fingerprint|ranking|"
    r"leaderboard|login_count|logins|track|id_?card|birthday|religion|ethnic|home_address|income|dues",
    re.IGNORECASE,
)


def forbidden(names: list[str]) -> list[str]:
    """Names that say what this site never keeps."""
    return [name for name in names if FORBIDDEN.search(name)]


def test_sec_70_a_forbidden_name_is_seen() -> None:
    planted = ["person.check_in", "user.points", "visit.gps", "unit.name", "/checkin/", "person.id_card"]
    assert forbidden(planted) == ["person.check_in", "user.points", "visit.gps", "/checkin/", "person.id_card"]


def test_sec_70_no_column_and_no_address_counts_activity_or_follows_anybody() -> None:
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("wuze.")
        for field in model._meta.get_fields()
    ]
    worth = {"assessment.ReadCell.points", "assessment.Wording.points", "assessment.Result.points"}
    """What a line of a scoring table is worth, and a unit's result by item: of no person."""
    assert len(columns) > 100
    assert forbidden(sorted(set(columns) - worth)) + forbidden([address.route for address in SITE]) == []


def test_sec_44_one_time_keys_have_128_bits_and_differ() -> None:
    made = {once_key() for _ in range(100)}
    assert (len(made), min(map(len, made)) * 6 >= 128) == (100, True)


# --- no query a row ---------------------------------------------------------------------------------------------------


def queries(client: Client, url: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as done:
        client.get(url)
    return len(done)


def grow(county: world.County, number: int) -> None:
    """More of everything that a list may show."""
    for index in range(number):
        for above in (county.north, county.south, county.sector):
            branch = world.unit(f"新增{index}{above.name}支部", "party", parent=above, region=above.region)
            world.holder(branch, "secretary")
            world.post(branch, "secretary", "空岗")
    for make in MADE_ONCE:
        make(county)


MADE_ONCE: tuple[Callable[[world.County], object], ...] = (
    makers.approvals,
    makers.handovers("drafted"),
    makers.complaints,
)


@pytest.mark.parametrize("address", LISTS, ids=[address.name for address in LISTS])
def test_a_page_takes_as_many_queries_for_three_rows_as_for_one(address: Address, visitors: Visitors) -> None:
    client, url = visitors.client(whoever_opens(address)), reverse(address.name)
    grow(visitors.county, 1)
    client.get(url)
    one = queries(client, url)
    for above in (visitors.county.north, visitors.county.south, visitors.county.sector):
        for index in range(2):
            branch = world.unit(f"再增{index}{above.name}支部", "party", parent=above, region=above.region)
            world.holder(branch, "secretary")
            world.post(branch, "secretary", "空岗")
    assert queries(client, url) == one
