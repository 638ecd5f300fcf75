"""Which pages there are, and which belongs to a page of the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import wuze

_PACKAGE = Path(wuze.__file__).parent
DOCS = next(there for there in (_PACKAGE / "docs", _PACKAGE.parents[1] / "docs") if there.is_dir())
"""Inside the installed package; in a checkout beside ``src``."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page. ``file`` without ``.md`` is its title; ``about`` says for whom; ``pages`` are the beginnings of addresses it explains."""

    name: str
    file: str
    about: str
    pages: tuple[str, ...] = ()

    def text(self) -> str:
        """As it is written, Markdown."""
        return (DOCS / f"{self.file}.md").read_text(encoding="utf-8")


CHAPTERS = (
    Chapter("start", "第一周", "经办从空的一县到能用：先做什么，后做什么", ("/",)),
    Chapter("people", "账号、岗位和审批", "开账号、交接、一次性链接、代录、线下审批", (
        "/me/", "/registry/accounts/", "/registry/posts/", "/registry/people/", "/registry/handovers/", "/unit-links/",
        "/approvals/", "/approvers/", "/grants/", "/login/", "/registry/units/",
    )),
    Chapter("registry", "名录和覆盖", "组织、党组织、指导员、覆盖率、攻坚", ("/registry/", "/county/")),
    Chapter("rosters", "导入名册", "拿手头的表导入，改了再导回来", ("/rosters/",)),
    Chapter("duty", "责任清单", "清单、矩阵、告知和签收", ("/duty/",)),
    Chapter("agenda", "议题与联系点", "议题、重大问题、联系点和承诺", (
        "/duty/agenda/", "/duty/problems/", "/duty/contacts/", "/duty/year/",
    )),
    Chapter("ledger", "履责台账", "事项从立项到销号，延期、补登、提醒", ("/ledger/", "/news/")),
    Chapter("quick", "记一条和提诉求", "书记用手机：记一条、提诉求、看得分", (
        "/ledger/quick/", "/ledger/activities/", "/ledger/requests/",
    )),
    Chapter("scheme", "考核方案", "方案的编、试算、采用", ("/assessment/schemes/",)),
    Chapter("cells", "方案表怎么填", "方案表每一列的写法", ("/assessment/schemes/new/", "/tools/template/", "/tools/check/")),
    Chapter("reading", "读旧表", "现成的评分表读成方案", ("/assessment/readings/", "/tools/read/")),
    Chapter("round", "考核轮次", "一轮考核从名单到定案，异议和更正", ("/assessment/",)),
    Chapter("sheets", "评分表和反馈单", "纸上签字的评分表、测评表、反馈单", ("/tools/sheets/", "/tools/ballots/", "/tools/feedback/")),
    Chapter("handout", "下发和汇总", "总表拆开下发，交回合成一张", ("/tools/split/", "/tools/merge/")),
    Chapter("tools", "工具箱", "不用账号也能用的表格工具", ("/tools/",)),
    Chapter("codes", "错误与提醒代码", "每个代码什么意思、怎么改"),
    Chapter("deploy", "部署", "管服务器的人：装、备份、升级、登录不了"),
)  # fmt: skip
BY_NAME = {chapter.name: chapter for chapter in CHAPTERS}
BY_FILE = {chapter.file: chapter for chapter in CHAPTERS}


def explains(path: str) -> Chapter:
    """The chapter for a page of the site: the longest beginning that fits; the first for all others."""
    found = [(len(start), chapter) for chapter in CHAPTERS for start in chapter.pages if path.startswith(start)]
    return max(found, key=lambda pair: pair[0], default=(0, CHAPTERS[0]))[1]
