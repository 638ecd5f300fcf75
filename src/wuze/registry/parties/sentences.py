"""What acts on Party organisations, coverage and contacts are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "registry.party_set": "{who}改了党组织{thing}的情况",
    "registry.covered": "{who}记{after.by}覆盖{thing}（{after.kind}），自{after.since}起",
    "registry.cover_ended": "{who}结束{before.by}对{thing}的覆盖（{before.kind}），自{after.until}起，理由：{after.reason}",
    "registry.contact_added": "{who}定{after.person}联系{thing}，自{after.since}起",
    "registry.contact_ended": "{who}结束{before.person}对{thing}的联系，自{after.until}起，理由：{after.reason}",
}
