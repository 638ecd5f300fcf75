"""Whether words name a thing of their own: two cells that only say 召开 or 未更新 must not be asked as one."""

from __future__ import annotations

import re

from wuze.reading.conditions import SIGNED
from wuze.reading.words import DEFECT, one_of, words

_VERBS = words("""
    召开 开展 组织 举办 举行 参加 参与 报送 报告 上报 报 建立 建 设立 设 制定 制订 落实 执行 完成 更新 公开 公示 发布 发现 发生
    出现 存在 配备 配齐 明确 安排 进行 实施 做到 做 达到 达 符合 满足 整改 到位 及时 按时 按期 按要求 按规定 按 履行 履职 提交
    开 讲 学 学习 走访 联系 落实到位 纳入 缴纳 交纳 交 使用 管理 实行 推行 推广 命名 表彰 通报 批评 约谈 新增 增加 增 减少 减 提高
    降低 下降 超过 超 高于 低于 多 少 缺 漏 欠 差 错 迟 晚 逾期 延误 延迟 推迟 迟报 漏报 错报 不报 缺席 缺课 缺会 请假
    有 无 没有 没 未 不 是 为 被 的 地 得 了 且 或 并 及 和 与 但 而 又 等 者 之 其 其他 其余 另 再 仍 已 经 应 须 需 要 可 能 均 都 全部 部分 基本
    仅 只 每 各 共 以上 以下 上述 下列 情形 情况 情节 行为 一 造成 影响 严重 较重 轻微 恶劣 不良 否则 由 对 在 于 因 从 至 到 后 前 内 中
""")
_NOUNS = words("""
    次数 数量 人数 活动 工作 任务 记录 会议 制度 内容 程序 材料 资料 计划 方案 总结 台账 培训 场所 面积 要求 标准 规定 质量 时间
    事项 问题 事件 项目 人员 单位 对象 目标 责任 措施 效果 作用 痕迹 专人 完成率 完成数 比例 总数 数 率 量 年 全年 年度 年内 当年 本年
    季度 月 月度 半年 上半年 下半年 每年 每月 每季度 每半年 年初 年底 年中 名次 排名 情况
""")
_EMPTY = re.compile(rf"{one_of((*_VERBS, *_NOUNS))}|{DEFECT}|次")
_HAN = re.compile("[\u4e00-\u9fff]")


_THINGS = re.compile(
    "党员|党课|党费|党务|党旗|党徽|党群|党建|党组织|支部|支委|书记|委员|班子|企业|工会|共青团|团组织|妇联|群团|职工|群众|志愿|阵地|活动室|"
    "主题党日|三会|例会|组织生活|民主评议|述职|换届|谈心|谈话|议题|学习强国|流动|指导员|联系点|联系服务|入党|积极分子|发展对象|覆盖|经费|章程|"
    "信访|上访|安全生产|事故|处分|违纪|违法|否决|荣誉|媒体|信息报送|责任书|双报到|社会组织|商会|协会|行业|网格|非公|两新|新就业|骑手|满意"
)
"""What Party-building is about: a name that holds one of these may be asked once for several items."""


def has_object(condition: str, title: str = "") -> bool:
    """Whether a name tells what it is about: more than verbs and degrees, and a thing of the field or of its item."""
    if not (_THINGS.search(condition) or _shares(condition, title)):
        return False
    bare = re.sub(r"[^\u4e00-\u9fff]+", " ", SIGNED.sub(" ", condition))
    return len(_HAN.findall(_EMPTY.sub(" ", bare))) > 1


def _shares(condition: str, title: str) -> bool:
    return any(title[at : at + 3] in condition for at in range(len(title) - 2) if _HAN.match(title[at : at + 1]))
