"""What several parts of 明责 share: the address of one of its pages, a verb with a form of its own."""

from __future__ import annotations

from django.urls import reverse

from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Offer, Refused, Verb, alive, dead, joined

Offered = tuple[tuple[Verb, ...], tuple[Refused, ...]]


def url(name: str, *keys: object) -> str:
    """An address of 明责."""
    return reverse(f"duty:{name}", args=list(keys))


def form_verb(label: str, name: str, refusal: Refusal | None, *keys: object) -> Offer:
    """A verb that opens a form."""
    return Verb(label, url(name, *keys), "get"), refusal


def offered(offers: list[Offer]) -> Offered:
    """Living verbs, and dead ones with their reason; a verb of another state is not named at all."""
    kept = [one for one in offers if one[1] is None or not one[1].code.endswith(".state")]
    return alive(kept), joined(dead(kept))
