"""Tables of rounds."""

from wuze.assessment.rounds.models.inputs import Decision, Entry, EntryFile, Upload
from wuze.assessment.rounds.models.results import Calculation, Objection, ObjectionFile, Proof, Result
from wuze.assessment.rounds.models.rounds import Member, Round, Step

__all__ = [
    "Calculation", "Decision", "Entry", "EntryFile", "Member", "Objection", "ObjectionFile", "Proof", "Result", "Round", "Step",
    "Upload",
]  # fmt: skip
