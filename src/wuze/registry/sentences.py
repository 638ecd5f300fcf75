"""What this package's acts are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "registry.unit_added": "{who}新增单位{thing}，上级：{after.parent}",
    "registry.unit_edited": "{who}改了单位{thing}",
    "registry.unit_moved": "{who}把{thing}的隶属从{before.parent}改到{after.parent}，自{after.since}起，依据：{after.source}",
    "registry.unit_closed": "{who}撤销单位{thing}，自{after.until}起，理由：{after.reason}",
    "registry.unit_reopened": "{who}恢复单位{thing}，理由：{after.reason}",
    "registry.places_entered": "{who}登记属地{after.count}个",
    "registry.types_laid": "{who}放好现成的{thing}，待核",
    "registry.post_added": "{who}设岗位{thing}",
    "registry.post_edited": "{who}改了岗位{thing}",
    "registry.post_closed": "{who}撤销岗位{thing}，自{after.until}起，理由：{after.reason}",
    "registry.appointed": "{who}定{after.person}任{thing}（{after.kind}），自{after.since}起，依据：{after.basis}",
    "registry.appointment_ended": "{who}办{before.person}离任{thing}，自{after.until}起，理由：{after.reason}",
    "registry.appointment_withdrawn": "{who}撤回{before.person}任{thing}的安排（原定{before.since}起），理由：{after.reason}",
    "registry.person_added": "{who}新增人员{thing}",
    "registry.person_edited": "{who}改了人员{thing}",
    "registry.handover_drafted": "{who}拟{thing}：{after.outgoing}交给{after.incoming}，{after.on}，依据：{after.basis}",
    "registry.handover_given": "{who}确认交出（{after.way}）：{thing}，清单{after.lines}项",
    "registry.handover_done": "{who}确认接收（{after.way}）：{thing}，{after.outgoing}离任、{after.incoming}到任，{after.on}",
    "registry.handover_cancelled": "{who}取消{thing}，理由：{after.reason}",
    "registry.unit_checked": "{who}核对{thing}的信息：{after.answer}",
    "registry.check_settled": "{who}处理{thing}核对时提出的不同：{after.outcome}",
    "registry.roster_read": "{who}上传{thing}：{after.rows}行，去掉的列：{after.forbidden}",
    "registry.roster_word": "{who}把表头“{thing}”认作{after.field}",
    "registry.roster_settled": "{who}定了{thing}里的{after.rows}行：{after.choice}",
    "registry.roster_closed": "{who}按{thing}里没有的办注销{after.rows}家，自{after.since}起，理由：{after.reason}",
    "registry.roster_dropped": "{who}作废{thing}",
    "registry.roster_applied": "{who}写入{thing}：新增{after.new}，改{after.changed}",
}
