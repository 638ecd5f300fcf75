"""A reading in a few signs, so that what a cell should give can be written before it is read: ``扣2 缺4×0.5 零分``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from wuze.reading.model import Clause, Param, Reading
from wuze.scoring.exact import plain


def signs(reading: Reading) -> str:
    """The clauses of a reading, one sign each: what it does and its numbers, without its words."""
    return " ".join(_sign(clause) for clause in reading.clauses)


def _sign(clause: Clause) -> str:
    most = f"≤{clause.params['max']}" if clause.params.get("max") else ""
    return _SIGNS[clause.method](clause.params) + most + (clause.group or "")


def _table(rows: Param, *, labels: bool = False) -> str:
    pairs = [one for one in rows or () if isinstance(one, tuple)]
    return ",".join(f"{label}:{points}" if labels else str(points) for label, points in pairs)


def _share(value: Param) -> str:
    number = Decimal(str(value))
    return f"{plain(number * 100)}%" if number < 2 else plain(number)


def _slope(params: Mapping[str, Param]) -> str:
    side = "高" if params["side"] == "above" else "低"
    step = _share(params["step"]) if _share(params["base"]).endswith("%") else params["step"]
    return f"差{_share(params['base'])}{side}{step}{'加' if params.get('effect') == 'add' else '扣'}{params['each']}"


def _shortfall(params: Mapping[str, Param]) -> str:
    types = _table(params.get("types"), labels=True)
    return f"缺{params['required']}{f'({types})' if types else ''}×{params['each']}"


def _range(params: Mapping[str, Param]) -> str:
    limits = params["range"]
    return f"裁{limits[0]}~{limits[1]}" if limits else "裁?"


_SIGNS: dict[str, Callable[[Mapping[str, Param]], str]] = {
    "deduct": lambda p: f"扣{p['points']}",
    "deduct_each": lambda p: f"每扣{p['each']}",
    "shortfall": _shortfall,
    "slope": _slope,
    "gate": lambda _: "零分",
    "reach": lambda p: f"得{p['points']}",
    "earn_each": lambda p: f"每得{p['each']}",
    "ratio": lambda p: f"率{p['points']}" + (f"/{p['required']}" if p.get("required") else ""),
    "bands": lambda p: f"档{_table(p['bands'], labels=True)}",
    "options": lambda p: f"选{_table(p['options'])}",
    "grades": lambda p: f"等{_table(p['grades'])}",
    "discretion": _range,
    "levels": lambda p: f"级{_table(p['levels'])}{p['mode']}",
    "rank": lambda p: f"名{_table(p['bands'], labels=True) or (p['base'], p.get('each') or p.get('step'))}",
    "relative": lambda p: f"比{p['base']}{p['points']}",
    "times": lambda p: f"倍{p['each']}",
}
