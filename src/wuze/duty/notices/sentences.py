"""What acts on notices are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "duty.notices_sent": "{who}把{thing}的告知单发给{after.units}个单位",
    "duty.notice_signed": "{who}签收{thing}",
    "duty.notice_objected": "{who}对{thing}提出异议：{after.reason}",
    "duty.notice_answered": "{who}答复{thing}的异议：{after.answer}",
}
