"""Why a cell must be looked at by a person: a closed list of codes, each with a sentence."""

from __future__ import annotations

SAYS = {
    "sum_under": "各条扣（得）分合起来不到本项分值",
    "sum_over": "各条扣（得）分合起来超过本项分值",
    "range?": "酌情计分没有写分数范围",
    "raters?": "由谁打分和几个人打分没有写清",
    "each_or_once?": "按次扣还是只扣一次没有写清",
    "exclusive?": "几条是只取一条还是可以相加没有写清",
    "mode?": "几个级别同时有时，就高还是累计没有写清",
    "cap?": "加分能否超过本项分值没有写清",
    "bound?": "得分与扣分并列，扣分的底线没有写清",
    "start?": "从满分扣还是从零分加没有写清",
    "gap?": "两档之间有空当，落在空当里得几分没有写",
    "value?": "有的档次没有写分值",
    "period?": "考核周期不清楚",
    "sample?": "抽查的对象有几个，扣分怎么合起来没有写清",
    "threshold?": "“较低”“靠后”这类说法没有写界线",
    "doubling?": "加倍扣分怎么算没有写清",
    "na?": "不适用的对象怎么计没有写清",
    "unused_number": "有的数字没有用上",
    "unused_text": "有的话没有用上",
    "elsewhere": "规定写在别的文件里",
    "partial": "有一部分现有的计分方式表达不了",
    "cap_only": "只写了最高分，没有写怎么得分",
    "number?": "数字写法不清楚",
    "order?": "名次从大到小还是从小到大没有写清",
    "veto": "这里写的是否决，不产生分数，请移到否决表",
    "condition?": "没有写在什么情形下得分或扣分",
    "nought?": "没有发生的（0）算不算在“以内”里没有写清",
    "item?": "考核内容里有要求，评分标准没有再写，怎么合起来请看一看",
    "items?": "一格评分标准管着几个指标，每个指标各怎么计没有写清",
    "unsound": "读出来的规则方案不能用（例如有一档永远用不上），留给人打分",
    "type?": "不同类型的对象要求不同",
}
BY_SENTENCE = {sentence: code for code, sentence in SAYS.items()}
