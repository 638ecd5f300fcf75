"""What acts on organisations are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "registry.organisation_added": "{who}新增{thing}（{after.key}），属地：{after.region}，来源：{after.source}",
    "registry.organisation_edited": "{who}改了{thing}的情况",
    "registry.organisation_close": "{who}办{thing}注销，自{after.since}起，理由：{after.reason}",
    "registry.organisation_reopen": "{who}把{thing}从“{before.status}”恢复，自{after.since}起，理由：{after.reason}",
    "registry.organisation_removed": "{who}批准{thing}列为“{after.status}”，移出在营基数，自{after.since}起，理由：{after.reason}",
    "registry.organisation_merged": "{who}把{after.merged}并入{thing}，理由：{after.reason}",
    "registry.organisation_split": "{who}从{thing}拆出{after.made}，理由：{after.reason}",
    "registry.organisation_apart": "{who}认定{thing}与{after.others}不是同一家",
    "registry.type_added": "{who}增加组织类型{thing}",
    "registry.type_retired": "{who}停用组织类型{thing}，理由：{after.reason}",
    "registry.type_restored": "{who}恢复组织类型{thing}，理由：{after.reason}",
    "registry.type_edited": "{who}改了组织类型{thing}",
    "registry.organisation_checked": "{who}核对{thing}的信息：都对",
    "registry.correction_asked": "{who}对{thing}提更正：{after.note}",
}
