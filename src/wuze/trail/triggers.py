"""The database itself refuses what would unmake the trail (SEC-34, SEC-35), whoever asks.

Entries: only the next number, on the last hash; no change; no removal inside the floor or without an anchor over it.
Anchors: only for an entry past the floor, with its number, day and hash; no change, no removal.
``on`` and ``off`` are for the migration and one test fixture; a test looks for other callers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wuze.trail.rules import FLOOR_DAYS
from wuze.trail.verify import GENESIS

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

FLOOR = {
    "sqlite": f"date('now', '+8 hours', '-{FLOOR_DAYS} days')",
    "postgresql": f"((now() AT TIME ZONE 'Asia/Shanghai')::date - {FLOOR_DAYS})",
}
"""The first day that must stay, by the database's own clock."""

ALWAYS = "1 = 1"


@dataclass(frozen=True)
class Trigger:
    """Before ``event`` on a row of ``table``: refused with ``sentence`` when ``condition`` holds."""

    name: str
    table: str
    event: str
    condition: str
    sentence: str


ALL = (
    Trigger(
        "trail_entry_next",
        "trail_entry",
        "INSERT",
        # not on the last hash, or a number taken (so `INSERT OR REPLACE` cannot remove a row unseen)
        "NOT (NEW.number = 1 AND NEW.previous = '{genesis}'"
        " OR EXISTS (SELECT 1 FROM trail_entry WHERE number = NEW.number - 1 AND hash = NEW.previous)"
        " OR EXISTS (SELECT 1 FROM trail_anchor WHERE number = NEW.number - 1 AND hash = NEW.previous))"
        " OR NEW.number <= (SELECT max(number) FROM trail_entry)"  # max() reads one row of the index; EXISTS (… >= …)
        " OR NEW.number <= (SELECT max(number) FROM trail_anchor)",  # makes PostgreSQL read the whole table
        "留痕只能接在最后一条之后",
    ),
    Trigger("trail_entry_no_update", "trail_entry", "UPDATE", ALWAYS, "留痕不能修改"),
    Trigger(
        "trail_entry_no_delete",
        "trail_entry",
        "DELETE",
        "OLD.day >= {floor} OR OLD.number > COALESCE((SELECT max(number) FROM trail_anchor), 0)",
        f"留痕不能删除：未满{FLOOR_DAYS}天，或没有锚点",
    ),
    Trigger("trail_mention_no_update", "trail_mention", "UPDATE", ALWAYS, "留痕不能修改"),
    Trigger(
        "trail_mention_no_delete",
        "trail_mention",
        "DELETE",
        "OLD.number > COALESCE((SELECT max(number) FROM trail_anchor), 0)",
        "留痕不能删除：没有锚点",
    ),
    Trigger(
        "trail_anchor_true",
        "trail_anchor",
        "INSERT",
        "NEW.day >= {floor} OR NOT EXISTS (SELECT 1 FROM trail_entry"
        " WHERE number = NEW.number AND hash = NEW.hash AND day = NEW.day)",
        f"锚点要对应一条满{FLOOR_DAYS}天的留痕",
    ),
    Trigger("trail_anchor_no_update", "trail_anchor", "UPDATE", ALWAYS, "锚点不能修改"),
    Trigger("trail_anchor_no_delete", "trail_anchor", "DELETE", ALWAYS, "锚点不能删除"),
)

TABLES = ("trail_entry", "trail_mention", "trail_anchor")
"""PostgreSQL also has TRUNCATE, which fires no row trigger; only an empty table may be truncated."""


def on(connection: BaseDatabaseWrapper) -> None:
    """Install all triggers."""
    _run(connection, [*off_statements(connection.vendor), *on_statements(connection.vendor)])


def off(connection: BaseDatabaseWrapper) -> None:
    """Remove all triggers."""
    _run(connection, off_statements(connection.vendor))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that should be there and are not (SQLite drops them silently when a later migration remakes a table)."""
    wanted = names(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        present = {str(name) for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in present]


INSTALLED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal",
}


def names(vendor: str) -> list[str]:
    """The names of all triggers on one kind of database."""
    truncates = [f"{table}_no_truncate" for table in TABLES] if vendor == "postgresql" else []
    return [trigger.name for trigger in ALL] + truncates


def on_statements(vendor: str) -> list[str]:
    """SQL that installs the triggers."""
    if vendor == "sqlite":
        return [_sqlite(trigger) for trigger in ALL]
    return [text for trigger in ALL for text in _postgresql(trigger)] + [
        text for table in TABLES for text in _no_truncate(table)
    ]


def off_statements(vendor: str) -> list[str]:
    """SQL that removes them, whether they are there or not."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names(vendor)]
    return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in names(vendor)]


def _condition(trigger: Trigger, vendor: str) -> str:
    return trigger.condition.format(floor=FLOOR[vendor], genesis=GENESIS)


def _sqlite(trigger: Trigger) -> str:
    return (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table}"
        f" WHEN {_condition(trigger, 'sqlite')}"
        f" BEGIN SELECT RAISE(ABORT, '{trigger.sentence}'); END"
    )


def _postgresql(trigger: Trigger) -> tuple[str, str]:
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    function = _function(trigger.name, _condition(trigger, "postgresql"), trigger.sentence, row)
    when = f"BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW"
    return function, f"CREATE TRIGGER {trigger.name} {when} EXECUTE FUNCTION {trigger.name}()"


def _no_truncate(table: str) -> tuple[str, str]:
    name = f"{table}_no_truncate"
    return (
        _function(name, f"EXISTS (TABLE {table})", "留痕不能清空", "NULL"),
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    )


def _function(name: str, condition: str, sentence: str, row: str) -> str:
    """``23000`` arrives as IntegrityError, as on SQLite."""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = '23000'; END IF;"
        f" RETURN {row}; END $$"
    )


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
