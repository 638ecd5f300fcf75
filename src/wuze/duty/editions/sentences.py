"""What acts on editions are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "duty.edition_made": "{who}起草{thing}，{after.rows}项职责，来自{after.source}",
    "duty.edition_edited": "{who}改了{thing}的名称和依据（还没有施行）",
    "duty.duty_put": "{who}在{thing}里写下{after.duty}",
    "duty.duty_dropped": "{who}从{thing}里删掉{before.duty}，理由：{after.reason}",
    "duty.edition_asked": "{who}把{thing}报批，{after.rows}项职责",
    "duty.edition_in_force": "{who}批准{thing}，{after.since}起施行，沿用{after.kept}条落岗",
    "duty.edition_declined": "{who}没有同意{thing}，退回起草",
    "duty.edition_discarded": "{who}弃用{thing}，理由：{after.reason}",
}
