"""A county's roster in: files read, previewed, written: ``python bench/rosters.py [--rows 20000] [--there 20000]``.

Prints seconds, and the longest that a reader and a writer in other connections had to wait while it was written. Targets
for 20,000 rows: preview under 20 s, written under 10 s, no reader waits over 3 s. ``DATABASE_URL`` chooses PostgreSQL,
whose database must be empty. The data are invented.
"""

from __future__ import annotations

import argparse
import resource
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.core.management import call_command
from django.db import OperationalError, connection
from stdnum.cn import uscc
from xlsxwriter import Workbook

from bench.site import PLACE
from tests import world
from wuze.kernel.pinyin import initials
from wuze.registry.enums import RosterKind, RosterScope
from wuze.registry.models import Organisation, OrganisationType, Region, Standing
from wuze.registry.rosters import queries
from wuze.registry.rosters.actions import Upload, apply, prepare, ready, stage, work_waiting

TOWNS = 20
HEADS = (
    "序号",
    "单位名称",
    "统一社会信用代码",
    "所属乡镇",
    "单位类型",
    "员工人数",
    "党员数",
    "联系人",
    "联系电话",
    "身份证号",
)
FIRST, MIDDLE, LAST = (
    "恒晟瑞丰泰和祥云华康",
    "达盛源通裕宏嘉美信德",
    ("机械", "茶业", "木艺", "软件", "食品", "物流", "纺织", "建材"),
)


def main() -> None:
    """Lay the county, bring the roster, write it, and say how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--there", type=int, default=20_000, help="organisations that stand already")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    actor = world.actor(world.county().users["lead_clerk"])
    kind = OrganisationType.objects.create(code="small", name="小微企业")
    towns = [world.region(f"第{number}镇", f"330199{number + 200:03d}000") for number in range(TOWNS)]
    lay(asked.there, kind, towns)
    path = roster(Path(PLACE.name) / "全县.xlsx", asked.rows, asked.there, towns)
    begun, used = time.perf_counter(), time.thread_time()
    upload = Upload(RosterKind.ORGANISATIONS, RosterScope.COUNTY, world.DAY, None, None, kind, [(path.name, path)])
    brought = ready(actor, stage(actor, upload))
    print(f"read in the request: {since(begun, used)}")
    begun, used = time.perf_counter(), time.thread_time()
    work_waiting(world.NOW)
    print(f"preview of {asked.rows} rows over {asked.there} organisations: {since(begun, used)}")
    print("  rows:", dict(queries.counts(brought)))
    begun, used = time.perf_counter(), time.thread_time()
    found = prepare(brought)
    print(f"made ready, before anybody waits: {since(begun, used)}")
    waits, stop = [0.0, 0.0], threading.Event()
    others = [threading.Thread(target=watch, args=(number, waits, stop)) for number in (0, 1)]
    for one in others:
        one.start()
    begun, used = time.perf_counter(), time.thread_time()
    done = apply(actor, brought.pk, prepared=found)  # as the worker does it, after reading
    print(f"written: {since(begun, used)}; receipt {done.receipt}")
    stop.set()
    for one in others:
        one.join()
    print(f"longest wait of a reader {waits[0]:.2f} s, of a writer {waits[1]:.2f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, on {connection.vendor}")


def since(begun: float, used: float) -> str:
    """Seconds by the clock, and of this thread alone: the machine may be busy."""
    return f"{time.perf_counter() - begun:.1f} s (CPU {time.thread_time() - used:.1f} s)"


def watch(number: int, waits: list[float], stop: threading.Event) -> None:
    """Read (0) or write (1) all the time in a connection of one's own; keep the longest wait."""
    while not stop.is_set():
        begun = time.perf_counter()
        with suppress(OperationalError):
            if number:
                Region.objects.filter(code="330199000000").update(initials="qlx")
            else:
                list(Organisation.objects.order_by("name")[:50])
        waits[number] = max(waits[number], time.perf_counter() - begun)
        time.sleep(0.02)
    connection.close()


def code(number: int) -> str:
    """A credit code that holds."""
    body = f"91330199{number:09d}"
    return body + str(uscc.calc_check_digit(body))


def name(number: int) -> str:
    """A name that few share."""
    draw = Random(number)  # noqa: S311 - invented data, the same every time
    return f"青岚{draw.choice(FIRST)}{draw.choice(MIDDLE)}{draw.choice(FIRST)}{draw.choice(LAST)}{number}号有限公司"


def lay(there: int, kind: OrganisationType, towns: list[Region]) -> None:
    """What stands: nine in ten with a code, all with their past."""
    rows = []
    for number in range(there):
        own = code(number) if number % 10 else ""
        rows.append(Organisation(
            key=own or f"T{number + 1:06d}", uscc=own, name=name(number), initials=initials(name(number)), type=kind,
            region=towns[number % TOWNS], employees=10, members=1, as_of=world.LONG_AGO,
        ))  # fmt: skip
    Organisation.objects.bulk_create(rows, batch_size=500)
    Standing.objects.bulk_create(
        [Standing(organisation=row, type=kind, region=row.region, status=row.status, members=1, since=world.LONG_AGO) for row in rows],
        batch_size=500,
    )  # fmt: skip


def roster(path: Path, rows: int, there: int, towns: list[Region]) -> Path:
    """One half stands unchanged or changed, the other half is new; one in ten without a code; ID-card numbers in it."""
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("全县")
        sheet.write_row(0, 0, HEADS)
        for at in range(rows):
            number = at + there - rows // 2
            own = code(number) if number % 10 else ""
            members = 1 if at % 4 else 3
            sheet.write_row(at + 1, 0, (
                at + 1, name(number), own, str(towns[number % TOWNS]), "小微企业", 10 + at % 3, members, "方芸", "0570-6010001",
                "330199199001010010",
            ))  # fmt: skip
    return path


if __name__ == "__main__":
    main()
