"""What the database itself refuses (SEC-34, SEC-35), on SQLite and PostgreSQL alike."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.architecture import tree
from tests.trail.make import AT, THING, act, days_ago, numbers
from wuze.trail import triggers
from wuze.trail.models import Anchor, Entry, Mention
from wuze.trail.values import Row
from wuze.trail.verify import GENESIS

pytestmark = pytest.mark.django_db


def refused(statement: str) -> str:
    """The sentence with which the database refuses."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(refusal.value).splitlines()[0]


def test_every_trigger_stands_after_the_migrations() -> None:
    assert triggers.missing(connection) == []


@pytest.mark.usefixtures("unguarded_trail")
def test_a_missing_trigger_is_named() -> None:
    assert triggers.missing(connection) == triggers.names(connection.vendor)


def test_installing_twice_is_harmless() -> None:
    triggers.on(connection)
    assert triggers.missing(connection) == []


def test_both_databases_refuse_the_same() -> None:
    postgresql = triggers.on_statements("postgresql")
    assert len(triggers.on_statements("sqlite")) == len(triggers.ALL)
    assert len(postgresql) == 2 * (len(triggers.ALL) + len(triggers.TABLES))
    function, trigger = postgresql[2:4]
    assert function == (
        "CREATE FUNCTION trail_entry_no_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF 1 = 1 THEN RAISE EXCEPTION '留痕不能修改' USING ERRCODE = '23000'; END IF; RETURN NEW; END $$"
    )
    assert trigger == (
        "CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry FOR EACH ROW"
        " EXECUTE FUNCTION trail_entry_no_update()"
    )
    assert triggers.off_statements("postgresql")[-1] == "DROP FUNCTION IF EXISTS trail_anchor_no_truncate() CASCADE"
    assert triggers.off_statements("sqlite")[-1] == "DROP TRIGGER IF EXISTS trail_anchor_no_delete"


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_down_and_up_again() -> None:
    call_command("migrate", "trail", "zero", verbosity=0)
    assert [table for table in connection.introspection.table_names() if table.startswith("trail_")] == []
    assert triggers.missing(connection) == triggers.names(connection.vendor)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


def test_only_the_migration_and_the_tests_fixtures_switch_them() -> None:
    switch = re.compile(r"\btriggers\.o(?:n|ff)\(")
    own = "tests/trail/test_triggers.py"
    callers = [name for name in tree.python("src", "tests") if name != own and switch.search(tree.text(name))]
    assert callers == [
        "src/wuze/config/operations/on_postgres.py",  # a restore lays the rows before the guards
        "src/wuze/trail/migrations/0001_initial.py",
        "tests/conftest.py",
    ]


def test_sec_34_an_entry_cannot_be_changed() -> None:
    act(rows=[Row(THING)])
    assert refused("UPDATE trail_entry SET who_name = '李四'") == "留痕不能修改"
    assert refused("UPDATE trail_entry SET number = 2") == "留痕不能修改"
    assert refused("UPDATE trail_mention SET thing_key = 'T-2'") == "留痕不能修改"


def test_sec_34_an_entry_cannot_be_removed_without_anchor_however_old() -> None:
    act(days_ago(AT, 4000), rows=[Row(THING)])
    assert refused("DELETE FROM trail_entry") == "留痕不能删除：未满180天，或没有锚点"
    assert refused("DELETE FROM trail_mention") == "留痕不能删除：没有锚点"


def test_sec_34_the_orm_is_refused_alike() -> None:
    entry = act()
    for change in (
        lambda: Entry.objects.update(who_name="李四"),
        lambda: Entry.objects.all().delete(),
        entry.save,
        entry.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert numbers(Entry.objects.all()) == [1]


def copied(number: int, previous: str, insert: str = "INSERT") -> str:
    """SQL that inserts a copy of entry 1 under another number."""
    names = [field.name for field in Entry._meta.fields]
    values = {"number": str(number), "previous": f"'{previous}'"}
    columns, source = (
        ", ".join(f'"{name}"' for name in names),
        ", ".join(values.get(name, f'"{name}"') for name in names),
    )
    return f"{insert} INTO trail_entry ({columns}) SELECT {source} FROM trail_entry WHERE number = 1"


def test_sec_34_an_entry_goes_only_after_the_last() -> None:
    first, last = act(), act()
    sentence = "留痕只能接在最后一条之后"
    for number, previous in ((4, last.hash), (3, first.hash), (3, GENESIS), (2, first.hash), (1, GENESIS), (0, "")):
        assert refused(copied(number, previous)) == sentence
    if connection.vendor == "sqlite":
        assert refused(copied(2, first.hash, "INSERT OR REPLACE")) == sentence
    with connection.cursor() as cursor:
        cursor.execute(copied(3, last.hash))
    assert Entry.objects.count() == 3


def test_sec_34_the_table_cannot_be_emptied_at_once() -> None:
    act(rows=[Row(THING)])
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE trail_entry") == "留痕不能清空"
        assert refused("TRUNCATE trail_mention, trail_anchor") == "留痕不能清空"
    assert (Entry.objects.count(), Mention.objects.count()) == (1, 1)


def anchor_on(entry: Entry) -> Anchor:
    """An anchor as somebody would make it by hand."""
    return Anchor(number=entry.number, day=entry.day, hash=entry.hash, count=1, at=timezone.now())


def test_sec_35_an_anchor_stands_only_on_a_true_entry_past_the_floor() -> None:
    now = timezone.now()
    old, young = act(days_ago(now, 181)), act(days_ago(now, 180))
    for wrong in (
        anchor_on(young),
        Anchor(number=9, day=old.day, hash=old.hash, count=1, at=now),
        Anchor(number=1, day=days_ago(now, 300).date(), hash=old.hash, count=1, at=now),
        Anchor(number=1, day=old.day, hash=young.hash, count=1, at=now),
    ):
        with pytest.raises(IntegrityError, match="锚点要对应一条满180天的留痕"), transaction.atomic():
            wrong.save(force_insert=True)
    anchor_on(old).save(force_insert=True)
    assert str(Anchor.objects.get()) == f"1 {old.day}"


def test_sec_35_behind_an_anchor_only_what_it_covers_goes() -> None:
    now = timezone.now()
    old, young = act(days_ago(now, 181)), act(days_ago(now, 179))
    anchor_on(old).save(force_insert=True)
    assert refused("DELETE FROM trail_entry WHERE number = 2").startswith("留痕不能删除")
    old.delete()
    assert numbers(Entry.objects.all()) == [young.number]
    assert refused("UPDATE trail_anchor SET hash = '0'") == "锚点不能修改"
    assert refused("DELETE FROM trail_anchor") == "锚点不能删除"
