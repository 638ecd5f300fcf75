"""A QR code as one path, drawn by a template: no picture file, no style, no script."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 3
"""Empty modules around the code, so that a phone finds it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as one path over a square of ``side`` modules."""

    side: int
    path: str


def qr(text: str) -> Code:
    """One rectangle a dark module; ``wuze/parts/qr.html`` draws it."""
    rows = segno.make(text, error="m", micro=False).matrix
    dark = ((x, y) for y, row in enumerate(rows, QUIET) for x, bit in enumerate(row, QUIET) if bit)
    return Code(len(rows) + 2 * QUIET, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))
