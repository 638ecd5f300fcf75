"""Terms after which the desk reminds."""

from __future__ import annotations

PASSWORD_DAYS = 90
REMIND_DAYS = 10
FEW_CODES = 2
HEAD_DAYS = 30
"""The trail's head should be on paper, elsewhere, at least this often."""

COMPLAINT_DAYS = 5
"""Working days in which a complaint should be answered."""

BACKED_UP = "config.backed_up"
"""The entry ``wuze backup`` leaves in the trail; config lies above, so it is named and not imported."""

BACKUP_DAYS = 2
"""Days a backup may be old."""

RELINK_DAYS = 30
"""So long administrators see that a link of one of them was given anew on the server."""
