"""Which columns each kind of roster has. Data."""

from __future__ import annotations

from wuze.registry.enums import RosterKind

BASIC = ("code", "name", "type", "region", "sector", "supervisor", "status", "employees", "members", "contact", "phone")
"""Columns of an organisation itself, in the order of an export."""

PARTY = ("party", "form", "cover", "superior", "secretary")

FIELDS: dict[str, frozenset[str]] = {
    RosterKind.ORGANISATIONS: frozenset({"key", "base", *BASIC, *PARTY, "instructor", "instructor_phone", "leader"}),
    RosterKind.PARTIES: frozenset(
        {"party", "form", "superior", "region", "secretary", "own", "members", "elsewhere", "floating", "founded", "term",
         "years"}
    ),
    RosterKind.INSTRUCTORS: frozenset({"code", "name", "region", "instructor", "instructor_phone", "since"}),
    RosterKind.CONTACTS: frozenset({"code", "name", "region", "leader", "since"}),
    RosterKind.MARKET: frozenset({"code", "name", "type", "region", "status", "employees"}),
    RosterKind.CIVIL: frozenset({"code", "name", "type", "region", "supervisor", "status", "employees"}),
}  # fmt: skip

BY_CODE = frozenset({RosterKind.MARKET, RosterKind.CIVIL})
"""Lists that another office keeps: by code only, and only what that office holds."""

ABOUT_LINKS = frozenset({RosterKind.INSTRUCTORS, RosterKind.CONTACTS})
"""Rosters that say who goes where; they make no organisations and change none."""
