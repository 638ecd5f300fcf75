"""What these acts are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "ledger.activity_entered": "{who}记了{thing}（{after.unit}，{after.happened}）",
    "ledger.activity_corrected": "{who}更正{thing}，理由：{after.reason}",
    "ledger.activity_marked": "{who}补了{thing}的{after.marks}",
    "ledger.activity_withdrawn": "{who}撤回{thing}，理由：{after.reason}",
    "ledger.promise_settled": "{who}了结{thing}里答应的事：{after.state}，{after.outcome}",
}
