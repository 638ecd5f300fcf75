"""All tables of accounts."""

from __future__ import annotations

from wuze.accounts.models.approvals import Approval, ApproverRule
from wuze.accounts.models.links import OneTimeLink
from wuze.accounts.models.login import SecondFactor, Session
from wuze.accounts.models.people import NAME, Grant, Installation, Once, Person, User, Users

__all__ = [
    "NAME", "Approval", "ApproverRule", "Grant", "Installation", "Once", "OneTimeLink", "Person",
    "SecondFactor", "Session", "User", "Users",
]  # fmt: skip
