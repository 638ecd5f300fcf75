"""What this package's acts are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "accounts.refused": "{who}要办“{thing}”，按规定不能办：{after.reason}",
    "accounts.approval_asked": "{who}就{after.about}报批{thing}，由{after.post}批",
    "accounts.approval_approved": "{who}同意{thing}",
    "accounts.approval_refused": "{who}不同意{thing}：{after.answer}",
    "accounts.approval_on_paper": "{who}登记线下审批{thing}：{after.decided_by}{after.decided_on}{after.state}（{after.paper}{after.number}）",
    "accounts.approval_withdrawn": "{who}撤回{thing}",
    "accounts.approver_set": "{who}定{thing}由{after.post}批，原来是{before.post}",
    "accounts.approver_ended": "{who}停用{thing}的审批人{before.post}",
    "accounts.link_issued": "{who}给{after.for}开出一次性链接：{after.task}",
    "accounts.link_used": "{who}用一次性链接办了{after.what}",
    "accounts.link_voided": "{who}作废{thing}的一次性链接",
    "accounts.link_missed": "有人打开了不存在的一次性链接",
    "accounts.exported": "{who}导出{thing}{after.rows}行（条件：{after.terms}）",
}
