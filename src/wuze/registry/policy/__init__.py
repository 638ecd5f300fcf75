"""Why a verb is dead for this actor now; None when it is alive."""

from __future__ import annotations

from wuze.registry.policy.handovers import (
    why_not_cancel_handover,
    why_not_draft_handover,
    why_not_give,
    why_not_register_give,
    why_not_register_take,
    why_not_see_handovers,
    why_not_take,
)
from wuze.registry.policy.posts import (
    why_not_add_person,
    why_not_add_post,
    why_not_appoint,
    why_not_close_post,
    why_not_edit_person,
    why_not_edit_post,
    why_not_end_appointment,
    why_not_withdraw_appointment,
)
from wuze.registry.policy.units import (
    why_not_add_unit,
    why_not_close_unit,
    why_not_edit_unit,
    why_not_enter_places,
    why_not_move_unit,
    why_not_reopen_unit,
)

__all__ = [
    "why_not_add_person", "why_not_add_post", "why_not_add_unit", "why_not_appoint", "why_not_cancel_handover",
    "why_not_close_post", "why_not_close_unit", "why_not_draft_handover", "why_not_edit_person", "why_not_edit_post",
    "why_not_edit_unit", "why_not_end_appointment", "why_not_enter_places", "why_not_give", "why_not_move_unit", "why_not_register_give",
    "why_not_register_take", "why_not_reopen_unit", "why_not_see_handovers", "why_not_take", "why_not_withdraw_appointment",
]  # fmt: skip
