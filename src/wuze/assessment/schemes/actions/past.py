"""Results of past years, taken over as totals and grades: they stand beside ours and do not open."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.schemes import policy
from wuze.assessment.schemes.models import PastResult
from wuze.assessment.schemes.past import Line
from wuze.assessment.schemes.queries import known_results, past_units
from wuze.kernel.errors import WHOLE_FORM, Invalid, refuse
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

CHUNK = 500


@transaction.atomic
def import_past(actor: Actor, lines: Sequence[Line], title: str, file: str, digest: str) -> int:
    """导入: what was shown, and nothing that came in between. How many."""
    refuse(policy.why_not_write(actor))
    wanted = {line.unit for line in lines}
    allowed = set(past_units(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    taken = known_results(sorted(wanted))
    fresh = [line for line in lines if line.unit in allowed and (line.unit, title, line.year) not in taken]
    if not fresh:
        raise Invalid("past.nothing", {WHOLE_FORM: "没有可以导入的：这些结果已经有了。"})
    PastResult.objects.bulk_create(
        [
            PastResult(
                unit_id=line.unit, title=title, year=line.year, total=line.total, grade=line.grade, file=file[:200],
                digest=digest, cell=line.cell.rpartition("!")[2][:80], by=actor.name, at=actor.at,
            )
            for line in fresh
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    rows = [
        Row(Thing("registry.unit", str(line.unit), line.name), None, {"year": line.year, "total": line.total, "grade": line.grade})
        for line in fresh
    ]  # fmt: skip
    record(
        "assessment.past_imported", at=actor.at, who=actor.who(), thing=Thing("assessment.past", digest[:40], file[:80]),
        after={"rows": len(fresh), "title": title}, rows=rows, origin=actor.origin,
    )  # fmt: skip
    return len(fresh)
