"""Every act on a reading, its cells, its data items and the county's wordings."""

from wuze.assessment.readings.actions.cells import accept, answer, correct, give_points, leave, retire, take_back
from wuze.assessment.readings.actions.tables import finish, name_elements, note_taken, read_in, reopen

__all__ = [
    "accept", "answer", "correct", "finish", "give_points", "leave", "name_elements", "note_taken", "read_in", "reopen",
    "retire", "take_back",
]  # fmt: skip
