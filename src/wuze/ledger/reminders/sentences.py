"""What these acts are called in the trail. Of an address nothing is kept."""

from __future__ import annotations

SENTENCES = {
    "ledger.channel_kept": "{who}设外发渠道{thing}：{after.kind}，{after.scope}，{after.says}",
    "ledger.channel_changed": "{who}改外发渠道{thing}：{after.scope}，{after.says}，{after.renewed}",
    "ledger.channel_started": "{who}启用外发渠道{thing}",
    "ledger.channel_stopped": "{who}停用外发渠道{thing}",
    "ledger.channel_dropped": "{who}删掉外发渠道{thing}",
    "ledger.channel_tried": "{who}往外发渠道{thing}试发一条",
}
