"""What the linters cannot see, as pure functions: (name, source text) → faults, one sentence each.

Each guard is proved against a planted fault and then run over the tree, in the ``test_`` files beside this one.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator

FILE_WANTED, FILE_STOP = 300, 500
FUNCTION_WANTED, FUNCTION_STOP = 35, 60
Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# --- sizes ------------------------------------------------------------------------------------------------------------


def too_long(name: str, source: str, file_limit: int = FILE_STOP, function_limit: int = FUNCTION_STOP) -> list[str]:
    """Files and functions over the limits. A docstring does not count."""
    lines = len(source.splitlines())
    faults = [f"{name}: {lines} lines, at most {file_limit}"] if lines > file_limit else []
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]
    return faults + [
        f"{name}:{node.lineno} {node.name}: {length} lines, at most {function_limit}"
        for node in functions
        if (length := body_length(node)) > function_limit
    ]


def body_length(node: Function) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


# --- reasons ----------------------------------------------------------------------------------------------------------

SUPPRESSION = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?"
    r"|type:\s*ignore(?:\[[^\]]*\])?|pragma:\s*no (?:cover|branch)|ruff:\s*noqa\S*|mypy:\s*\S+)",
    re.IGNORECASE,
)
INLINE_REASON = re.compile(r"#\s*(?:slow import|app ready):\s*\S")


def suppression_without_reason(name: str, source: str) -> list[str]:
    """Suppressed rules whose comment does not go on to say why."""
    faults = []
    for line, comment in comments(source):
        found = SUPPRESSION.search(comment)
        if found and len(re.findall(r"\w", SUPPRESSION.sub("", comment))) < 4:
            faults.append(f"{name}:{line} {found.group()}: say why, after the code")
    return faults


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Real comments with their lines; text inside strings is none."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def inline_import_without_reason(name: str, source: str) -> list[str]:
    """Imports inside functions that do not end in ``# slow import: …`` or ``# app ready: …``."""
    lines = source.splitlines()
    faults = set()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            written = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            if not INLINE_REASON.search(written):
                faults.add(f"{name}:{node.lineno} inline import: end it with # slow import: … or # app ready: …")
    return sorted(faults)


def rule_off_without_reason(name: str, source: str) -> list[str]:
    """Lint codes that stand alone on a line of the configuration (so they are switched off) without a comment."""
    alone = re.compile(r'\s*"[A-Z]{1,5}\d+",?\s*')
    return [
        f"{name}:{number} {line.strip()}: say why"
        for number, line in enumerate(source.splitlines(), 1)
        if alone.fullmatch(line)
    ]


# --- the engine -------------------------------------------------------------------------------------------------------

OUTSIDE_WORLD = {
    "asyncio", "ctypes", "fileinput", "ftplib", "getpass", "glob", "http", "io", "locale", "logging", "multiprocessing",
    "os", "pathlib", "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess",
    "sys", "tempfile", "threading", "time", "urllib", "uuid", "zoneinfo",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow"}
CONSOLE = {"input", "open", "print"}
OURS_BELOW = ("wuze.scoring", "wuze.kernel")


def floats(name: str, source: str) -> list[str]:
    """Binary fractions: literals, ``float(…)``, and division by two whole literals. Points are exact."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
        made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"float", "complex"}
        if isinstance(node, ast.expr) and (literal or made or is_division_of_literals(node)):
            faults.append(f"{name}:{node.lineno} {ast.unparse(node)}: a float; use Decimal or Fraction")
    return faults


def is_division_of_literals(node: ast.AST) -> bool:
    """``1 / 3`` is a float before anyone can stop it."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)):
        return False
    return all(isinstance(side, ast.Constant) and isinstance(side.value, int) for side in (node.left, node.right))


def foreign_imports(name: str, source: str) -> list[str]:
    """Imports of the engine beyond the pure part of the standard library and the packages below it."""
    faults = []
    for line, module in imported_modules(source):
        root = module.split(".")[0]
        pure = root in sys.stdlib_module_names and root not in OUTSIDE_WORLD
        if not pure and not any(module == ours or module.startswith(f"{ours}.") for ours in OURS_BELOW):
            faults.append(f"{name}:{line} imports {module}: the engine may not")
    return faults


def imported_modules(source: str) -> Iterator[tuple[int, str]]:
    """Line and absolute name of each imported module (``from wuze import excel`` names ``wuze.excel``)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            whole = node.module or ""
            parts = [f"wuze.{alias.name}" for alias in node.names] if whole == "wuze" else [whole]
            yield from ((node.lineno, part) for part in parts)


def outside_calls(name: str, source: str) -> list[str]:
    """Calls that read the clock, a file or the terminal. Dates are passed in."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            clock = isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK
            console = isinstance(node.func, ast.Name) and node.func.id in CONSOLE
            if clock or console:
                faults.append(f"{name}:{node.lineno} {ast.unparse(node.func)}: no clock and no I/O in the engine")
    return faults


SHARED_BY_METHODS = {"base", "words"}  # no methods themselves, exercised by all


def methods_without_test(files: tuple[str, ...]) -> list[str]:
    """Clause methods that have no test file of the same name."""
    method = re.compile(r"src/wuze/scoring/methods/([a-z]\w*)\.py")
    names = [found.group(1) for file in files if (found := method.fullmatch(file))]
    wanted = [f"tests/scoring/methods/test_{name}.py" for name in names if name not in SHARED_BY_METHODS]
    return [f"{test} is missing" for test in wanted if test not in files]


# --- words ------------------------------------------------------------------------------------------------------------


def without_docstring(name: str, source: str) -> list[str]:
    """The module and its public functions and classes that say nothing about themselves."""
    tree = ast.parse(source)
    public = [
        node
        for node in tree.body
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_") and not is_overload(node)
    ]
    faults = [f"{name}:{node.lineno} {node.name}: docstring" for node in public if not ast.get_docstring(node)]
    return faults if ast.get_docstring(tree) else [f"{name}:1 module: docstring", *faults]


def is_overload(node: ast.stmt) -> bool:
    """``@overload`` stubs are told by the function they belong to."""
    marks = getattr(node, "decorator_list", [])
    return any("overload" in ast.unparse(mark) for mark in marks)


def tests_without_check(name: str, source: str) -> list[str]:
    """Tests in which nothing can fail: no assert, no ``raises``, no call to a helper named check_/assert_/expect_."""
    return [
        f"{name}:{node.lineno} {node.name}: checks nothing"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, FUNCTIONS) and node.name.startswith("test_") and not any(map(is_check, ast.walk(node)))
    ]


def is_check(node: ast.AST) -> bool:
    """True for a statement that can fail a test."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).split(".")[-1]
    return called in {"raises", "warns", "fail"} or called.startswith(("check_", "assert_", "expect_"))


# --- the repository ---------------------------------------------------------------------------------------------------

MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work|mnt|srv)/\w|\b[A-Za-z]:\\+Users\\")
INDEX = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs)\.(?:org|com)\b|--(?:extra-)?index-url|--find-link(?:s)|://[^\s/]+/(?:[^\s/]+/)*simple\b",
    re.IGNORECASE,
)
LOCK_OR_CONFIG = re.compile(r"requirements.*|[^/]+\.(?:toml|lock|cfg|ini)|\.ci/.*")


def machine_traces(name: str, source: str) -> list[str]:
    """Paths of one machine and package indexes; in locks and configuration any address at all."""
    patterns = [MACHINE_PATH, INDEX]
    if LOCK_OR_CONFIG.fullmatch(name):
        patterns.append(re.compile(r"\w://|file:"))
    return [
        f"{name}:{number} {found.group()}: names a machine or an index"
        for number, line in enumerate(source.splitlines(), 1)
        for pattern in patterns
        if (found := pattern.search(line))
    ]


def unlisted_decisions(files: tuple[str, ...], index: str) -> list[str]:
    """Decision pages that the index does not link to, and links to pages that are not there."""
    found = [re.fullmatch(r"docs/decisions/(\d{4}-.+\.md)", name) for name in files]
    pages = {page.group(1) for page in found if page}
    linked = set(re.findall(r"\((\d{4}-[^)]+\.md)\)", index))
    return [f"{page}: not in the index" for page in sorted(pages - linked)] + [
        f"{page}: linked but missing" for page in sorted(linked - pages)
    ]


def unlocked(wanted: list[str], lock: str) -> list[str]:
    """Dependencies without a pinned version in the lock, and pins without a hash."""
    pins = dict(re.findall(r"^([\w.-]+)==\S+.*?\\\n((?:    --hash=\S+.*\n)*)", lock, re.MULTILINE))
    bare = [re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in wanted]
    missing = [f"{name}: not locked" for name in bare if name not in pins]
    return missing + [f"{name}: no hash" for name, hashes in pins.items() if not hashes]
