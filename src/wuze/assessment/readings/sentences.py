"""What acts on readings are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "assessment.table_read": "{who}读入旧表{thing}（{after.file}），共{after.cells}格：读懂{after.read}，核对{after.check}，未读{after.unread}",
    "assessment.cell_accepted": "{who}认可{thing}的读法：{after.says}",
    "assessment.cell_answered": "{who}答{thing}的问题：{after.answer}",
    "assessment.cell_corrected": "{who}改{thing}的读法：{after.says}",
    "assessment.cell_left": "{who}把{thing}留给人直接打分",
    "assessment.cell_taken_back": "{who}撤回对{thing}的决定",
    "assessment.points_given": "{who}补{thing}的分值：{after.points}",
    "assessment.reading_done": "{who}完成{thing}的核对，直接评分{after.left}格",
    "assessment.reading_reopened": "{who}重新核对{thing}，理由：{after.reason}",
    "assessment.elements_named": "{who}改了{thing}的数据项，{after.changed}项",
    "assessment.wording_retired": "{who}停用本县的说法：{thing}",
    "assessment.scheme_taken": "{who}下载{thing}的方案，{after.items}个指标",
}
