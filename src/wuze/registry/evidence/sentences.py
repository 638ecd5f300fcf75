"""What these acts are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "evidence.attached": "{who}给{thing}附了佐证材料：{after.files}",
    "evidence.withdrawn": "{who}撤下{thing}的佐证材料{after.files}，理由：{after.reason}",
    "evidence.erased": "{who}撤下{thing}的佐证材料{after.files}，内容也删了，理由：{after.reason}",
}
