"""A small county in which things have evidence: a report, an activity, an entry, a challenge of the north's branch."""

from __future__ import annotations

from typing import Any

from tests import world
from tests.assessment.rounds_site import Site as Rounds
from tests.duty.site import Site as Duties
from tests.files.samples import PDF, jpeg, sent
from tests.ledger.doing import Doing
from wuze.assessment.rounds import actions as rounds
from wuze.assessment.rounds.actions import Challenge, Seen
from wuze.assessment.rounds.models import Entry, Objection
from wuze.duty.notices import actions as notices
from wuze.duty.notices.models import DutyNotice
from wuze.files import store
from wuze.files.store import Taken
from wuze.ledger import actions as ledger
from wuze.ledger.actions import Said
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Report
from wuze.registry.evidence.queries import holders
from wuze.registry.evidence.values import Holder


def take(name: str = "走访.jpg", content: bytes = b"") -> Taken:
    """In the store, as the edge lays it there."""
    return store.take(sent(name, content or jpeg()))


def paper(number: int = 0) -> Taken:
    """A PDF, each number another content."""
    return take(f"纪要{number}.pdf", PDF + b" " * number)


class Evidence(Doing):
    """Things that have a file."""

    def report(self, *files: Taken, **changed: Any) -> Report:
        """A final report of the north's branch; its superior handed the matter out."""
        task = self.task("doing", self.county.north_branch, "town_clerk", **changed)
        said = Said(ReportKind.FINAL, "办完了", world.DAY, files=files)
        return ledger.report(self.answers(self.county.north_branch), task.pk, said, version=None)

    def rounds(self) -> Rounds:
        """The same county with a scheme."""
        return Rounds(self.county)

    def seen(self, *files: Taken) -> Entry:
        """What the town saw of its branch."""
        made = self.rounds()
        row = made.collecting()
        member = next(one for one in made.members(row) if one.unit_id == self.county.north_branch.pk)
        seen = Seen("e:D1", "3", "visit", world.DAY, "学习三次", files=files)
        return rounds.enter(made.actor("town_clerk"), member.pk, seen)

    def notice(self, *files: Taken) -> DutyNotice:
        """The branch objects to what it was told."""
        duties = Duties(self.county)
        notices.send(duties.actor("lead_clerk"), duties.in_force().pk)
        row = DutyNotice.objects.get(unit=self.county.north_branch)
        return notices.raise_objection(
            duties.actor("secretary"), row.pk, version=None, reason="D-07人太少", files=files
        )

    def objection(self, *files: Taken) -> Objection:
        """What the branch says of its result."""
        made = self.rounds()
        row = made.fed_back()
        result = next(one for one in made.results(row).values() if one.member.unit_id == self.county.north_branch.pk)
        return rounds.object_to(made.actor("secretary"), result.pk, Challenge("A1", "还有一次没有算", files=files))


def holder(code: str) -> Holder:
    """By its code."""
    return holders()[code]
