"""Marks and the rows of a list, drawn without a template: a page has hundreds of fields, and drawing each by one costs
more than finding it. Everything that is not our own goes through ``escape``."""

from __future__ import annotations

from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from wuze.kernel.web.components import Light, Tag
from wuze.kernel.web.listing import Cell, Column, Listing, Row

SPRITE = "wuze/vendor/icons.svg"


def icon(name: str) -> SafeString:
    """One symbol of the sprite, silent for screen readers: the words beside it say the same."""
    return mark_safe(  # noqa: S308 - both parts are escaped
        f'<svg class="wz-i" aria-hidden="true"><use href="{escape(static(SPRITE))}#{escape(name)}"></use></svg>'
    )


def light(one: Light) -> SafeString:
    """Shape and word."""
    text = f'<span class="wz-light is-{escape(one.state)}">{icon(f"light-{one.state}")}{escape(one.word)}</span>'
    return mark_safe(text)  # noqa: S308 - every part is escaped


def tag(one: Tag) -> SafeString:
    """A mark that stays, with the way to what it means where there is one."""
    css = f"wz-tag is-{escape(one.kind)}" if one.kind else "wz-tag"
    word = escape(one.word)
    text = f'<a class="{css}" href="{escape(one.url)}">{word}</a>' if one.url else f'<span class="{css}">{word}</span>'
    return mark_safe(text)  # noqa: S308 - every part is escaped


def rows(listing: Listing) -> SafeString:
    """All rows of a list, with a box to choose each where something can be done with several."""
    heads = [(_css(column), _css(column, quiet=True), escape(column.label)) for column in listing.columns]
    text = "\n".join(_row(one, heads, bulk=listing.bulk is not None) for one in listing.rows)
    return mark_safe(text)  # noqa: S308 - every part is escaped


def _css(column: Column, *, quiet: bool = False) -> str:
    words = ("wz-num" if column.numeric else "", "c-opt" if column.optional else "",
             f"is-{column.phone}" if column.phone else "", "wz-quiet" if quiet else "")  # fmt: skip
    found = " ".join(word for word in words if word)
    return f' class="{found}"' if found else ""


def _row(row: Row, heads: list[tuple[str, str, str]], *, bulk: bool) -> str:
    css, chosen = (' class="is-picked"', " checked") if row.picked else ("", "")
    box = (
        f'<td class="wz-pick"><input type="checkbox" name="row" value="{escape(row.key)}"{chosen}'
        f' aria-label="选{escape(row.label)}"></td>'
    )
    fields = (
        f'<td data-th="{label}"{quiet if cell.quiet else plain}>{_cell(cell)}</td>'
        for (plain, quiet, label), cell in zip(heads, row.cells, strict=True)
    )
    return f"<tr{css}>{box if bulk else ''}{''.join(fields)}</tr>"


def _cell(cell: Cell) -> str:
    text = escape(str(cell.text))
    if cell.url:
        text = f'<a href="{escape(cell.url)}">{text}</a>'
    elif cell.strong:
        text = f"<b>{text}</b>"
    return f"{light(cell.light) if cell.light else ''}{text}{''.join(tag(one) for one in cell.tags)}"
