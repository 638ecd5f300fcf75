"""Features of CSS and JavaScript by the Chromium that first knew them: county browsers carry 86 and 109."""

from __future__ import annotations

import re

OLDEST = 86

CSS = {
    r"@container\b|container-type": (105, "container queries"),
    r"@layer\b": (99, "layers"),
    r"@scope\b": (118, "scopes"),
    r"@property\b": (85, "@property"),
    r"@starting-style\b": (117, "starting styles"),
    r":has\(": (105, ":has()"),
    r":is\(": (88, ":is()"),
    r":where\(": (88, ":where()"),
    r":user-(?:in)?valid\b": (119, ":user-valid"),
    r":modal\b": (105, ":modal"),
    r":popover-open\b": (114, "popover"),
    r":focus-visible\b": (86, ":focus-visible"),
    r"(?<![\w-])inset\s*:": (87, "inset"),
    r"(?<![\w-])(?:inset|margin|padding)-(?:inline|block)\s*:": (87, "logical shorthands"),
    r"(?<![\w-])aspect-ratio\s*:": (88, "aspect-ratio"),
    r"(?<![\w-])accent-color\s*:": (93, "accent-color"),
    r"(?<![\w-])content-visibility\s*:": (85, "content-visibility"),
    r"(?<![\w-])text-wrap\s*:": (114, "text-wrap"),
    r"(?<![\w-])overflow(?:-[xy])?\s*:[^;}]*\bclip\b": (90, "overflow: clip"),
    r"(?<![\w-])scrollbar-gutter\s*:": (94, "scrollbar-gutter"),
    r"(?<![\w-])scrollbar-(?:width|color)\s*:": (121, "scrollbar-width"),
    r"(?<![\w-])(?:translate|rotate|scale)\s*:": (104, "single transforms"),
    r"(?<![\w-])hyphenate-character\s*:": (106, "hyphenate-character"),
    r"(?<![\w-])field-sizing\s*:": (123, "field-sizing"),
    r"color-mix\(": (111, "color-mix()"),
    r"(?<![\w-])(?:oklch|oklab|lch|lab|color|hwb)\(": (101, "new colours"),
    r"light-dark\(": (123, "light-dark()"),
    r"\d(?:dvh|svh|lvh|dvw|svw|lvw)\b": (108, "dvh"),
    r"\d(?:cqw|cqh|cqi|cqb)\b": (105, "cq units"),
    r"\d(?:lh|rlh|cap|ic)\b": (109, "lh"),
    r"\bsubgrid\b": (117, "subgrid"),
    r"@media[^{]*\([^)]*[<>]": (104, "media ranges"),
    r"(?<![\w-])(?:round|rem|mod|sin|cos)\(": (111, "CSS maths"),
    r"[{;]\s*&": (112, "nesting"),
    r"@media[^{]*prefers-contrast": (96, "prefers-contrast"),
    r"(?<![\w-])forced-color-adjust\s*:": (89, "forced-color-adjust"),
}
"""Pattern → first Chromium, name."""

SCRIPT = {
    r"\.at\(": (92, ".at()"),
    r"\bstructuredClone\(": (98, "structuredClone()"),
    r"\bObject\.hasOwn\(": (93, "Object.hasOwn()"),
    r"\.replaceChildren\(": (86, "replaceChildren()"),
    r"\.findLast(?:Index)?\(": (97, "findLast()"),
    r"\.replaceAll\(": (85, "replaceAll()"),
    r"\.to(?:Sorted|Reversed|Spliced)\(": (110, "toSorted()"),
    r"\bObject\.groupBy\(": (117, "groupBy()"),
    r"\bPromise\.withResolvers\(": (119, "withResolvers()"),
    r"\bAbortSignal\.(?:timeout|any)\(": (103, "AbortSignal.timeout()"),
    r"\bcrypto\.randomUUID\(": (92, "randomUUID()"),
    r"\bIntl\.Segmenter\b": (87, "Segmenter"),
    r"\bError\([^()]*,\s*\{\s*cause": (93, "error causes"),
    r"\.show(?:Popover|Picker)\(": (99, "showPicker()"),
    r"\bstartViewTransition\(": (111, "view transitions"),
    r"\bscheduler\.": (94, "scheduler"),
    r"\bCompressionStream\b": (80, "CompressionStream"),
    r"static\s*\{": (94, "static blocks"),
    r"\b#\w+\s+in\s": (91, "brand checks"),
    r"(?:\?\?|\|\||&&)=": (85, "logical assignment"),
    r"\d_\d": (75, "numeric separators"),
    r"/[a-z]*d?[a-z]*v[a-z]*(?=[,;)])": (112, "the v flag"),
    r"^\s*await\s": (89, "await at the top"),
}

FALLS_BACK = {
    "wuze/vendor/htmx.min.js": {"view transitions": "asked for first; only where a page switches it on"},
    "wuze/vendor/bootstrap.min.css": {"inset": "only in floating labels, which no page of ours has"},
    "wuze/wuze.css": {"accent-color": "the colour of a check box; without it the browser's own"},
}
"""What may be there all the same, because its absence does no harm."""


def used(name: str, text: str) -> list[tuple[int, str]]:
    """Features of the tables that a file uses: the first Chromium, and the name."""
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    table = CSS if name.endswith(".css") else SCRIPT
    return [found for pattern, found in table.items() if re.search(pattern, plain, re.MULTILINE)]


def too_new(name: str, text: str, oldest: int = OLDEST) -> list[str]:
    """Features this file uses that the oldest browser does not know, without those that fall back."""
    excused = next((words for end, words in FALLS_BACK.items() if name.endswith(end)), {})
    return [
        f"{name}: {label} ({first})" for first, label in used(name, text) if first > oldest and label not in excused
    ]
