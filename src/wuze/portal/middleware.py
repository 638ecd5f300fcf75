"""What the frame of a page shows of whoever is logged in: name and post, the rail and the phone's tabs of their roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.web.frame import DEFAULT_RAIL, address

Handler = Callable[[HttpRequest], HttpResponse]
ADMIN_RAIL = (
    (Capability.ACCOUNTS, "账号", "accounts:list"),
    (Capability.GRANTS, "授权", "accounts:grants"),
    (Capability.CONFIRM_GRANTS, "待复核授权", "accounts:grants"),
    (Capability.SITE, "本站", "accounts:site"),
    (Capability.TRAIL, "留痕", "trail"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Whoever is logged in, as the head of the page names them."""

    name: str
    post: str
    url: str


def rail(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Label and URL name of the entries this actor can use: the chain for business, their own pages for the 三员."""
    if not actor.user:
        return ()
    if actor.posts:
        return DEFAULT_RAIL
    mine = {name: label for capability, label, name in reversed(ADMIN_RAIL) if actor.may(capability)}
    return (("工作台", "desk"), *((label, name) for name, label in reversed(mine.items())))


class FrameMiddleware:
    """After the actor is known."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set what the context processor reads."""
        actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
        request.rail = rail(actor)  # type: ignore[attr-defined]  # read by kernel.web.frame
        if actor.user:
            request.person = Shown(actor.name, actor.post, address("accounts:me"))  # type: ignore[attr-defined]  # as above
        return self.get_response(request)
