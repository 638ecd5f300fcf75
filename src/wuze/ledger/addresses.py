"""Addresses of the ledger, for all of its parts."""

from __future__ import annotations

from django.urls import reverse


def url(name: str, *keys: object) -> str:
    """An address of the ledger."""
    return reverse(f"ledger:{name}", args=list(keys))
