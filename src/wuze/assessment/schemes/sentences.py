"""What acts on schemes, trials and past results are called in the trail."""

from __future__ import annotations

SENTENCES = {
    "assessment.scheme_uploaded": "{who}从文件{after.file}立方案{thing}，{after.items}个指标，问题{after.faults}处",
    "assessment.scheme_from_reading": "{who}从读旧表《{after.reading}》立方案{thing}，{after.items}个指标，问题{after.faults}处",
    "assessment.scheme_copied": "{who}照{after.source}立方案{thing}",
    "assessment.scheme_edited": "{who}改{thing}的{after.what}，问题{after.faults}处",
    "assessment.scheme_bound": "{who}定{thing}的数据从哪里来，{after.changed}项",
    "assessment.scheme_overridden": "{who}写明{thing}仍然采用的理由：{after.reason}",
    "assessment.scheme_asked": "{who}报批采用{thing}",
    "assessment.scheme_adopted": "{who}批准采用{thing}，摘要{after.digest}",
    "assessment.scheme_declined": "{thing}没有采用，退回起草",
    "assessment.scheme_discarded": "{who}弃用{thing}，理由：{after.reason}",
    "assessment.scheme_file_taken": "{who}下载{thing}的方案文件",
    "assessment.trial_begun": "{who}用{after.data}试算{thing}，{after.subjects}个对象",
    "assessment.trial_changed": "{who}在试算{thing}里改了{after.changed}处",
    "assessment.trial_kept": "{who}把试算{thing}立成{after.edition}",
    "assessment.trial_discarded": "{who}不要试算{thing}了",
    "assessment.past_imported": "{who}导入往年结果{after.rows}条，来自{thing}",
}
