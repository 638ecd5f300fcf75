"""The ledger at the size of a large county: 100,000 tasks and 300,000 reports, on SQLite in a passing folder.

``python -m bench.ledger [tasks]`` prints seconds and queries of the pages people open every day, and of a bulk issue to
1,200 units. Figures are for reading; nothing fails on them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
UNITS, REPORTS, STEP = 1200, 3, 5000


def main(number: int) -> None:
    """Lay the rows, then measure."""
    os.environ["WUZE_DATA"] = tempfile.mkdtemp(prefix="wuze-bench-")
    os.environ.update(WUZE_SECRET_KEY="s" * 50, WUZE_TRAIL_KEY="t" * 50, DJANGO_SETTINGS_MODULE="wuze.config.settings")
    import django  # slow import: after the folder is named

    django.setup()
    from django.conf import settings  # slow import: as above
    from django.core.management import call_command  # slow import: as above

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    users = lay(number)
    print(f"laid {number} tasks in {time.perf_counter() - began:.0f} s")
    pages(users)
    bulk(users)


def lay(number: int) -> dict[str, object]:
    """Units, one account a role, tasks in every state."""
    from tests import world  # slow import: models need Django set up
    from wuze.accounts.models import Installation  # slow import: as above
    from wuze.ledger.models import Report, Task  # slow import: as above
    from wuze.registry.enums import UnitKind  # slow import: as above
    from wuze.registry.models import Post, Unit  # slow import: as above

    Installation.objects.update_or_create(id=1, defaults={"demo": True, "demo_day": DAY})
    county = world.county()
    towns = [county.north, county.south]
    towns += [world.unit(f"{name}镇党委", parent=county.root, region=county.north.region) for name in range(18)]
    branches = [
        world.unit(f"第{index}党支部", UnitKind.PARTY, parent=towns[index % len(towns)]) for index in range(UNITS)
    ]
    Post.objects.bulk_create(Post(unit=one, title="书记", role="secretary", since=DAY) for one in branches)
    leads = [*towns, *branches, county.north_branch]
    states = ("issued", "doing", "doing", "reported", "returned", "done", "closed", "closed", "closed", "closed")
    for start in range(0, number, STEP):
        rows = [_task(index, leads, county.lead, states) for index in range(start, min(start + STEP, number))]
        Task.objects.bulk_create(rows)
        Report.objects.bulk_create(
            Report(
                task=row, kind="progress", text="x", happened=DAY, received=DAY, entered_by="甲", entered_at=NOW,
                answer_due=DAY if index == 0 else None,
            )
            for row in rows
            for index in range(REPORTS)
        )  # fmt: skip
    assert Unit.objects.count() > UNITS
    return dict(county.users)


def _task(index: int, leads: list[object], issuer: object, states: tuple[str, ...]) -> object:
    from wuze.ledger.models import Task  # slow import: models need Django set up

    state = states[index % len(states)]
    due = DAY + timedelta(days=index % 400 - 300)
    return Task(
        code=f"2026-{index:06d}", title=f"第{index}件事项核实", initials=f"d{index}jsxhs", why="duty", why_label="责任清单",
        requirement="x", standard="x", issuer=issuer, lead=leads[index % len(leads)], state=state, due=due,
        turn_due=None if state == "closed" else due, drafted_on=due - timedelta(days=20), drafted_by="甲",
        issued_on=due - timedelta(days=20), late=index % 7 == 0, finished_on=due if state in {"closed", "done"} else None,
    )  # fmt: skip


def pages(users: dict[str, object]) -> None:
    """Each page twice; the second time counts."""
    from django.db import connection  # slow import: after settings
    from django.test import Client  # slow import: as above
    from django.test.utils import CaptureQueriesContext  # slow import: as above

    from tests.conftest import whole_login  # slow import: as above
    from wuze.ledger.models import Task  # slow import: as above

    one = Task.objects.filter(state="reported").order_by("pk")[0].pk
    most = Task.objects.values_list("lead", flat=True).order_by("lead")[0]
    asked = {
        "lead_clerk": (
            "/ledger/", "/ledger/?view=late", "/ledger/?view=all", "/ledger/?view=all&page=900", "/ledger/?q=hs",
            "/ledger/?view=all&state=returned", f"/ledger/{one}/", "/ledger/clock/", "/ledger/board/",
            "/ledger/calendar/", "/ledger/by-unit/", "/ledger/by-reason/", "/ledger/burden/", "/", f"/ledger/units/{most}/",
            "/ledger/new/",
            "/search/?q=99999",
        ),
        "town_clerk": ("/ledger/", "/ledger/?view=all", "/ledger/mine/", "/ledger/board/", "/ledger/by-unit/", "/"),
        "secretary": ("/ledger/", "/ledger/mine/", "/"),
    }  # fmt: skip
    for who, addresses in asked.items():
        client = Client()
        whole_login(client, users[who])
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as made:
                seconds, answer = timed(lambda client=client, address=address: client.get(address))  # type: ignore[misc]  # both are bound
            print(f"{who:11} {address:34} {answer.status_code} {seconds:6.2f} s {len(made):3} queries")


def timed(act: Callable[[], object]) -> tuple[float, object]:
    """Seconds of this process's own work (the machine may be busy), and the answer."""
    began = time.process_time()
    answer = act()
    return time.process_time() - began, answer


def bulk(users: dict[str, object]) -> None:
    """One matter to all branches."""
    from tests import world  # slow import: models need Django set up
    from wuze.ledger import actions  # slow import: as above
    from wuze.registry.models import Unit  # slow import: as above

    units = list(Unit.objects.filter(kind="party").values_list("pk", flat=True))[:UNITS]
    content = actions.Content("给所有党支部的一件事", "duty", "x", "x", "x", term=10)
    actor = world.actor(users["lead_clerk"])  # type: ignore[arg-type]  # a User
    seconds, done = timed(lambda: actions.issue_many(actor, units, content))
    seconds_too, units_reminded = timed(lambda: actions.remind(DAY))
    print(f"daily reminders: {seconds_too:.2f} s, {units_reminded} units")
    print(f"bulk issue to {len(units)} units: {seconds:.2f} s, {done}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
