"""The site's commands: serve, worker, init, relink, backup, restore, doctor.

Each hands over, by name, to a module of ``wuze.config.operations``: those know Django, and nothing of the command may
(contract ``no-django``), so that ``wuze check`` and the others start at once and work without the site.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from wuze.cli.shared import Misuse

PLACE = "wuze.config.operations"
DATA = "数据在 WUZE_DATA 指定的文件夹（默认是个人文件夹下的 .wuze）。"
NEED_TABLES = {"init", "relink", "backup", "restore", "doctor"}
"""Their modules name models, so the apps are loaded first."""

Run = Callable[[argparse.Namespace], int]


def add(commands: Any) -> None:
    """The commands and their options."""
    _serve(commands)
    _init(commands)
    _relink(commands)
    _keep(commands)
    _doctor(commands)


def _command(commands: Any, name: str, help: str, more: str = "") -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=f"{help}。{more}{DATA}")
    parser.set_defaults(run=hand_over(name))
    return parser


def hand_over(name: str) -> Run:
    """Carry out a command in the module of its name."""

    def run(options: argparse.Namespace) -> int:
        gc.enable()  # these run for long
        try:
            if name in NEED_TABLES:
                import_module(f"{PLACE}.start").site()
            return int(import_module(f"{PLACE}.{name}").run(options))
        except ImportError as missing:
            if (missing.name or "").startswith("wuze"):
                raise
            raise Misuse(f"网站的部件没有装全（缺 {missing.name}），先运行 python3 dev.py setup。") from missing
        except Exception as stop:
            if type(stop).__name__ != "Stop":  # known by name: its module is not imported before it is needed
                raise
            print(stop, file=sys.stderr)
            return 1

    return run


def _serve(commands: Any) -> None:
    serve = _command(commands, "serve", "启动网站和后台进程", "默认只在本机打开。")
    serve.add_argument("--port", metavar="端口", type=_port, default=8000, help="默认 8000")
    serve.add_argument("--host", metavar="地址", default="127.0.0.1", help="监听地址，默认 127.0.0.1（只有本机）")
    serve.add_argument("--threads", metavar="个数", type=_count, default=8, help="同时办理的请求数，默认 8")
    serve.add_argument("--demo", action="store_true", help="空库时建立演示县（只限本机）")
    worker = _command(commands, "worker", "单独启动后台进程", "serve 已带一个，一般不用。")
    worker.set_defaults(kept=False)


def _init(commands: Any) -> None:
    init = _command(
        commands, "init", "正式用的第一步：设县、牵头机关和头几个人",
        "只在还没有账号时能用。三位管理员、牵头机关负责人和经办，每人得一个一次性链接。",
    )  # fmt: skip
    init.add_argument("--county", metavar="名称", default="", help="县（市、区）名称，如青岚县；不写就问")
    init.add_argument("--code", metavar="代码", default="", help="县的区划代码，6位；不写就问")
    init.add_argument("--lead", metavar="名称", default="", help="牵头机关全称，如县委社会工作部；不写就问")
    init.add_argument("--head", metavar="姓名", default="", help="牵头机关负责人；不写就问")
    init.add_argument("--clerk", metavar="姓名", default="", help="牵头机关经办；不写就问")
    init.add_argument("--system", metavar="姓名", default="", help="系统管理员；不写就问")
    init.add_argument("--security", metavar="姓名", default="", help="安全管理员；不写就问")
    init.add_argument("--audit", metavar="姓名", default="", help="审计管理员；不写就问")


def _relink(commands: Any) -> None:
    relink = _command(
        commands, "relink", "给管理员重开首次登录链接",
        "站内没有人能重设时用：另外两位管理员也进不来。记进留痕，三位管理员都看得到。",
    )  # fmt: skip
    relink.add_argument("account", metavar="账号", nargs="?", default="", help="管理员的账号；不写就列出来问")
    relink.add_argument("--reason", metavar="理由", default="", help="为什么在服务器上办；不写就问")
    relink.add_argument("--factor", action="store_true", help="手机验证器也丢了，一并解除")


def _keep(commands: Any) -> None:
    backup = _command(commands, "backup", "备份到一个文件，网站不用停", "密钥不在备份里，要另外保管。")
    backup.add_argument("-o", "--out", metavar="文件.zip", default="", help="默认写到数据文件夹的 backups 里")
    restore = _command(commands, "restore", "从备份恢复，先停网站")
    restore.add_argument("file", metavar="文件.zip")
    restore.add_argument("--replace", action="store_true", help="现有数据移到一旁，再恢复")


def _doctor(commands: Any) -> None:
    doctor = _command(commands, "doctor", "检查本站是否正常", "有问题时退出码为 1。")
    doctor.add_argument("--json", action="store_true", help="结果以 JSON 写到标准输出")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，要是 1 到 65535 的整数")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 64:
        raise argparse.ArgumentTypeError(f"“{text}”不行，要是 1 到 64 的整数")
    return int(text)
