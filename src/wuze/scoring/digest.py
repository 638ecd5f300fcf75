"""What pins a scheme: SHA-256 of its canonical JSON (NFC, sorted keys, normalised decimals)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from wuze.scoring.exact import MOST_DECIMALS, plain
from wuze.scoring.methods.bands import Band
from wuze.scoring.methods.base import Method
from wuze.scoring.model import Scheme

_AS_TYPED = {"params", "guard_text", "applies_text", "condition_text", "window_text", "formula_text", "place"}
"""Fields that only repeat, in the clerk's spelling, what another field means."""

_METHOD_AS_TYPED = {"text", "label", "base_text", "step_text", "standard_text", "drop_text"}
"""The same within a method's parameters: ``≥0.95`` is ``≥95%``."""


def digest(scheme: Scheme) -> str:
    """64 hexadecimal digits; equal for schemes that mean the same, however they were typed."""
    text = json.dumps(canonical(scheme), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(thing: object) -> object:
    """The scheme as plain JSON values; a dataclass carries its kind, a number is text without trailing zeros."""
    if isinstance(thing, Method):
        return {"method": thing.ID, **_fields(thing, _AS_TYPED | _METHOD_AS_TYPED)}
    if isinstance(thing, Band):
        return _fields(thing, _METHOD_AS_TYPED)
    if is_dataclass(thing):
        return {"kind": type(thing).__name__, **_fields(thing, _AS_TYPED)}
    if isinstance(thing, (tuple, list)):
        return [canonical(one) for one in thing]
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, str):
        return unicodedata.normalize("NFC", thing)
    if isinstance(thing, Decimal):
        return plain(thing, MOST_DECIMALS)
    if isinstance(thing, Fraction):
        return f"{thing.numerator}/{thing.denominator}"
    return thing.isoformat() if isinstance(thing, date) else thing


def _fields(thing: Any, without: set[str]) -> dict[str, object]:
    return {field.name: canonical(getattr(thing, field.name)) for field in fields(thing) if field.name not in without}
