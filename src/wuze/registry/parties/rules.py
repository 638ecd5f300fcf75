"""Rules of Party organisations: terms with their notice, which form covers in which way, how much is too much. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from wuze.registry.enums import CoverKind, Form

TERMS = (2, 3, 5)
"""Years of a term: branches two or three, committees three to five (选举条例 2020)."""

NOTICE = (6, 3)
"""Months before the end of a term in which the superior reminds (regulations, T19)."""

LOAD = 10
"""From more organisations than this an instructor's load is shown as a question (1.4.7)."""

MANY = 10
"""A joint branch over more organisations than this is asked about (1.4.4)."""

USUAL: dict[str, CoverKind] = {
    Form.COMMITTEE: CoverKind.OWN, Form.GENERAL: CoverKind.OWN, Form.BRANCH: CoverKind.OWN, Form.JOINT: CoverKind.JOINT,
    Form.REGIONAL: CoverKind.REGIONAL, Form.SECTOR: CoverKind.SECTOR, Form.FUNCTIONAL: CoverKind.FUNCTIONAL,
}  # fmt: skip
"""How a form usually covers."""


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def term_end(since: date, years: int) -> date:
    """The day on which a term is over."""
    return months_later(since, 12 * years)


def term_word(end: date, today: date) -> str:
    """已到届 · 3个月内 · 6个月内 · ""."""
    if end <= today:
        return "已到届"
    within = [months for months in sorted(NOTICE) if end <= months_later(today, months)]
    return f"{within[0]}个月内" if within else ""


def kind_fault(form: str, kind: str, others: int) -> str:
    """May a Party organisation of this form cover in this way? ``others``: how many it already has of its own."""
    functional = form == Form.FUNCTIONAL
    if functional != (kind == CoverKind.FUNCTIONAL):
        return (
            "功能型党支部只能是功能型覆盖：党员的组织关系在别处，不重复算。"
            if functional
            else "功能型覆盖要由功能型党支部来。"
        )
    if kind == CoverKind.OWN and form not in {Form.COMMITTEE, Form.GENERAL, Form.BRANCH}:
        return "单独组建的是党委、总支或支部；联合、区域、行业的请选对应的方式。"
    if kind == CoverKind.OWN and others:
        return "它已经在另一家单独组建，再覆盖这家是联合组建。"
    return ""


def period_fault(since: date, until: date, today: date) -> str:
    """The first day without it: after its beginning, not in the future."""
    return "" if since < until <= today else "请填开始以后、今天或以前的一天。"
