"""What acts of this package are called in the trail."""

from __future__ import annotations

from wuze.duty.assignments.sentences import SENTENCES as ASSIGNMENTS
from wuze.duty.editions.sentences import SENTENCES as EDITIONS
from wuze.duty.notices.sentences import SENTENCES as NOTICES

SENTENCES: dict[str, str] = {**EDITIONS, **ASSIGNMENTS, **NOTICES}
