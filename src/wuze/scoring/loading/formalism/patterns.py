"""The patterns, most grave first within a kind. Text is half-width and without blanks. Data, not code."""

from __future__ import annotations

import re

from wuze.scoring.loading.formalism import sources
from wuze.scoring.loading.formalism.pattern import Pattern, When
from wuze.scoring.tables import Level


def _rule(
    kind: str, level: Level, when: When, basis: str, *, words: str, unless: str = "", why: str, fix: str
) -> Pattern:
    harmless = re.compile(unless) if unless else None
    return Pattern(kind, re.compile(words), harmless, when, level, why, fix, basis)


_G = r"[^,;。]"
"""A character inside one part of a sentence."""
_REASON = "如确需保留，采用时由具名的人写明理由"
_RESULT = "改为考核办成的事、解决的问题；如确需保留，由具名的人写明理由后才能采用"
_KEPT = r"会议(?:纪要|签到)|台[账帐]|记录(?![仪员])|签到[表册簿]|痕迹|(?:佐证|印证|支撑|迎检)材料"
_LAWFUL_PAPER = (
    r"违法|违纪|违规|犯罪|不良|失信|信用|事故|处分|行贿|党费|财务|会计|凭证|账目|发票|经费|发展党员|发展资料|入党|积极分子|"
    r"党员档案|人事档案|政审|换届|选举|表决|投票|决议|组织关系|安全生产|消防|监控|病历|出勤"
)

INSTRUCTIONS = (
    _rule(
        "批示", Level.BLOCK, When.EITHER, sources.METHOD,
        words=rf"(?:[获受]{_G}{{0,6}}|肯定性?|领导)?批示",
        unless=rf"(?:落实|贯彻|办理|办结|督办|交办|承办|转办|反馈|回复|按照?)(?:(?!获|受到|得到|被){_G}){{0,8}}批示"
               rf"|批示{_G}{{0,6}}(?:落实|贯彻|办理|办结|督办|交办|承办|转办|反馈|回复|要求|精神|事项)|批示件(?!数|次|每)",
        why="拿领导批示换分", fix=_RESULT),
    _rule(
        "信息稿件", Level.BLOCK, When.EITHER, sources.METHOD,
        words=rf"(?:信息|稿件?|简报|报道|文章|新闻|通讯|动态){_G}{{0,12}}(?:篇|采用|录用|刊[发登用载]|登载|转载|上稿)"
              rf"|(?:信息|稿件|简报)(?:{_G}{{0,4}}(?:数量|条数|报送量)|{_G}{{0,2}}每[条篇期])"
              rf"|(?:刊物|报刊|报纸|媒体|杂志|公众号|网站){_G}{{0,8}}(?:登载|刊[发登用载]|转载|采用|报道|发表|发布|推送)"
              rf"|推广{_G}{{0,3}}篇|(?:报送|上报|编发|撰写|投送?){_G}{{0,6}}(?:信息|简报|稿件)|(?:征文|投稿|约稿){_G}{{0,6}}篇",
        unless=r"信息(?:化|公开|系统|安全|员|技术|平台|泄[露漏]|登记)|(?:个人|基础|党员|组织|企业|处置|法人)信息|删帖|不实|负面|虚假|谎报",
        why="拿信息、稿件的篇数或采用换分", fix=_RESULT),
    _rule(
        "信息稿件", Level.BLOCK, When.MORE, sources.METHOD,
        words=r"宣传报道|信息报送|简报|稿件|[发上投]稿|媒体宣传",
        unless=r"负面|不实",
        why="拿信息、稿件的篇数或采用换分", fix=_RESULT),
)  # fmt: skip

TRACES = (
    _rule(
        "打卡积分", Level.BLOCK, When.EITHER, sources.CHECK_IN,
        words=rf"签到(?![表册簿])|打卡|(?:学习|在线)时长|点赞|转发(?:量|数|次数|率|积分|朋友圈)|(?:浏览|阅读|点击|关注)[量率]|粉丝"
              rf"|(?:平台|学习|线上|APP|app)积分|积分(?:排名|排行)|登[录陆](?:次数|率|天数|频次)|活跃[度率]|(?:装机|安装|注册)率|日活(?!动)"
              rf"|学习强国|(?:安装|下载|注册|关注|使用){_G}{{0,8}}(?:APP|app|小程序|公众号|客户端)"
              rf"|(?:APP|app|小程序|公众号|客户端){_G}{{0,6}}(?:安装|下载|注册|关注|使用|登[录陆])|朋友圈|网络投票|上传{_G}{{0,8}}(?:平台|APP|app)",
        unless=r"商标|工商|登记注册|注册登记|打卡[地点]|网红|关注度|上稿|刊[发登用载]",
        why="拿打卡、签到、积分、点赞、登录或在线时长记分", fix="删去；工作做没做，看结果，不看打卡和在线"),
    _rule(
        "照片留痕", Level.BLOCK, When.EITHER, sources.TRACES,
        words=rf"(?:上传|提交|报送|提供|上报|附|拍摄?|留存){_G}{{0,8}}(?:照片|图片|视频|轨迹|截图)"
              rf"|(?:照片|图片|视频|影像|截图){_G}{{0,6}}(?:\d|每?张|每?份|数量|不全|缺|不足)|(?:缺少?|无|没有){_G}{{0,4}}(?:照片|影像|图片)"
              r"|留痕|运动轨迹|活动轨迹|定位轨迹",
        unless=r"视频(?:会议|监控)|监控|证件照|航拍|宣传片|执法|取证|专栏|公示",
        why="拿照片、视频、轨迹记分", fix="删去；需要核实的，去现场看"),
    _rule(
        "照片留痕", Level.BLOCK, When.MORE, sources.TRACES,
        words=r"照片|截图|短视频",
        unless=r"证件照|执法|取证|航拍",
        why="拿照片、视频、轨迹记分", fix="删去；需要核实的，去现场看"),
    _rule(
        "笔记心得", Level.BLOCK, When.GIVES, sources.METHOD,
        words=r"(?:学习|读书|工作)?笔记(?!本电脑)|心得(?:体会)?|学习体会|读后感|手抄",
        why="拿笔记、心得换分", fix="删去；学得怎样，看用得怎样"),
    _rule(
        "笔记心得", Level.EXPLAIN, When.LACKS, sources.METHOD,
        words=r"(?:学习|读书|工作)?笔记(?!本电脑)|心得(?:体会)?|学习体会|读后感|手抄",
        why="缺笔记、心得就扣分", fix=_REASON),
)  # fmt: skip

MEETINGS = (
    _rule(
        "会议", Level.BLOCK, When.MORE, sources.MEETINGS,
        words=rf"会议(?!室|精神|决[定议]|主持|记录|纪要|材料)|例会|支委会|党小组会|党员大会|动员会|座谈会|推进会|现场会|调度会|研讨会|报告会"
              rf"|三会一课|党课|主题党日|(?:集中|专题|中心组|理论){_G}{{0,4}}学习|专题研究|培训班",
        unless=r"会议?上|会展|展会|会议中心|纳入党课|缺席|无故不?参加",
        why="会开得多就得分多", fix=_RESULT),
    _rule(
        "会议", Level.EXPLAIN, When.ANY, sources.ATTENDANCE,
        words=rf"参会(?!计)|(?:参加|出席|列席){_G}{{0,10}}(?:会议|例会|大会|培训会|协调会|推进会|调度会|动员会|座谈会|现场会)"
              rf"|(?:例会|会议){_G}{{0,6}}(?:缺席|缺勤|迟到|请假|出勤)|缺席{_G}{{0,8}}会|到会率|(?:党课|学习|培训){_G}{{0,10}}出勤率",
        unless=r"会议室|运动会|展[览销]会|博览会|党代会|人代会|职工大会|职代会|支部|党员大会|党小组会|组织生活会|民主生活会|派员",
        why="参会作为考核内容", fix=_REASON),
    _rule(
        "文件材料", Level.BLOCK, When.MORE, sources.PAPERS,
        words=rf"(?:制发|印发|下发|出台){_G}{{0,8}}文件|(?:综合|单项|经验|典型|调研|总结|汇报|交流)材料|调研报告"
              rf"|(?:文件|材料){_G}{{0,4}}(?:份|篇)",
        unless=r"表彰|提案",
        why="文件、材料写得多就得分多", fix=_RESULT),
    _rule(
        "活动次数", Level.EXPLAIN, When.MORE, sources.METHOD,
        words=r"(?:组织|党组织|党员|党建|支部|主题|宣传)?活动(?!室|场[所地]|阵地|中心|经费|载体)",
        why="按活动次数给分，容易凑数", fix=_REASON),
)  # fmt: skip

PAPERWORK = (
    _rule(
        "上墙", Level.EXPLAIN, When.ANY, sources.MATERIAL,
        words=r"(?<![爬翻])上墙(?![体面皮头角根壁报外内下])",
        why="制度上墙作为考核内容", fix=_REASON),
    _rule(
        "标牌", Level.EXPLAIN, When.ANY, sources.PLATES,
        words=r"标识?志?牌|[门]?牌匾|匾牌|挂牌|(?<!品)牌子|公示牌|(?:责任区|示范岗|先锋岗)牌",
        unless=rf"挂牌(?:督办|整治|销号|督战|作战|上市|交易|出让|转让|招商|成交|成立|地块|价)|(?:上市|[三四]板|土地|国土|股权|产权){_G}{{0,4}}挂牌"
               r"|河长|施工|安全|警示|交通",
        why="标牌、牌匾作为考核内容", fix=_REASON),
    _rule(
        "档案盒", Level.EXPLAIN, When.ANY, sources.MATERIAL,
        words=r"(?:档案|资料|文件)盒",
        why="档案盒作为考核内容", fix=_REASON),
    _rule(
        "台账记录", Level.EXPLAIN, When.ANY, sources.MATERIAL,
        words=rf"(?:(?:{_KEPT}){_G}{{0,6}}|(?:资料|档案)[^,;。、]{{0,4}})(?:不全|不完整|不齐|不健全|不规范|不完善|缺失|缺项|缺漏|漏记|未建|没有建|未记|不详|[每缺少][缺少]?[1一])"
              rf"|台[账帐](?:(?!台[账帐])[^;。]){{0,10}}缺[哪1一]|(?:没有|未(?:建立?|见|提供|整理|按规定记)|无(?!偿|障碍|线|人)|缺少?){_G}{{0,8}}(?:{_KEPT}|资料)",
        unless=_LAWFUL_PAPER,
        why="缺台账、缺记录、缺资料就扣分", fix=_REASON),
    _rule(
        "台账记录", Level.EXPLAIN, When.GIVES, sources.MATERIAL,
        words=rf"(?<!没)有{_G}{{0,8}}(?:{_KEPT})|(?:上交|提交|建立?|整理){_G}{{0,8}}(?:{_KEPT})|(?:{_KEPT}){_G}{{0,4}}(?:符合|齐全|完整|规范)",
        unless=_LAWFUL_PAPER,
        why="有台账、有记录就得分", fix=_REASON),
    _rule(
        "定期报送", Level.EXPLAIN, When.ANY, sources.REPORTS,
        words=rf"[每按逐](?:日|天|周|旬|半月|月){_G}{{0,12}}(?:报送|上报|填报|报表|报告(?!厅)|报备)"
              r"|[月周旬]报(?![送告名道到考销])|零报告|[一每](?:月|周|旬|日)一报",
        unless=r"安全生产|疫情|防汛|汛期|应急|值班|防火|人民",
        why="要按月、按周或按旬报送", fix=_REASON),
    _rule(
        "抽调", Level.EXPLAIN, When.ANY, sources.BORROWED,
        words=rf"抽调|借调|借用(?:人员|干部)|派员?(?:参加|到){_G}{{0,6}}专班|跟班(?:学习)?",
        unless=rf"抽调{_G}{{0,4}}(?:材料|资料|档案|样本)",
        why="配合抽调作为考核内容", fix=_REASON),
)  # fmt: skip

PLEDGE_WORDS = (
    rf"(?:签订?|签署|递交|立){_G}{{0,14}}(?:责任书|责任状|军令状|目标承诺书|目标管理书)"
    rf"|(?:责任书|责任状|军令状|目标承诺书|目标管理书){_G}{{0,6}}(?:签订?|签署)|(?:没有|无|未立){_G}{{0,4}}(?:责任书|责任状)"
)
PLEDGES = (
    _rule(
        "责任书", Level.BLOCK, When.ANY, sources.PLEDGES, words=PLEDGE_WORDS,
        why="要签责任书，没有写批准文号", fix="在计分要点或数据来源里写上批准签订的文号，如 〔2025〕12号；没有批准的删去"),
    _rule(
        "责任书", Level.EXPLAIN, When.ANY, sources.PLEDGES, words=PLEDGE_WORDS,
        why="要签责任书", fix=_REASON),
)  # fmt: skip

PATTERNS: tuple[Pattern, ...] = INSTRUCTIONS + TRACES + MEETINGS + PAPERWORK + PLEDGES
