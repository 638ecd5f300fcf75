"""Nothing shipped to a browser is newer than the oldest one in use, unless it does no harm there."""

from __future__ import annotations

import pytest

from tests.architecture import browsers, tree

SHIPPED = [
    name for name in tree.files() if "/static/" in name and name.startswith("src/") and name.endswith((".css", ".js"))
]
TEMPLATES = [name for name in tree.files() if "/templates/" in name and name.startswith("src/")]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.css", ".a { inset: 0; }", ["a.css: inset (87)"]), ("a.css", "a:is(.b) { color: red; }", ["a.css: :is() (88)"]),
        ("a.css", ".a { margin-inline: 0; }", ["a.css: logical shorthands (87)"]), ("a.css", ".a { height: 100dvh; }", ["a.css: dvh (108)"]),
        ("a.css", ".a { color: red; & b { color: red; } }", ["a.css: nesting (112)"]), ("a.js", "x = y.at(-1)", ["a.js: .at() (92)"]),
        ("a.css", "@media (width >= 600px) { }", ["a.css: media ranges (104)"]), ("a.js", "structuredClone(x)", ["a.js: structuredClone() (98)"]),
        ("a.css", "/* :has(x) */ .wz-inset { gap: 4px; } a:focus-visible { margin-inline-start: 0; top: 0; }", []),
        ("a.js", "x = y?.z ?? w; for (const a of b) a.replaceChildren();", []),
    ],
)  # fmt: skip
def test_a_feature_too_new_is_seen(name: str, text: str, found: list[str]) -> None:
    assert browsers.too_new(name, text) == found


def test_what_is_shipped_works_in_the_oldest_browser() -> None:
    assert [fault for name in SHIPPED for fault in browsers.too_new(name, tree.text(name))] == []


def test_every_excuse_is_still_needed() -> None:
    for end, words in browsers.FALLS_BACK.items():
        name = next(one for one in SHIPPED if one.endswith(end))
        assert set(words) <= {label for _, label in browsers.used(name, tree.text(name))}, end
    assert [name for name in TEMPLATES if "form-floating" in tree.text(name)] == []


def test_pages_hold_no_element_that_is_newer() -> None:
    newer = ("popover=", " inert", 'loading="lazy" popover', "<search", "<selectlist", 'enterkeyhint=""')
    assert [(name, word) for name in TEMPLATES for word in newer if word in tree.text(name)] == []
