"""What this package's acts are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "accounts.refused": "{who}要办“{thing}”，按规定不能办：{after.reason}",
}
