"""What acts on coverage are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "registry.cover_limit_set": "{who}定覆盖口径：{thing}为{after.value}，自{after.since}起，依据：{after.basis}",
    "registry.cover_step_put": "{who}定{thing}的下一步：{after.step}，{after.due}前",
    "registry.cover_answered": "{who}答复{thing}的核实（{after.question}，{after.seen}）：{after.answer}",
    "registry.cover_corrected": "{who}更正{thing}的覆盖记录，理由：{after.reason}",
    "registry.cover_struck": "{who}删去{thing}录错的覆盖记录（{before.kind}，{before.by}），理由：{after.reason}",
}
