"""What acts of this package are called in the trail."""

from __future__ import annotations

from wuze.duty.agenda.sentences import SENTENCES as AGENDA
from wuze.duty.assignments.sentences import SENTENCES as ASSIGNMENTS
from wuze.duty.contacts.sentences import SENTENCES as CONTACTS
from wuze.duty.editions.sentences import SENTENCES as EDITIONS
from wuze.duty.notices.sentences import SENTENCES as NOTICES
from wuze.duty.years.sentences import SENTENCES as YEARS

SENTENCES: dict[str, str] = {**EDITIONS, **ASSIGNMENTS, **NOTICES, **AGENDA, **CONTACTS, **YEARS}
