"""The format of an exported trail, and its check. Standard library only: this one file is all an outsider needs.

    python verify.py 留痕.jsonl [--head 哈希]        exit status: 0 intact, 1 broken, 2 not checked

A file is UTF-8, one JSON object a line in canonical form, a line feed after each. First a header (format, version,
system, algorithm, and the anchor: number and hash of the entry before the first one), then the entries in order of
their numbers, last a trailer (rows, number and hash of the last entry, SHA-256 of all bytes before the trailer).
An entry's ``hash`` is taken over the entry without it, ``previous`` (the hash before) included. So a changed, removed
or inserted entry breaks the chain where it stood. Whoever rewrites everything from there to the end can only be found
by a hash kept elsewhere (a daily head on paper, an earlier export): give it as ``--head``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT, VERSION = "wuze-trail", 1
GENESIS = "0" * 64
"""What stands as the hash before entry 1."""

ALGORITHMS: Mapping[str, Callable[[bytes], str]] = {"sha256": lambda octets: hashlib.sha256(octets).hexdigest()}
"""By the name that each entry carries; another one is added here and nowhere else."""

INTACT, BROKEN, NOT_CHECKED = 0, 1, 2

_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")
"""Characters that steer a terminal or a line of text without being seen; JSON itself escapes only those below 0x20."""


def canonical(value: object) -> str:
    """One line of JSON: keys sorted, no blanks, what cannot be seen escaped (SEC-37), everything else as it is."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def digest(row: Mapping[str, Any]) -> str:
    """The hash of one entry: over its canonical form without ``hash``, by the algorithm it names."""
    bare = {key: value for key, value in row.items() if key != "hash"}
    return ALGORITHMS[row["algorithm"]](canonical(bare).encode())


@dataclass(frozen=True)
class Report:
    """What was found: how far the chain is intact, and the first thing that is wrong."""

    rows: int
    first: int
    last: int
    last_hash: str
    line: int = 0
    problem: str = ""

    @property
    def status(self) -> int:
        """Exit status: intact or broken."""
        return BROKEN if self.problem else INTACT

    @property
    def text(self) -> str:
        """The outcome in words."""
        span = f"第{self.first}号至第{self.last}号，共{self.rows}条" if self.rows else "没有记录"
        if not self.problem:
            return f"完整：{span}，环环相接，没有改动。\n末条哈希：{self.last_hash}"
        return f"不完整：文件第{self.line}行。{self.problem}\n此前完整的：{span}。"

    def as_json(self) -> dict[str, object]:
        """The outcome for programs."""
        span = {"rows": self.rows, "first": self.first, "last": self.last, "last_hash": self.last_hash}
        return {"format": 1, "intact": not self.problem, **span, "line": self.line, "problem": self.problem}


class _Broken(Exception):
    """The first thing that is wrong; the message is the sentence for the report."""


class _Chain:
    """Reads one line after the other and keeps how far the chain is intact."""

    def __init__(self, heads: Iterable[str]) -> None:
        self.missing = {head.strip().lower() for head in heads}
        self.sum = hashlib.sha256()
        self.started = self.ended = False
        self.first = self.last = self.rows = self.line = 0
        self.hash = GENESIS

    def report(self, problem: str = "") -> Report:
        return Report(self.rows, self.first, self.last, self.hash, self.line, problem)

    def read(self, octets: bytes) -> None:
        self.line += 1
        if self.ended:
            raise _Broken("结尾行之后还有内容。")
        thing = _parsed(octets)
        if not self.started:
            self.header(thing)
        elif "trailer" in thing:
            self.trailer(thing["trailer"])
        else:
            self.entry(thing)
        self.sum.update(octets)

    def header(self, thing: dict[str, Any]) -> None:
        if thing.get("format") != FORMAT or thing.get("version") != VERSION:
            raise _Broken("不是留痕导出文件，或版本比本工具新。")
        number, value = _link(thing.get("anchor"))
        if number == 0 and value != GENESIS:
            raise _Broken("起点不对：第1号之前不该有哈希。")
        self.last, self.hash, self.started = number, value, True
        self.first = number + 1
        self.missing.discard(value)

    def entry(self, row: dict[str, Any]) -> None:
        number, value = _link(row)
        if number != self.last + 1:
            raise _Broken(f"第{self.last}号之后应是第{self.last + 1}号，这里是第{number}号：中间有删除、插入或调换。")
        if str(row.get("algorithm")) not in ALGORITHMS:
            raise _Broken(f"第{number}号记录的哈希算法本工具不认识。")
        if digest(row) != value:
            raise _Broken(f"第{number}号记录的内容与它的哈希不符：这条记录被改动过。")
        if row.get("previous") != self.hash:
            raise _Broken(f"第{number}号记录与前一条（第{self.last}号）接不上：前一条被改动后重算过哈希，或被替换。")
        self.rows, self.last, self.hash = self.rows + 1, number, value
        self.missing.discard(value)

    def trailer(self, thing: object) -> None:
        expected = {"rows": self.rows, "number": self.last, "hash": self.hash, "sha256": self.sum.hexdigest()}
        if thing != expected:
            raise _Broken("结尾行与前面的内容不符：末尾有删改，或文件在传送中损坏。")
        self.ended = True

    def close(self) -> None:
        if not self.ended:
            raise _Broken("文件到此中断，没有结尾行：末尾被截去，或导出没有完成。")
        if self.missing:
            raise _Broken(f"文件里没有这个哈希：{min(self.missing)}。当时的记录后来被改写或截去，或不在本文件范围内。")


def _parsed(octets: bytes) -> dict[str, Any]:
    """The object on one line. Only the canonical spelling counts: no second reading of a line is possible."""
    try:
        text = octets.decode()
        thing = json.loads(text)
        if isinstance(thing, dict) and text == canonical(thing) + "\n":
            return thing
    except (ValueError, RecursionError):
        pass  # said below
    raise _Broken("这一行不是规范的记录：被改动过，或文件损坏。")


def _link(thing: object) -> tuple[int, str]:
    """Number and hash of an entry or an anchor."""
    if isinstance(thing, dict):
        number, value = thing.get("number"), thing.get("hash")
        if type(number) is int and number >= 0 and isinstance(value, str):
            return number, value
    raise _Broken("这一行没有编号或哈希。")


def verify(lines: Iterable[bytes], heads: Iterable[str] = ()) -> Report:
    """Check an export line by line up to the first fault. ``heads``: hashes kept elsewhere that must be in the chain."""
    chain = _Chain(heads)
    try:
        for octets in lines:
            chain.read(octets)
        chain.close()
    except _Broken as broken:
        return chain.report(str(broken))
    return chain.report()


def verify_file(path: Path, heads: Iterable[str] = ()) -> Report:
    """The same for a file. Raises OSError when it cannot be read."""
    with path.open("rb") as lines:
        return verify(lines, heads)


def export_lines(rows: Iterable[Mapping[str, Any]], system: str, anchor: tuple[int, str]) -> Iterator[bytes]:
    """The lines of an export: header, each row, trailer. ``anchor``: number and hash before the first row."""
    number, value = anchor
    head = {"format": FORMAT, "version": VERSION, "system": system, "algorithm": sorted(ALGORITHMS)}
    total, count = hashlib.sha256(), 0
    yield (line := _line({**head, "anchor": {"number": number, "hash": value}}))
    total.update(line)
    for row in rows:
        number, value, count = row["number"], row["hash"], count + 1
        yield (line := _line(row))
        total.update(line)
    yield _line({"trailer": {"rows": count, "number": number, "hash": value, "sha256": total.hexdigest()}})


def _line(thing: Mapping[str, Any]) -> bytes:
    return (canonical(thing) + "\n").encode()


def main(arguments: Sequence[str]) -> int:
    """The small tool by itself: print the outcome, return the exit status."""
    parser = argparse.ArgumentParser(description="核验留痕导出文件。退出码：0 完整；1 不完整；2 没有核验。")
    parser.add_argument("file", metavar="文件", type=Path)
    parser.add_argument("--head", metavar="哈希", action="append", default=[], help="另处留存的哈希，必须在链中")
    options = parser.parse_args(arguments)
    try:
        report = verify_file(options.file, options.head)
    except OSError:
        print(f"读不了“{options.file}”：没有这个文件，或没有权限。", file=sys.stderr)
        return NOT_CHECKED
    print(report.text)
    return report.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
