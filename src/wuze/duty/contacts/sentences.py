"""What acts on contact points are called in the trail; what was promised is not in it."""

from __future__ import annotations

SENTENCES = {
    "duty.visit_planned": "{who}安排走访{thing}，{after.day}",
    "duty.visited": "{who}记走访{thing}，{after.day}，答应{after.promises}件",
    "duty.visit_missed": "{who}登记{after.day}没去成{thing}，原因：{after.reason}",
    "duty.promise_settled": "{who}登记{thing}一件答应的事：{after.result}",
    "duty.liaison_set": "{who}定{after.post}为{thing}的联络员",
    "duty.liaison_ended": "{who}定{after.post}不再是{thing}的联络员",
}
