"""What acts on 议题 and major problems are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "duty.agenda_planned": "{who}安排议题{thing}，{after.meeting}，{after.day}",
    "duty.agenda_entered": "{who}补登议题{thing}，{after.meeting}{after.day}研究，纪要号{after.number}",
    "duty.agenda_held": "{who}登记{thing}已研究，{after.meeting}，{after.day}，纪要号{after.number}",
    "duty.agenda_dropped": "{who}登记{thing}没有研究，理由：{after.reason}",
    "duty.agenda_moved": "{who}把{thing}从{before.day}改到{after.day}，理由：{after.reason}",
    "duty.decided": "{who}记{thing}第{after.line}条：{after.text}，{after.owner}，{after.due}前",
    "duty.decision_corrected": "{who}更正{thing}第{after.line}条：{before.text}（{before.owner}，{before.due}前）改成{after.text}"
    "（{after.owner}，{after.due}前），理由：{after.reason}",
    "duty.problem_raised": "{who}提出重大问题{thing}，{after.owner}负责，{after.due}前解决",
    "duty.problem_taken": "{who}着手处理{thing}：{after.note}",
    "duty.problem_closed": "{who}认定{thing}解决：{after.note}",
    "duty.problem_reopened": "{who}重新处理{thing}（原{before.closed_on}解决），期限{after.due}，理由：{after.reason}",
}
