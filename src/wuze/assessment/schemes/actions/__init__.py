"""Every act on schemes, trials and past results."""

from wuze.assessment.schemes.actions.adopting import agreed, ask, declined, override
from wuze.assessment.schemes.actions.editions import (
    bind,
    copy,
    discard,
    from_file,
    from_reading,
    note_taken,
    save_grid,
    save_item,
)
from wuze.assessment.schemes.actions.past import import_past
from wuze.assessment.schemes.actions.trials import begin, change, drop, keep

__all__ = [
    "agreed", "ask", "begin", "bind", "change", "copy", "declined", "discard", "drop", "from_file", "from_reading",
    "import_past", "keep", "note_taken", "override", "save_grid", "save_item",
]  # fmt: skip
