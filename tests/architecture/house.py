"""How the packages with pages are built (design.md §2), as pure functions: (name, source text) → faults.

Each guard is proved against a planted fault in ``test_house.py`` and then run over the tree.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping

PACKAGES = (
    "accounts", "registry", "documents", "duty", "ledger", "inspection", "assessment", "accountability", "review",
    "portal", "poll",
)  # fmt: skip
"""Packages with models and pages; what lies below them has other rules."""

ALWAYS_WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "add_child", "add_root",
    "add_sibling", "acreate", "asave", "adelete", "aupdate",
}  # fmt: skip
WRITES_ON_ROWS = {"update", "delete", "add", "set", "remove", "clear", "move"}
"""Also verbs of dictionaries and sets: a write only on what looks like rows."""

ROWS = re.compile(r"\.(?:objects|filter|exclude|all|select_for_update|_base_manager|_default_manager)\b")
NO_ROWS = {"default_storage", "cache", "session"}
CLOCKS = {"now", "utcnow", "today", "localtime", "localdate"}
Fault = Callable[[str, str], list[str]]


def kind_of(name: str) -> str:
    """The package of a file under src/wuze; "" for what stands beside the packages."""
    parts = name.split("/")
    return parts[2] if len(parts) > 3 else ""


def is_part(name: str, part: str) -> bool:
    """Is this file ``part.py``, or does it lie in a folder ``part``?"""
    *folders, file = name.split("/")
    return file == f"{part}.py" or part in folders


def calls(source: str) -> Iterator[tuple[ast.Call, str, str]]:
    """Each call of a method: the call, what it is called on, the method's name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, ast.unparse(node.func.value), node.func.attr


def writes(name: str, source: str) -> list[str]:
    """Writes of rows; they belong into actions."""
    found = []
    for node, on, verb in calls(source):
        of_rows = verb in ALWAYS_WRITES and on.split(".")[-1] not in NO_ROWS
        if of_rows or (verb in WRITES_ON_ROWS and ROWS.search(on)):
            found.append(f"{name}:{node.lineno} {on.split('(')[0]}.{verb}: a write outside actions")
    return found


def reads(name: str, source: str) -> list[str]:
    """Rows fetched past the package's queries (and so past ``visible_to``)."""
    return [
        f"{name}:{node.lineno} {ast.unparse(node)}: read through queries"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager", "_default_manager"}
    ]


def reads_of_a_template(name: str, source: str) -> list[str]:
    """A template shows what it was given."""
    words = re.compile(r"\{[{%][^}]*(?:\.objects\b|_set\b|\.(?:filter|select_related|count_by)\b)[^}]*[%}]\}")
    return [f"{name}: {found.group()}: read through queries" for found in words.finditer(source)]


def clocks(name: str, source: str) -> list[str]:
    """Readings of the clock: ``timezone.localtime(x)`` turns a moment and reads none."""
    found = []
    for node, on, verb in calls(source):
        turns = verb in {"localtime", "localdate"} and (node.args or node.keywords)
        moved = verb == "now" and on.split(".")[-1] not in {"datetime", "timezone"}
        if (verb in CLOCKS and not turns and not moved) or (on == "time" and verb in {"time", "time_ns"}):
            found.append(f"{name}:{node.lineno} {on}.{verb}: the clock is read at the edge and passed in")
    return found


def chances(name: str, source: str) -> list[str]:
    """``random`` where a token could be made of it (SEC-44): chance comes from ``secrets``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        lines = getattr(node, "lineno", 0)
        found += [f"{name}:{lines} {one}: chance comes from secrets" for one in names if one.split(".")[0] == "random"]
    return found


SHELL = {"system", "popen", "raw", "extra", "RawSQL", "mark_safe", "SafeString", "eval", "exec"}


def doors(name: str, source: str) -> list[str]:
    """Ways past parameters and past escaping (SEC-26, SEC-27): raw SQL, a shell, text called safe."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).split(".")[-1]
        if called in SHELL or any(one.arg == "shell" for one in node.keywords):
            found.append(
                f"{name}:{node.lineno} {ast.unparse(node.func)}: parameters only, no shell, no text called safe"
            )
        if called in {"execute", "executemany"} and node.args and isinstance(node.args[0], ast.JoinedStr):
            found.append(f"{name}:{node.lineno} {ast.unparse(node.func)}: SQL put together from pieces")
    return found


def policies(name: str, source: str) -> list[str]:
    """Public functions of a policy are called ``why_not_VERB`` (or ``why_STATE``), and answer with a Refusal or None."""
    public = [
        node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    return [
        f"{name}:{node.lineno} {node.name}: a policy asks why_…(…) -> Refusal | None"
        for node in public
        if node.name.startswith("why_") != ("Refusal | None" in ast.unparse(node.returns or ast.Constant("")))
    ]


def unmarked_posts(name: str, source: str) -> list[str]:
    """Views that take a POST without ``@acts``: they could be carried out twice, or half."""
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            posts = any("require_POST" in mark or "'POST'" in mark for mark in marks)
            if posts and not any(mark.split("(")[0].split(".")[-1] == "acts" for mark in marks):
                found.append(f"{name}:{node.lineno} {node.name}: a POST without @acts")
    return found


def recorded(source: str) -> set[str]:
    """Codes that a source hands to ``record`` as they stand."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "record" and node.args:
            found |= {
                one.value
                for one in ast.walk(node.args[0])
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return {code for code in found if "." in code}


def strings(source: str) -> set[str]:
    """All plain text in a source."""
    return {
        one.value for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def bad_table(table: Mapping[tuple[object, object], object], states: set[object], first: set[object]) -> list[str]:
    """A table of states in which something is unknown or can never be reached."""
    known = {before for before, _ in table} | set(table.values())
    reached = set(first)
    while more := {after for (before, _), after in table.items() if before in reached} - reached:
        reached |= more
    return [f"{one}: not a state" for one in sorted(map(str, known - states))] + [
        f"{one}: never reached" for one in sorted(map(str, states - reached))
    ]
