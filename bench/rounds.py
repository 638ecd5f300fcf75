"""A round at the largest size: ``python -m bench.rounds [subjects] [items]`` lays a scheme and a workbook of invented facts
in a database of its own and times gathering, computing with explanations, storing, and computing anew to prove it equal.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path


def main(subjects: int, items: int) -> None:
    """Everything, in a folder that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "WUZE_DATA": folder, "WUZE_SECRET_KEY": "s" * 50, "WUZE_TRAIL_KEY": "t" * 50,
            "DJANGO_SETTINGS_MODULE": "wuze.config.settings",
        }  # fmt: skip
        import django  # app ready: after the settings are known

        django.setup()
        from django.core.management import call_command  # app ready: as above

        call_command("migrate", verbosity=0)
        measure(subjects, items, Path(folder))


def measure(subjects: int, items: int, folder: Path) -> None:
    """Lay it, and say how long each part takes."""
    from bench import make  # app ready: as above
    from wuze.assessment.rounds import actions  # app ready: as above
    from wuze.assessment.rounds.actions.proving import recheck  # app ready: as above
    from wuze.assessment.rounds.models import Calculation, Member, Round, Upload  # app ready: as above
    from wuze.assessment.schemes.models import SchemeEdition  # app ready: as above
    from wuze.assessment.schemes.tables import packed  # app ready: as above
    from wuze.excel.load import read_data, read_scheme  # app ready: as above
    from wuze.registry.models import Unit  # app ready: as above

    scheme, data = make.write(make.case(subjects, items, 1), folder)
    day, at = date(2026, 12, 31), datetime(2027, 1, 5, 9, tzinfo=UTC)
    unit = Unit.objects.add_root({"name": "演示", "kind": "lead", "since": date(2020, 1, 1)})
    edition = SchemeEdition.objects.create(
        unit=unit, title="演示", year=2026, state="adopted", tables=packed(read_scheme(scheme).tables), digest="x", made_by="演示", made_at=at
    )  # fmt: skip
    row = Round.objects.create(
        unit=unit, edition=edition, title="演示", year=2026, since=date(2026, 1, 1), until=date(2027, 1, 1), state="collecting",
        made_by="演示", made_on=day,
    )  # fmt: skip
    tables = read_data(data).tables
    members = [
        Member(
            round=row, code=str(code), name=str(name), way="table", by="演示", order=at_, attributes={"属地": str(town)}
        )
        for at_, (code, name, town) in enumerate(tables.pop("名录").rows)
    ]
    Member.objects.bulk_create(members, batch_size=500)
    Upload.objects.create(
        round=row,
        name="数据.xlsx",
        digest=sha256(b"x").hexdigest(),
        tables=packed(tables),
        rows=subjects,
        by="演示",
        at=at,
    )
    run = Calculation.objects.create(round=row, number=1, as_of=day, by="演示", at=at, count=subjects)
    began = time.perf_counter()
    run = actions.work(run.pk)
    computed = time.perf_counter()
    wrong = recheck(run, day)
    proved = time.perf_counter()
    print(f"{subjects} subjects × {items} items: gathered, computed, explained and stored in {computed - began:.1f} s; "
          f"computed anew in {proved - computed:.1f} s, {len(wrong)} differ; {run.provisional} provisional")  # fmt: skip


if __name__ == "__main__":
    main(*(int(one) for one in [*sys.argv[1:], "5000", "60"][:2]))
