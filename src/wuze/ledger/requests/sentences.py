"""What these acts are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "ledger.request_raised": "{who}提诉求{thing}（{after.unit}），由{after.keeper}分办",
    "ledger.request_passed_up": "{who}把{thing}报给{after.keeper}分办：{after.reason}",
    "ledger.request_assigned": "{who}把{thing}交{after.handler}答复，按{after.kind}，{after.due}前",
    "ledger.request_accepted": "{who}受理{thing}",
    "ledger.request_returned": "{who}退回{thing}重新分办：{after.reason}",
    "ledger.request_transferred": "{who}把{thing}转给{after.handler}答复，限期不变：{after.reason}",
    "ledger.request_answered": "{who}答复{thing}（{after.late}）：{after.text}",
    "ledger.request_content": "{who}对{thing}的答复满意",
    "ledger.request_discontent": "{who}对{thing}的答复不满意：{after.why}，{after.due}前再答复",
    "ledger.request_extension_asked": "{who}申请{thing}延期{after.days}个工作日，理由：{after.reason}",
    "ledger.request_extended": "{who}同意{thing}延期，限期从{before.due}到{after.due}",
    "ledger.request_closed": "{who}办结{thing}：{after.reason}",
    "ledger.request_withdrawn": "{who}撤回{thing}：{after.reason}",
    "ledger.request_term_set": "{who}定诉求时限：{thing}，自{after.since}，依据：{after.source}",
}
