"""Passwords of invented accounts need no strength: the site's own kind of hash, at the least cost."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Quick(Argon2PasswordHasher):
    """A thousandth of the work."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
