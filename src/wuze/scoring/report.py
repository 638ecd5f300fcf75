"""Results as the JSON of the contract: every key always present, null where none, numbers as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wuze.scoring.exact import half_up, plain
from wuze.scoring.model import Scheme
from wuze.scoring.results import ClauseResult, ItemResult, Results, SubjectResult

FORMAT = 1
DELTA_PLACES = 6


def results_json(results: Results, warnings: list[dict[str, str]]) -> dict[str, Any]:
    """The ``score --json`` object; ``warnings`` as located by the border."""
    scheme: Scheme = results.scheme
    return {
        "format": FORMAT,
        "engine": results.engine,
        "scheme": {"name": scheme.name, "digest": results.digest},
        "subjects": [subject_json(scheme, subject) for subject in results.subjects],
        "warnings": warnings,
    }


def subject_json(scheme: Scheme, subject: SubjectResult) -> dict[str, Any]:
    """One subject."""
    return {
        "id": subject.id,
        "name": subject.name,
        "group": subject.group,
        "total": printed(subject.total, scheme.places),
        "provisional": subject.provisional,
        "rank": subject.rank,
        "grade": subject.grade,
        "parts": {part: printed(points, scheme.places) for part, points in subject.parts.items()},
        "scaled": dict(subject.scaled),
        "items": {item.id: item_json(subject.items[item.id], item.points, scheme.places) for item in scheme.items},
        "flags": [flag.value for flag in subject.flags],
    }


def item_json(item: ItemResult, full: Decimal | None, places: int) -> dict[str, Any]:
    """One item."""
    return {
        "points": printed(item.points, places),
        "full": None if full is None else plain(full),
        "state": item.state.value,
        "clauses": [clause_json(clause) for clause in item.clauses],
    }


def clause_json(clause: ClauseResult) -> dict[str, Any]:
    """One clause or direct score; ``delta`` up to six decimals."""
    return {
        "no": clause.no,
        "method": clause.method,
        "delta": None if clause.delta is None else plain(clause.delta, DELTA_PLACES),
        "because": clause.because,
    }


def printed(points: Decimal | None, places: int) -> str | None:
    """Points with exactly the scheme's decimals."""
    return None if points is None else format(half_up(points, places), "f")
