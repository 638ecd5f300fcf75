"""What this package's acts are called in the trail; an official may edit the wording."""

from __future__ import annotations

SENTENCES = {
    "registry.unit_added": "{who}新增单位{thing}",
}
