"""The registry's verbs: one function, one transaction, one trail entry. Nothing else writes these tables."""

from __future__ import annotations

from wuze.registry.actions.handovers import cancel_handover, draft_handover, give, take
from wuze.registry.actions.people import NewPerson, add_person, edit_person
from wuze.registry.actions.places import enter_places
from wuze.registry.actions.posts import (
    add_post,
    appoint,
    close_post,
    edit_post,
    end_appointment,
    withdraw_appointment,
)
from wuze.registry.actions.units import add_unit, close_unit, date_unit, edit_unit, move_unit, reopen_unit

__all__ = [
    "NewPerson", "add_person", "add_post", "add_unit", "appoint", "cancel_handover", "close_post", "close_unit", "date_unit",
    "draft_handover", "edit_person", "edit_post", "edit_unit", "end_appointment", "enter_places", "give", "move_unit", "reopen_unit",
    "take", "withdraw_appointment",
]  # fmt: skip
