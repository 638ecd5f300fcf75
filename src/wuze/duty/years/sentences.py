"""What acts on the year's list are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "duty.year_adopted": "{who}采用现成的{thing}，共{after.lines}项",
    "duty.year_line_added": "{who}在年度安排里加{thing}，{after.who}，节点{after.due}",
    "duty.year_line_edited": "{who}改年度安排的{thing}，{after.who}，节点{after.due}",
    "duty.year_line_dropped": "{who}从年度安排里去掉{thing}，理由：{after.reason}",
}
