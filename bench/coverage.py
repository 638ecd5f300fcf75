"""Coverage at county scale: ``python -m bench.coverage [organisations]`` lays invented rows in a database of its own and
opens the pages beside a bare page of the same site (frame, login, one template, no rows), in the same process.

Prints CPU milliseconds (median of so many requests), how often the bare page that is, and queries: with numbers kept, and
as the first one after an act about an organisation.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from wuze.accounts.gate import Request

ROUNDS = 7
PAGES = (
    ("空页", "/bare/"), ("覆盖率，今天", "/registry/coverage/"),
    ("覆盖率，去年底，按类型", "/registry/coverage/?on=2025-12-31&by=type"),
    ("名单，第一页", "/registry/coverage/list/"), ("名单，应建未建", "/registry/coverage/list/?base=ought&what=unbuilt"),
    ("攻坚", "/registry/coverage/drive/"), ("核实", "/registry/coverage/questions/?question=silent"), ("一页", "/county/"),
    ("领导一页纸", "/county/sheet/"), ("名录", "/registry/organisations/"), ("名录，第700页", "/registry/organisations/?page=700"),
    ("名录，空白", "/registry/organisations/?view=blank"), ("名录，找", "/registry/organisations/?q=青岚"),
    ("党组织", "/registry/parties/"),
)  # fmt: skip


def lay(number: int) -> None:
    """The demo's county with as many organisations, two states each and four coverages for five of them."""
    from django.utils import timezone  # slow import: after the settings

    from wuze.portal.demo.fill import _organisation, _past, _types  # slow import: as above
    from wuze.portal.demo.seed import lay as lay_units  # slow import: as above
    from wuze.registry.models import (  # slow import: as above
        Coverage,
        Organisation,
        PartyOrganisation,
        Region,
        Standing,
    )

    lay_units(timezone.now())
    types = _types()
    places, draw = list(Region.objects.exclude(kind="county")), Random(7)  # noqa: S311 - invented
    parties = list(PartyOrganisation.objects.values_list("unit", flat=True))
    for begin in range(0, number, 5000):
        numbers = range(begin, min(begin + 5000, number))
        rows = [_organisation(draw, one, draw.choice(types), draw.choice(places)) for one in numbers]
        for one, row in enumerate(rows, begin):
            row.key, row.uscc = f"T{one:08d}", ""
        Organisation.objects.bulk_create(rows)
        Standing.objects.bulk_create(one for row in rows for one in _past(draw, row))
        Coverage.objects.bulk_create(
            Coverage(organisation=row, kind=draw.choice(("own", "joint", "regional")), party_id=draw.choice(parties),
                     since=date(2023, 1, 1) + timedelta(days=draw.randrange(1400)))
            for row in rows if draw.random() < 0.8
        )  # fmt: skip


def client_of() -> Client:
    """The lead office's clerk in a browser."""
    from django.conf import settings  # slow import: after the settings
    from django.test import Client  # slow import: as above

    from wuze.accounts import marks  # slow import: as above
    from wuze.accounts.models import User  # slow import: as above

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client, now = Client(), int(time.time())
    user = User.objects.filter(person__appointments__post__role="lead_clerk").first()
    assert user is not None
    client.force_login(user, "wuze.accounts.login.backend.Passwords")
    session = client.session
    session.update(
        {marks.OPENED: now, marks.SEEN: now, marks.PROVED: now, marks.FACTOR: marks.PASSED, marks.NUMBER: "x"}
    )
    session.save()
    return client


def bare(request: Request) -> HttpResponse:
    """The frame alone."""
    from django.shortcuts import render  # slow import: after the settings

    return render(request, "wuze/base.html")


def main(number: int) -> None:
    """Lay, open, print."""
    import django  # slow import: after the settings

    django.setup()
    from django.core.management import call_command  # slow import: after the settings
    from django.db import connection  # slow import: as above
    from django.urls import path  # slow import: as above
    from django.utils import timezone  # slow import: as above

    from wuze.accounts.gate import signed_in  # slow import: as above
    from wuze.config import urls  # slow import: as above
    from wuze.config.operations import jobs  # slow import: as above

    urls.urlpatterns.append(path("bare/", signed_in(bare)))
    call_command("migrate", verbosity=0)
    lay(number)
    jobs.measure_tables(timezone.now())
    client, base = client_of(), 0.0
    act = acting()
    print(f"{number}家组织，{connection.vendor}")
    for name, address in PAGES:
        client.get(address)
        kept = statistics.median(one[0] for one in opened(client, address))
        base = base or kept
        afresh, queries = map(statistics.median, zip(*opened(client, address, act), strict=True))
        print(
            f"{name}\t{kept:.0f}毫秒\t{kept / base:.1f}倍\t办事以后{afresh:.0f}毫秒\t{afresh / base:.1f}倍\t{queries:.0f}次查询"
        )


def opened(client: Client, address: str, act: Callable[[], object] = lambda: None) -> list[tuple[float, int]]:
    """CPU milliseconds and queries of each request, something done before each."""
    from django.db import connection  # slow import: after the settings
    from django.test.utils import CaptureQueriesContext  # slow import: as above

    took = []
    for _ in range(ROUNDS):
        act()
        began = time.process_time()
        client.get(address)
        took.append((time.process_time() - began) * 1000)
    act()
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
        queries = len(seen)
    return [(one, queries) for one in took]


def acting() -> Callable[[], object]:
    """Puts down the next step for one blank after the other, as the clerk does."""
    from django.utils import timezone  # slow import: after the settings

    from wuze.accounts.models import User  # slow import: as above
    from wuze.registry.coverage import actions, queries  # slow import: as above
    from wuze.registry.queries import actor_of  # slow import: as above

    user = User.objects.filter(person__appointments__post__role="lead_clerk").first()
    assert user is not None
    actor = actor_of(user, at=timezone.now(), today=timezone.localdate(), small_office=False)
    rows = iter(queries.blanks(actor).order_by("?").values_list("pk", flat=True)[:500])
    return lambda: actions.put_step(actor, next(rows), version=0, step="上门", due=actor.today + timedelta(days=9))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(WUZE_DATA=folder, DJANGO_SETTINGS_MODULE="wuze.config.settings")
        os.environ.update(WUZE_SECRET_KEY="s" * 50, WUZE_TRAIL_KEY="t" * 50)
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 80_000)
