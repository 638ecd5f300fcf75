"""The site as its users meet it: logged-in clients, forms sent with a fresh one-time key, on the frozen day."""

from __future__ import annotations

from tests import world
from tests.calls import Pages
from wuze.accounts.models import Installation


def frozen() -> None:
    """The site stands on the day of the tests."""
    Installation.objects.update_or_create(id=1, defaults={"demo": True, "demo_day": world.DAY})


_pages = Pages("registry")
get, send = _pages.get, _pages.send
