"""What this package's acts are called in the trail; an official may edit the wording."""

from __future__ import annotations

from wuze.ledger.activities import sentences as activities
from wuze.ledger.reminders import sentences as reminders
from wuze.ledger.requests import sentences as requests

SENTENCES = {
    **activities.SENTENCES,
    **requests.SENTENCES,
    **reminders.SENTENCES,
    "ledger.set_up": "{who}立项{thing}，责任单位：{after.lead}，来源：{after.why}",
    "ledger.edited": "{who}改了{thing}（还没有交办）",
    "ledger.issued": "{who}把{thing}交办给{after.lead}，节点{after.due}，{after.counted}",
    "ledger.imported": "{who}导入台账{after.rows}件，来自{after.source}",
    "ledger.issued_many": "{who}把{thing}交办给{after.units}个单位，节点{after.due}，同批编号{after.group}",
    "ledger.year_issued": "{who}照{thing}交办{after.lines}项，共{after.tasks}件",
    "ledger.cooperator_added": "{who}定{after.unit}协办{thing}，{after.due}前交{after.gives}",
    "ledger.received": "{who}签收{thing}",
    "ledger.assigned": "{who}把{thing}落到{after.post}，原来：{before.post}",
    "ledger.reported_progress": "{who}报{thing}的进展（{after.late}）：{after.text}",
    "ledger.reported_nil": "{who}报{thing}没有新情况（{after.late}）",
    "ledger.reported_hard": "{who}说{thing}有困难：{after.text}",
    "ledger.reported_final": "{who}反馈{thing}办完了（{after.late}）：{after.text}",
    "ledger.handed_in": "{who}交了{thing}的{after.gives}（{after.unit}）",
    "ledger.accepted": "{who}认可{thing}，交核验",
    "ledger.sent_back": "{who}退回{thing}，{after.until}前补充：{after.reason}",
    "ledger.closed": "{who}核验销号{thing}：{after.how}",
    "ledger.cancelled": "{who}取消{thing}（原{before.state}），理由：{after.reason}",
    "ledger.reopened": "{who}重开{thing}（原{before.state}），新节点{after.due}，理由：{after.reason}",
    "ledger.excused": "{who}注明{thing}超期不是责任单位的原因：{after.reason}",
    "ledger.answered": "{who}答复{thing}的困难：{after.answer}",
    "ledger.ceiling_set": "{who}定{thing}的负担上限{after.most}项次，自{after.since}，依据：{after.basis}",
    "ledger.view_saved": "{who}存了台账视图{thing}",
    "ledger.view_dropped": "{who}删了台账视图{thing}",
    "ledger.short_asked": "{who}为{thing}的交办报批，节点{after.due}，理由：{after.reason}",
    "ledger.short_agreed": "{who}同意这样交办{thing}（时间紧或超过负担上限）",
    "ledger.ask_declined": "{who}没有同意{thing}的{after.act}：{after.answer}",
    "ledger.ask_withdrawn": "{who}撤回{thing}的{after.act}",
    "ledger.extension_asked": "{who}申请{thing}延期{after.days}个工作日到{after.new}，理由：{after.reason}",
    "ledger.extended": "{who}同意{thing}延期，节点从{before.due}到{after.due}",
    "ledger.adjustment_asked": "{who}报批调整{thing}，理由：{after.reason}",
    "ledger.adjusted": "{who}同意调整{thing}",
}
