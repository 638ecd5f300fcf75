"""The files we serve: nothing outside (SEC-50), nothing inline, nothing newer than Chromium 86, true manifests, size."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from tests.architecture import tree
from tools import vendor
from wuze.kernel.web.files import Storage

WEB = tree.ROOT / "src/wuze/kernel/web"
STATIC = WEB / "static/wuze"
OWN = [path for path in sorted(WEB.rglob("*")) if path.suffix in {".html", ".css", ".js", ".svg"}]
TEMPLATES = sorted((tree.ROOT / "src/wuze").rglob("templates/**/*.html"))
STYLES = [path for path in OWN if path.suffix == ".css" and "vendor" not in path.parts]
SCRIPTS = [path for path in OWN if path.suffix == ".js"]

OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]+\.\w+|@import")
NAMED_NOT_ASKED = ("http://www.w3.org/", "https://getbootstrap.com/", "https://github.com/twbs/")
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:|\shx-on|\shx-vals=.js:", re.IGNORECASE
)
BANNED = {
    ":has(": 105, ":is(": 88, ":where(": 88, "color-mix(": 111, "oklch(": 111, "@layer": 99, "@container": 105,
    "@property": 85, "inset:": 87, "aspect-ratio:": 88, "dvh": 108, "svh": 108, "light-dark(": 123, "@scope": 118,
    "text-wrap:": 114, "subgrid": 117, "@import": 0, "url(": 0,
}  # fmt: skip
NESTED = re.compile(r"\{[^{}@]*[&>+~.#][^{};:]*\{")
CAPTURE = re.compile(r"geolocation|getUserMedia|localStorage|sessionStorage|indexedDB|\beval\(|new Function|innerHTML")


def outside(text: str) -> list[str]:
    """Addresses of other hosts, less names that are never asked (namespaces, licence lines)."""
    for name in NAMED_NOT_ASKED:
        text = text.replace(name, "")
    return OUTSIDE.findall(text)


def without_comments(css: str) -> str:
    """Rules alone."""
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def newer_than_86(css: str) -> list[str]:
    """Features that Chromium 86 does not know, or that reach outside."""
    rules = without_comments(css)
    nested = [found.group() for found in NESTED.finditer(re.sub(r"@(?:media|page)[^{]*\{", "", rules))]
    return [word for word in BANNED if word in rules] + nested


def test_planted_faults_are_seen() -> None:
    assert outside('<script src="https://cdn.example.com/x.js">') == ["https://cdn.example.com"]
    assert outside('<img src="//cdn.example.com/x">') == ["//cdn.example.com"]
    assert outside('<svg xmlns="http://www.w3.org/2000/svg">') == []
    for text in ('<p style="x">', "<style>", "<script>x</script>", '<a onclick="x">', '<a href="javascript:x">'):
        assert INLINE.search(text), text
    assert not INLINE.search('<script src="x.js" defer>')
    assert newer_than_86("a:has(b) { color: red } c { inset: 0 }") == [":has(", "inset:"]
    assert newer_than_86("a { color: red; & b { top: 0 } }") != []
    assert newer_than_86("@media print { a > b { color: red } } /* :has( */") == []


def test_sec_50_no_file_asks_another_host() -> None:
    assert {path.name: outside(path.read_text("utf-8")) for path in OWN if outside(path.read_text("utf-8"))} == {}


def test_no_template_holds_inline_script_or_style() -> None:
    assert [(p.name, found.group()) for p in TEMPLATES if (found := INLINE.search(p.read_text("utf-8")))] == []


def test_no_style_sheet_holds_a_picture_that_the_policy_refuses() -> None:
    styles = [path for path in OWN if path.suffix == ".css"]
    assert {path.name: "data:" in without_comments(path.read_text("utf-8")) for path in styles} == {
        "wuze.css": False,
        "bootstrap.min.css": False,
    }


def test_own_styles_are_known_to_chromium_86() -> None:
    assert [path.name for path in STYLES] == ["wuze.css"]
    assert {path.name: newer_than_86(path.read_text("utf-8")) for path in STYLES} == {"wuze.css": []}


def test_sec_71_and_sec_48_own_script_takes_nothing_and_stores_nothing() -> None:
    own = [path for path in SCRIPTS if "vendor" not in path.parts]
    assert {path.name: CAPTURE.findall(path.read_text("utf-8")) for path in own} == {"wuze.js": []}


@pytest.mark.parametrize("folder", sorted(vendor.FILES))
def test_manifests_name_every_vendored_file_with_its_sum(folder: Path) -> None:
    place = tree.ROOT / folder
    manifest = json.loads((place / vendor.MANIFEST).read_text(encoding="utf-8"))
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.iterdir()
        if path.name != vendor.MANIFEST
    }
    assert {name: entry["sha256"] for name, entry in manifest.items()} == sums
    exact = vendor.versions(tree.ROOT)
    assert {entry["package"] for entry in manifest.values()} <= {f"{name}@{exact[name]}" for name in exact}


def test_the_npm_lock_names_no_host_and_agrees_with_package_json() -> None:
    lock = json.loads((tree.ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = lock["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert {name: packages[f"node_modules/{name}"]["version"] for name in vendor.versions(tree.ROOT)} == (
        vendor.versions(tree.ROOT)
    )


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    sprite = (STATIC / "vendor/icons.svg").read_text(encoding="utf-8")
    have = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    written = "".join(path.read_text("utf-8") for path in TEMPLATES)
    asked = set(re.findall(r'{% icon "([\w-]+)"(?!\|)', written)) - {"light-"}
    assert asked - have == set()
    assert {f"light-{state}" for state in ("red", "amber", "green", "none")} <= have


def test_the_first_page_weighs_less_than_300_kb_compressed(site: None) -> None:
    page = Client().get("/components/", headers={"host": "127.0.0.1"}).content
    named = set(re.findall(rb'(?:href|src)="/static/wuze/([^"#]+)', page))
    sizes = {name.decode(): len(gzip.compress((STATIC / name.decode()).read_bytes())) for name in named}
    assert set(sizes) == {
        "mark.svg", "vendor/bootstrap.min.css", "wuze.css", "vendor/htmx.min.js", "wuze.js", "vendor/icons.svg",
    }  # fmt: skip
    assert sum(sizes.values()) + len(gzip.compress(page)) < 300_000


def test_files_can_be_collected_compressed_under_names_with_their_hash(tmp_path: Path) -> None:
    assert Storage().url("wuze/wuze.css") == "/static/wuze/wuze.css"
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        address = Storage().url("wuze/wuze.css")
    assert re.fullmatch(r"/static/wuze/wuze\.[0-9a-f]{12}\.css", address)
    assert (tmp_path / f"wuze/{Path(address).name}.gz").exists()


def status(path: str) -> int:
    """Status of a file asked for, closed again."""
    answer = Client().get(path, headers={"host": "127.0.0.1"})
    answer.close()
    return answer.status_code


def test_a_folder_nobody_collected_into_is_passed_over(tmp_path: Path, db: None) -> None:
    with override_settings(STATIC_ROOT=tmp_path / "none"):
        assert status("/static/wuze/wuze.js") == 200
    (tmp_path / "collected").mkdir()
    (tmp_path / "collected/x.css").write_text("a { top: 0 }")
    with override_settings(STATIC_ROOT=tmp_path / "collected"):
        assert status("/static/x.css") == 200
