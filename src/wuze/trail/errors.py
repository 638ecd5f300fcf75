"""What goes wrong when an entry is made: mistakes of the calling code, never of the user.

TrailError
├── OutsideTransaction    record() was not called inside the action's transaction
├── UnknownCode           an event code that no package registered
├── BadCatalogue          a registration that cannot be right
├── NotStorable           a value that has no exact form in the trail
├── Secret                a field that must never enter the trail (SEC-36)
└── BelowFloor            a retention shorter than the law allows (SEC-35)
"""

from __future__ import annotations

from typing import ClassVar


class TrailError(Exception):
    """Base of all; carries a stable code."""

    code: ClassVar[str] = "trail"


class OutsideTransaction(TrailError):
    """An entry belongs to the transaction of its act, or it may tell of what never happened."""

    code = "trail.outside_transaction"


class UnknownCode(TrailError):
    """The code is in no catalogue."""

    code = "trail.unknown_code"


class BadCatalogue(TrailError):
    """A code or a sentence of a catalogue is malformed, or registered twice in two wordings."""

    code = "trail.bad_catalogue"


class NotStorable(TrailError):
    """The value would not come back as it went in."""

    code = "trail.not_storable"


class Secret(TrailError):
    """Passwords, codes, tokens and ballots stay out, also as digests."""

    code = "trail.secret"


class BelowFloor(TrailError):
    """Fewer days than the floor."""

    code = "trail.below_floor"
