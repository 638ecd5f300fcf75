"""What the tables share: lengths, and half-open periods whose end comes after their beginning."""

from __future__ import annotations

from django.db.models import F, Q

NAME = 80
SHORT = 20
PERIOD = Q(until=None) | Q(until__gt=F("since"))
ORDER = "“至”要在“自”之后。"
