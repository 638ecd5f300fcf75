"""Django's session store in the database, with the account in a column of its own."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from wuze.accounts.marks import USER
from wuze.accounts.models import Session


class SessionStore(DatabaseStore):
    """The setting ``SESSION_ENGINE`` names this module."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of these data."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # as above
        row.user_id = int(data[USER]) if USER in data else None
        return row
