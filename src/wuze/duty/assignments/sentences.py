"""What acts on assignments are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "duty.assigned": "{who}把{thing}在{after.unit}定给{after.post}（{after.share}），原来：{before.post}",
    "duty.named": "{who}点名{after.unit}担{thing}",
    "duty.released": "{who}撤下{thing}在{after.unit}的协助岗位{after.post}，理由：{after.reason}",
    "duty.unnamed": "{who}收回{after.unit}担{thing}的点名，理由：{after.reason}",
    "duty.spread": "{who}把{thing}按岗位落下去{after.rows}条",
}
