"""Server time of pages beside a bare Django page in the same process: ``python bench/web.py [--rows 20000] [--runs 40]``.

A county of its own in a temporary folder (SQLite) with so many organisations. The bare page: Django's own default
middleware with session and login, one query for 50 rows, one small template without a base. Prints queries and the
median of the processor's time, because the machine may be busy; never fails because of one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
AFTER = "工作台：别人刚办过事"
PAGES = (
    ("工作台", "lead_clerk", "desk", ""), (AFTER, "lead_clerk", "desk", ""), (AFTER, "town_clerk", "desk", ""),
    ("名录：单位", "lead_clerk", "registry:units", ""),
    ("名录：两新组织", "lead_clerk", "registry:organisations", ""),
    ("名录：找名称", "lead_clerk", "registry:organisations", "?q=青"),
    ("县一页", "lead_head", "county", ""), ("搜索", "lead_clerk", "search", "?q=青禾"), ("履责：事项", "lead_clerk", "ledger:home", ""),
)  # fmt: skip
DEFAULT = (
    "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
)  # fmt: skip
BARE = """<!doctype html><title>x</title><p>{{ user.pk }}<table>{% for row in rows %}
<tr><td>{{ row.name }}<td>{{ row.key }}<td>{{ row.members }}{% endfor %}</table>"""


def bare() -> ModuleType:
    """An urlconf with the one page that everything is compared with."""
    from django.http import HttpResponse
    from django.template import Context, Template
    from django.urls import path

    from wuze.registry.models import Organisation

    template = Template(BARE)

    def page(request: Any) -> HttpResponse:
        return HttpResponse(template.render(Context({"rows": Organisation.objects.all()[:50], "user": request.user})))

    conf = ModuleType("bare")
    conf.urlpatterns = [path("bare/", page)]  # type: ignore[attr-defined]  # an urlconf is any module with this name
    return conf


def lay(rows: int) -> None:
    """Tables and the county, with so many organisations."""
    from importlib import import_module

    from django.core.management import call_command
    from django.utils import timezone

    from wuze.portal import demo

    call_command("migrate", verbosity=0)
    demo.seed(timezone.localtime())
    import_module("wuze.portal.demo.fill").COUNT = rows
    demo.fill(lambda _done, _whole: None)


def clients() -> Callable[[str], Any]:
    """Role → a client that is logged in."""
    from django.test import Client
    from django.utils import timezone

    from wuze.accounts import marks
    from wuze.accounts.models import User

    def client(role: str) -> Any:
        user = User.objects.filter(person__appointments__post__role=role, person__appointments__until=None)[0]
        made = Client(headers={"host": "localhost"})
        made.force_login(user)
        session, now = made.session, int(timezone.now().timestamp())
        session.update({marks.OPENED: now, marks.SEEN: now, marks.PROVED: now, marks.FACTOR: marks.PASSED,
                        marks.NUMBER: "here"})  # fmt: skip
        session.save()
        return made

    return client


def act() -> None:
    """Somebody does something, so that what is kept no longer holds."""
    from django.db import transaction
    from django.utils import timezone

    from wuze.trail.actions import record
    from wuze.trail.values import SYSTEM, Thing

    with transaction.atomic():
        record(
            "trail.pruned", at=timezone.now(), who=SYSTEM, thing=Thing("trail.trail", "", "留痕"), after={"count": 0}
        )


def timed(client: Any, url: str, runs: int, before: Callable[[], None] = lambda: None) -> tuple[float, int, int]:
    """Milliseconds of the processor (median), queries, status."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)  # what is kept, and every part of the program, is there
    before()
    connection.queries_log.clear()  # laying the county has filled it
    with CaptureQueriesContext(connection) as seen:
        status = client.get(url).status_code
    queries = len(seen)
    taken = []
    for _ in range(runs):
        before()
        began = process_time()
        client.get(url)
        taken.append(process_time() - began)
    return median(taken) * 1000, queries, status


def main() -> None:
    """All pages."""
    parser = argparse.ArgumentParser(prog="bench/web.py", description="页面的服务器用时，与一个最简单的Django页面比")
    parser.add_argument("--rows", type=int, default=20000)
    parser.add_argument("--runs", type=int, default=40)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        os.environ |= {"WUZE_DATA": folder, "DJANGO_SETTINGS_MODULE": "wuze.config.settings"}
        sys.path[:0] = [str(ROOT), str(ROOT / "src")]
        from wuze.config.operations import start

        start.site()
        measure(options.rows, options.runs)


def measure(rows: int, runs: int) -> None:
    """Print one line for each page that the site has."""
    from django.test import override_settings
    from django.urls import NoReverseMatch, reverse

    lay(rows)
    client = clients()
    simple, conf = client("lead_clerk"), bare()
    print(
        f"\n### 页面，{rows}个组织\n\n| 页面 | CPU 毫秒 | 同时的简单页面 | 几倍（目标≤8） | 查询 |\n|---|---|---|---|---|"
    )
    for label, role, name, query in PAGES:
        try:
            url = reverse(name) + query
        except NoReverseMatch:
            continue
        with override_settings(ROOT_URLCONF=conf, MIDDLEWARE=DEFAULT):
            base, _, status = timed(simple, "/bare/", runs)
            assert status == 200, f"/bare/: {status}"
        taken, queries, status = timed(client(role), url, runs, act if label == AFTER else lambda: None)
        assert status == 200, f"{url}: {status}"
        print(f"| {label}（{role}） | {taken:.1f} | {base:.1f} | {taken / base:.1f} | {queries} |", flush=True)


if __name__ == "__main__":
    main()
