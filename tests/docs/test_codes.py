"""docs/错误与提醒代码.md lists exactly the codes there are, and the source uses exactly these."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from wuze.excel.codes import CODES as BORDER
from wuze.scoring.loading.codes import CODES as ENGINE
from wuze.scoring.loading.formalism import patterns, sources

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "错误与提醒代码.md").read_text(encoding="utf-8")
CODES = ENGINE | BORDER
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
SOURCES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "src").rglob("*.py"))
    if path.name != "codes.py"
}
INTERNAL = {"broken"}
"""Never shown: what rests on something already reported."""


def called(node: ast.Call) -> str:
    """The bare name of what is called."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def literal(nodes: list[ast.expr], at: int) -> list[str]:
    """The word at a position, where it is written out there."""
    match nodes[at : at + 1]:
        case [ast.Constant(value=str(word))]:
            return [word]
        case _:
            return []


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Codes written out where findings are made: first in fault, warn, add and Finding, first or third in refuse."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if name in ("fault", "warn", "add", "Finding") and len(node.args) >= 4:
            yield from literal(node.args, 0)
        elif name == "refuse":
            words = literal(node.args, 0) + literal(node.args, 2)
            yield from (word for word in words if re.fullmatch(r"[a-z_]+", word))


def test_the_lists_have_nothing_in_common() -> None:
    assert set(ENGINE) & set(BORDER) == set()


def test_the_page_lists_exactly_these_codes_with_their_meaning() -> None:
    rows = ROW.findall(PAGE)
    assert sorted((code, meaning) for code, meaning, _, _ in rows) == sorted(CODES.items())


def test_every_code_written_in_the_source_is_listed() -> None:
    used = {code for tree in SOURCES.values() for code in codes_in(tree)}
    assert len(used) > 40
    assert used - INTERNAL - set(CODES) == set()


def test_every_listed_code_is_used() -> None:
    words = {
        node.value
        for tree in SOURCES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(CODES) - words == set()


def test_the_scan_sees_a_planted_code() -> None:
    planted = 'sheet.fault("a", r, c, p, f)\nproblems.warn("b", at, p, f)\nFinding("c", at, p, f)\nrefuse(p, f, "d")\nrefuse("e", p, f)'
    assert list(codes_in(ast.parse(planted))) == ["a", "b", "c", "d", "e"]
    assert list(codes_in(ast.parse('x().y[0](code)\nrefuse("问题", f, code)\nseen.add("x")'))) == []


def test_every_rule_that_a_finding_cites_is_explained() -> None:
    texts = [text for text in vars(sources).values() if isinstance(text, str) and "（" in text]
    cited = {number for text in texts for number in re.findall(r"\d+\.\d+(?:\.\d+)?", text.replace("〔2026〕", ""))}
    explained = set(re.findall(r"^\| (?:减负|支部)([\d.]+) \|", PAGE, re.MULTILINE))
    assert cited <= explained
    assert all(pattern.basis in vars(sources).values() for pattern in patterns.PATTERNS)
