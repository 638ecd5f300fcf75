"""Tables of rounds."""

from wuze.assessment.rounds.models.inputs import Decision, Entry, Upload
from wuze.assessment.rounds.models.results import Calculation, Objection, Proof, Result
from wuze.assessment.rounds.models.rounds import Member, Round, Step

__all__ = ["Calculation", "Decision", "Entry", "Member", "Objection", "Proof", "Result", "Round", "Step", "Upload"]
