"""Markdown of the manual as a page: headings with a place to jump to, links and pictures inside the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from wuze.portal.manual.chapters import BY_FILE, CHAPTERS, Chapter

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter made ready. ``heads`` are its second-level headings: place and words."""

    title: str
    heads: tuple[tuple[str, str], ...]
    body: SafeString


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the manual that has the words looked for, and the place of the heading above it."""

    chapter: Chapter
    head: str
    place: str
    line: str


@cache
def page(chapter: Chapter) -> Page:
    """The chapter as HTML; the first heading is the title and not in the body."""
    tokens = _PARSER.parse(chapter.text())
    heads: list[tuple[str, str]] = []
    for token, after in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _place(after.content))
            if token.tag == "h2":
                heads.append((_place(after.content), after.content))
    for token in tokens:
        _inside(token.children or [])
    body = _PARSER.renderer.render(tokens[3:], _PARSER.options, {})
    return Page(tokens[1].content, tuple(heads), mark_safe(body))  # noqa: S308 - our own file, raw HTML is switched off


def find(words: str) -> list[Found]:
    """Lines of all chapters that have every one of these words, in the order of the manual."""
    wanted = words.casefold().split()
    return [found for chapter in CHAPTERS for found in _lines(chapter) if _has(found, wanted)] if wanted else []


def _has(found: Found, wanted: Sequence[str]) -> bool:
    line = f"{found.head} {found.line}".casefold()
    return all(word in line for word in wanted)


@cache
def _lines(chapter: Chapter) -> tuple[Found, ...]:
    return tuple(_walk(chapter))


def _walk(chapter: Chapter) -> Iterator[Found]:
    tokens = _PARSER.parse(chapter.text())
    head, row = chapter.file, []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = "".join(child.content for child in token.children or [])
            if before is not None and before.type == "heading_open":
                head = words
            elif before is not None and before.type in {"td_open", "th_open"}:
                row.append(words)
                continue
            yield Found(chapter, head, _place(head), _short(words))
        elif token.type == "tr_close":
            yield Found(chapter, head, _place(head), _short("：".join(row)))
            row = []


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"


def _place(heading: str) -> str:
    return re.sub(r"[^\w]+", "-", heading).strip("-")


def _inside(tokens: Sequence[Token]) -> None:
    """Links between the files become links between the pages, pictures come from here."""
    for token in tokens:
        if token.type == "link_open":
            file, mark, place = unquote(str(token.attrGet("href"))).partition("#")
            if chapter := BY_FILE.get(file.removesuffix(".md")):
                token.attrSet("href", reverse("manual-chapter", args=[chapter.name]) + mark + place)
        elif token.type == "image":
            name = unquote(str(token.attrGet("src"))).removeprefix("pictures/")
            token.attrSet("src", reverse("manual-picture", args=[name]))
            token.attrSet("loading", "lazy")
