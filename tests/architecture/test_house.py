"""The packages with pages: who writes, who reads, who sees the clock, names, tables of states, codes, capabilities."""

from __future__ import annotations

import importlib
import re
from enum import Enum
from pathlib import PurePath

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from tests.architecture import house, tree
from tests.matrix.addresses import site
from wuze.accounts.enums import Capability, Role
from wuze.accounts.rules import CAPABILITIES, excluded
from wuze.trail import catalogue

SOURCES = [name for name in tree.python("src/wuze") if "/migrations/" not in name]
OURS = [name for name in SOURCES if house.kind_of(name) in house.PACKAGES]
TEMPLATES = [name for name in tree.files() if name.startswith("src/wuze/") and name.endswith(".html")]

MAY_WRITE = {
    "src/wuze/accounts/gate.py": "the one-time key of a form belongs to the transaction that the gate opens",
    "src/wuze/accounts/login/lockout.py": "the login library's own table of failed attempts",
    "src/wuze/portal/demo": "invented data are laid before anybody acts",
    "src/wuze/accounts/login/sessions.py": "ends sessions, always inside the transaction of an action",
}
MAY_READ_THE_CLOCK = {
    "src/wuze/kernel/web/request.py": "the edge itself",
    "src/wuze/kernel/web/frame.py": "an error page stands outside the edge",
    "src/wuze/accounts/login": "sessions and locks follow the machine's clock, not a demo's day",
    "src/wuze/config": "operations run outside requests",
    "src/wuze/portal/health.py": "asked before any actor is known",
    "src/wuze/portal/toolbox": "files are swept by the machine's clock, not a demo's day, by a process outside requests",
}
MAY_BE_RANDOM = {"src/wuze/portal/demo": "invented data are drawn from a fixed seed"}
MAY_OPEN = {
    "src/wuze/config/operations": "starts the server's own processes",
    "src/wuze/kernel/web/drawn.py": "a list has hundreds of fields; every part goes through escape, and a test feeds it marks",
    "src/wuze/portal/manual/text.py": "our own pages of docs/, raw HTML switched off, and a test feeds it marks",
}


def faults(guard: house.Fault, names: list[str], excused: dict[str, str]) -> list[str]:
    """What a guard finds, without what is excused."""
    return [
        fault
        for name in names
        if not any(name == one or name.startswith(f"{one}/") for one in excused)
        for fault in guard(name, tree.text(name))
    ]


# --- planted ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guard", "source", "found"),
    [
        (house.writes, "row.save()", "a.py:1 row.save: a write outside actions"),
        (house.writes, "Unit.objects.filter(pk=1).update(a=1)", "a.py:1 Unit.objects.filter.update: a write outside actions"),
        (house.writes, "Unit.objects.create()", "a.py:1 Unit.objects.create: a write outside actions"),
        (house.writes, "unit.posts.all().delete()", "a.py:1 unit.posts.all.delete: a write outside actions"),
        (house.writes, "seen.add(1); total.update(b''); found.clear(); request.session.save()", ""),
        (house.reads, "Unit.objects.all()", "a.py:1 Unit.objects: read through queries"),
        (house.reads, "queries.visible_to(actor)", ""),
        (house.reads_of_a_template, "{% for a in unit.post_set.all %}", "a.py: {% for a in unit.post_set.all %}: read through queries"),
        (house.reads_of_a_template, "{{ unit.name }}", ""),
        (house.clocks, "timezone.now()", "a.py:1 timezone.now: the clock is read at the edge and passed in"),
        (house.clocks, "date.today()", "a.py:1 date.today: the clock is read at the edge and passed in"),
        (house.clocks, "time.time()", "a.py:1 time.time: the clock is read at the edge and passed in"),
        (house.clocks, "timezone.localtime()", "a.py:1 timezone.localtime: the clock is read at the edge and passed in"),
        (house.clocks, "timezone.localtime(at); moment.now", ""),
        (house.chances, "import random", "a.py:1 random: chance comes from secrets"),
        (house.chances, "from random import choice", "a.py:1 random: chance comes from secrets"),
        (house.chances, "import secrets", ""),
        (house.doors, "Unit.objects.raw('x')", "a.py:1 Unit.objects.raw: parameters only, no shell, no text called safe"),
        (house.doors, "run('x', shell=True)", "a.py:1 run: parameters only, no shell, no text called safe"),
        (house.doors, "cursor.execute(f'DELETE {x}')", "a.py:1 cursor.execute: SQL put together from pieces"),
        (house.doors, "mark_safe(text)", "a.py:1 mark_safe: parameters only, no shell, no text called safe"),
        (house.doors, "cursor.execute('SELECT %s', [x])", ""),
        (house.policies, "def may_edit(a): ...", ""),
        (house.policies, "def may_edit(a) -> Refusal | None: ...", "a.py:1 may_edit: a policy asks why_…(…) -> Refusal | None"),
        (house.policies, "def why_not_edit(a) -> bool: ...", "a.py:1 why_not_edit: a policy asks why_…(…) -> Refusal | None"),
        (house.unmarked_posts, "@needs(C.X)\n@require_POST\ndef v(r): ...", "a.py:3 v: a POST without @acts"),
        (house.unmarked_posts, "@acts\n@require_http_methods(['GET', 'POST'])\ndef v(r): ...", ""),
    ],
)  # fmt: skip
def test_a_planted_fault_is_seen(guard: house.Fault, source: str, found: str) -> None:
    assert guard("a.py", source) == ([found] if found else [])


def test_codes_and_strings_are_found() -> None:
    source = "record('a.done' if x else 'a.undone', at=y)\nother('a.b')"
    assert house.recorded(source) == {"a.done", "a.undone"}
    assert house.strings(source) == {"a.done", "a.undone", "a.b"}


def test_a_bad_table_of_states_is_seen() -> None:
    table: dict[tuple[object, object], object] = {("new", "go"): "done", ("lost", "go"): "gone"}
    assert house.bad_table(table, {"new", "done", "lost"}, {"new"}) == ["gone: not a state", "lost: never reached"]


# --- the tree ---------------------------------------------------------------------------------------------------------


def test_rows_are_written_by_actions_alone() -> None:
    names = [name for name in OURS if not house.is_part(name, "actions")]
    assert faults(house.writes, names, MAY_WRITE) == []


def test_views_and_templates_read_through_queries() -> None:
    names = [name for name in OURS if house.is_part(name, "views") or house.is_part(name, "forms")]
    assert faults(house.reads, names, READS_ALONE) + faults(house.reads_of_a_template, TEMPLATES, {}) == []


def test_the_clock_is_read_at_the_edge() -> None:
    assert faults(house.clocks, SOURCES, MAY_READ_THE_CLOCK) == []


def test_sec_44_no_chance_but_from_secrets() -> None:
    assert faults(house.chances, SOURCES, MAY_BE_RANDOM) == []


def test_sec_26_sec_27_no_raw_sql_no_shell_no_text_called_safe() -> None:
    assert faults(house.doors, SOURCES, MAY_OPEN) == []
    unescaped = re.compile(r"\|\s*safe\b|autoescape off|\{% debug")
    assert [(name, found.group()) for name in TEMPLATES if (found := unescaped.search(tree.text(name)))] == []


def test_policies_are_named_alike() -> None:
    assert faults(house.policies, [name for name in OURS if house.is_part(name, "policy")], {}) == []


def test_every_post_is_carried_out_exactly_once() -> None:
    assert faults(house.unmarked_posts, [name for name in OURS if house.is_part(name, "views")], POSTS_ALONE) == []


READS_ALONE = {"src/wuze/accounts/login/views.py": "before anybody is known there is no visible_to"}

POSTS_ALONE: dict[str, str] = {
    "src/wuze/portal/views/export.py": "the trail is written to its file outside any transaction; each export is an act",
    "src/wuze/portal/toolbox/views.py": "a file taken away is streamed, and a broken download may be tried again",
    "src/wuze/accounts/login/views.py": "a wrong try must stay counted, and a login is the session library's write",
}
"""View files whose POSTs write nothing of ours, or keep their own once."""


def test_every_excuse_is_still_needed() -> None:
    guards = ((house.writes, MAY_WRITE), (house.clocks, MAY_READ_THE_CLOCK), (house.chances, MAY_BE_RANDOM),
              (house.doors, MAY_OPEN), (house.unmarked_posts, POSTS_ALONE))  # fmt: skip
    idle = [
        place
        for guard, excused in guards
        for place in excused
        if not any(guard(name, tree.text(name)) for name in SOURCES if name == place or name.startswith(f"{place}/"))
    ]
    assert idle == []


def tables() -> list[tuple[str, dict[tuple[object, object], object]]]:
    """Each table of a states.py."""
    found = []
    for name in (one for one in OURS if house.is_part(one, "states")):
        module = importlib.import_module(".".join(PurePath(name).with_suffix("").parts[1:]).removesuffix(".__init__"))
        for key, value in vars(module).items():
            if isinstance(value, dict) and value and all(isinstance(pair, tuple) for pair in value):
                found.append((f"{name} {key}", value))
    return found


@pytest.mark.parametrize(("name", "table"), tables(), ids=[name for name, _ in tables()])
def test_every_state_of_a_table_is_known_and_reached(name: str, table: dict[tuple[object, object], object]) -> None:
    kind = type(next(iter(table.values())))
    assert issubclass(kind, Enum), f"{name}: states are members of an enum"
    members: set[object] = set(kind)
    assert house.bad_table(table, members, {next(iter(members_in_order(kind)))}) == []


def members_in_order(kind: type[Enum]) -> list[object]:
    """The first is where a thing begins."""
    return list(kind)


# --- codes and capabilities -------------------------------------------------------------------------------------------


def test_every_code_recorded_is_registered() -> None:
    used = {code for name in SOURCES for code in house.recorded(tree.text(name))}
    assert sorted(used - set(catalogue.codes())) == []


def test_every_code_registered_is_used() -> None:
    names = [name for name in SOURCES if PurePath(name).name not in {"sentences.py", "apps.py"}]
    written = {text for name in names for text in house.strings(tree.text(name))}
    pieces = {text.removesuffix(".") for text in written}
    made_up = {code for code in catalogue.codes() if code not in written and not code.startswith("test.")}
    assert sorted(code for code in made_up if not assembled(code, pieces)) == []


def assembled(code: str, pieces: set[str]) -> bool:
    """Is the code put together as f"package.{verb}" from a verb that stands somewhere?"""
    head, _, verb = code.rpartition(".")
    return head in pieces and verb in pieces


def test_every_capability_is_known_and_held_by_somebody() -> None:
    needed = {capability for one in site() if one.gate for capability in one.gate.capabilities}
    rules = {"src/wuze/accounts/enums.py", "src/wuze/accounts/rules.py"}
    text = "\n".join(tree.text(name) for name in OURS if name not in rules)
    named = {one for one in Capability if re.search(rf"\b(?:Capability|C)\.{one.name}\b", text)}
    held = frozenset().union(*CAPABILITIES.values())
    assert sorted(needed - set(Capability)) == []
    print("no view and no policy needs:", *sorted(set(Capability) - needed - named))
    assert sorted(set(Capability) - held) == []


SHARED = {Capability.DESK, Capability.COMPLAINTS}
"""The desk is everybody's own; complaints about this site itself are no business content."""


def test_sec_19_no_role_of_the_three_shares_a_capability_of_business() -> None:
    administrators = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
    business = frozenset().union(*(found for role, found in CAPABILITIES.items() if role not in administrators))
    own = {role: sorted((CAPABILITIES[role] & business) - SHARED) for role in administrators}
    assert set().union(*own.values()) == set()
    assert [excluded((one, two)) == "" for one in administrators for two in Role if one != two] == [False] * 39
    assert set(CAPABILITIES) == set(Role)


# --- models -----------------------------------------------------------------------------------------------------------

ORDER = ("files", "trail", "accounts", "poll", "registry", "documents", "duty", "ledger", "inspection", "assessment",
         "accountability", "review", "portal")  # fmt: skip
CALLED_BY_NAME = {"registry.Appointment.person"}
"""Reverse names across packages, kept because the lists of people in the registry join on them."""


def test_foreign_keys_point_down_and_hide_their_reverse_from_the_package_below() -> None:
    found = []
    for model in (one for one in apps.get_models() if one._meta.app_label in ORDER):
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey):
                continue
            mine, other = model._meta.app_label, field.related_model._meta.app_label
            name = f"{mine}.{model.__name__}.{field.name}"
            if mine == other or other not in ORDER:
                continue
            if ORDER.index(other) > ORDER.index(mine):
                found.append(f"{name} points up to {other}")
            if not field.remote_field.hidden and name not in CALLED_BY_NAME:
                found.append(f"{name}: related_name='+'")
    assert found == []
