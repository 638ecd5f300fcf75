"""The manual in the site: every chapter readable by anybody, links and pictures that lead somewhere, lines found."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from wuze.portal.manual import chapters
from wuze.portal.manual.chapters import BY_NAME, CHAPTERS, DOCS, explains
from wuze.portal.manual.text import find, page

FOR_DEVELOPERS = {"development", "components"}


def test_every_page_for_users_is_a_chapter() -> None:
    files = {file.stem for file in DOCS.glob("*.md")} - FOR_DEVELOPERS
    assert files == {chapter.file for chapter in CHAPTERS}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_links_lead_to_places_and_pictures_that_are_there(chapter: object, client: Client) -> None:
    here = BY_NAME[str(getattr(chapter, "name", ""))]
    body = page(here).body
    for link in map(unescape, re.findall(r'(?:href|src)="([^"]*)"', body)):
        if link.startswith("http"):
            continue
        path, _, place = unquote(link).partition("#")
        found = resolve(path)
        if found.url_name == "manual-picture":
            assert (DOCS / "pictures" / found.kwargs["name"]).is_file()
        elif place:
            assert f'id="{place}"' in page(BY_NAME[found.kwargs["name"]]).body
    assert ".md" not in re.sub(r"<code>.*?</code>", "", body)


def test_the_beginnings_of_addresses_are_addresses() -> None:
    wrong = []
    for start in [start for chapter in CHAPTERS for start in chapter.pages]:
        try:
            resolve(start)
        except Resolver404:
            wrong.append(start)
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "start"), ("/ledger/9/", "ledger"), ("/ledger/quick/", "quick"), ("/assessment/rounds/2/", "round"),
        ("/registry/organisations/1/", "registry"), ("/registry/accounts/", "people"), ("/nowhere/", "start"),
    ],
)  # fmt: skip
def test_a_page_leads_to_what_explains_it(path: str, name: str) -> None:
    assert explains(path).name == name


def test_a_line_is_found_under_its_heading() -> None:
    found = find("延期 节点前")
    assert [(line.chapter.name, line.head) for line in found][:1] == [("ledger", "时间怎么算")]
    assert find("　") == []


def test_marks_in_a_text_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "DOCS", tmp_path)
    (tmp_path / "x.md").write_text(
        "# 题\n\n<script>alert(1)</script> <b>粗</b> [看](javascript:alert(1))", encoding="utf-8"
    )
    body = page(chapters.Chapter("x", "x", ""))
    assert "<script" not in body.body
    assert "<b>" not in body.body
    assert 'href="javascript' not in body.body
    assert "&lt;b&gt;粗" in body.body


@pytest.mark.django_db
def test_anybody_reads_it_and_what_is_not_there_is_said(client: Client) -> None:
    assert "没有找到“木星”" in client.get(reverse("manual"), {"q": "木星"}).content.decode()
    assert client.get(reverse("manual"), {"page": "/ledger/3/"})["Location"] == reverse(
        "manual-chapter", args=["ledger"]
    )
    assert "<h1>履责台账</h1>" in client.get(reverse("manual-chapter", args=["ledger"])).content.decode()
    assert client.get(reverse("manual-chapter", args=["none"])).status_code == 404
    assert client.get(reverse("manual-picture", args=["..%2Fdevelopment.md"])).status_code == 404
    assert client.get(reverse("manual-picture", args=["工具箱.png"]))["Content-Type"] == "image/png"
