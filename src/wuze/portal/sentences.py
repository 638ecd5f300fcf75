"""What this package's acts are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "portal.complained": "收到一条对本系统的意见：{thing}",
    "portal.complaint_answered": "{who}答复了对本系统的意见“{thing}”",
    "portal.head_issued": "{who}出具{after.day}的日末哈希，到第{after.number}号为止",
    "portal.limited": "{who}{after.noun}太密，被拦下",
    "toolbox.ran": "{who}用工具“{thing}”，{after.files}个文件",
    "toolbox.kept": "{who}把工具“{thing}”的结果留一天",
    "toolbox.discarded": "{who}删掉工具“{thing}”的结果",
}
