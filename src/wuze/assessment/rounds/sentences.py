"""What this package's acts on rounds are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "round.made": "{who}建立{thing}，方案：{after.scheme}，期间{after.since}到{after.until}",
    "round.edited": "{who}改了{thing}",
    "round.added": "{who}把{after.count}个对象加进{thing}：{after.how}",
    "round.taken_out": "{who}把{after.member}移出{thing}，理由：{after.reason}",
    "round.put_back": "{who}把{after.member}放回{thing}",
    "round.stepped": "{who}把{thing}从{before.state}办到{after.state}",
    "round.went_back": "{who}把{thing}从{before.state}退回{after.state}，理由：{after.reason}",
    "round.fed_back": "{who}把{thing}的结果反馈核对，{after.until}前提异议",
    "round.deliberated": "{who}登记{thing}由{after.meeting}审定，纪要{after.minutes}",
    "round.settled": "{who}把{thing}定案，{after.count}个对象，重算一致",
    "round.corrected": "{who}对{thing}另做更正，理由：{after.reason}",
    "round.uploaded": "{who}给{thing}交数据表{after.file}，{after.rows}行",
    "round.upload_dropped": "{who}撤下{thing}的数据表{after.file}，理由：{after.reason}",
    "round.entered": "{who}记{after.member}的{after.what}（{after.way}，{thing}）",
    "round.entry_void": "{who}作废{after.member}的{after.what}，理由：{after.reason}",
    "round.decided": "{who}定{thing}里{after.what}缺的{after.count}个{after.how}，理由：{after.reason}",
    "round.decision_void": "{who}撤回{thing}里{after.what}的决定",
    "round.computing": "{who}开始测算{thing}（第{after.number}次）",
    "round.computed": "{thing}第{after.number}次测算完成：{after.count}个对象，暂定{after.provisional}个",
    "round.sampled": "{who}定{thing}要复核的{after.count}个：抽{after.share}%，抽签用的字“{after.seed}”",
    "round.review_added": "{thing}重新测算后又有{after.count}个要复核：{after.names}",
    "round.proving": "{who}要重算核对{thing}（第{after.number}次）",
    "round.checked": "{who}重算{thing}，不一致{after.unequal}个",
    "round.proposed": "{who}建议{after.member}等次{after.grade}（测算{before.grade}），理由：{after.reason}",
    "round.finally": "{who}登记{after.member}审定等次{after.grade}（原{before.grade}），理由：{after.reason}",
    "round.objected": "{who}对{after.member}的{after.what}提异议：{after.text}",
    "round.answered": "{who}答复{after.member}的{after.what}异议：{after.state}，{after.answer}",
    "round.answered_on_paper": "{who}登记{after.member}的{after.what}异议的线下答复：{after.by}定的，{after.state}，{after.answer}",
}
