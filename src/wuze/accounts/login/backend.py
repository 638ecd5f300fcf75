"""Who is meant by a name and a password. Lockout stands before it (axes); the second factor comes after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from wuze.accounts.models import User


class Passwords(ModelBackend):
    """Django's, with a term for one-time passwords. An unknown name costs as much time as a wrong password (SEC-05)."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_more: Any
    ) -> User | None:
        """The account, active and with a password that still holds; else None, without saying which of these failed."""
        user = super().authenticate(request, username=username, password=password)
        moment: datetime = getattr(getattr(request, "actor", None), "at", None) or timezone.now()
        if not isinstance(user, User) or (user.password_until is not None and user.password_until <= moment):
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """Whose session this is, with the person; None for a disabled account (SEC-09)."""
        return User.objects.select_related("person").filter(pk=user_id, is_active=True).first()
