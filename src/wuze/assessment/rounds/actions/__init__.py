"""Every act on a round."""

from wuze.assessment.rounds.actions.facts import Seen, decide, drop_upload, enter, undecide, upload, void_entry
from wuze.assessment.rounds.actions.judging import (
    Challenge,
    answer,
    fix_grade,
    object_to,
    propose_grade,
    register_answer,
)
from wuze.assessment.rounds.actions.proving import check, prove, settle
from wuze.assessment.rounds.actions.roster import add_by_hand, add_by_rule, add_by_table, put_back, take_out
from wuze.assessment.rounds.actions.rounds import (
    Wanted,
    advance,
    back,
    correct,
    deliberate,
    discard,
    edit,
    feed_back,
    make,
)
from wuze.assessment.rounds.actions.runs import ask_compute, is_small, sample, work
from wuze.assessment.rounds.actions.waiting import work_waiting

__all__ = [
    "Challenge", "Seen", "Wanted", "add_by_hand", "add_by_rule", "add_by_table", "advance", "answer", "ask_compute", "back",
    "check", "correct", "decide", "deliberate", "discard", "drop_upload", "edit", "enter", "feed_back", "fix_grade", "is_small", "make",
    "object_to", "propose_grade", "prove", "put_back", "register_answer", "sample", "settle", "take_out", "undecide", "upload", "void_entry", "work",
    "work_waiting",
]  # fmt: skip
