"""``{% load wuze %}``: one tag per component, and dates as officials write them.

Every tag takes one dataclass of ``components`` or ``listing`` and lays it out. None decides anything: no tag compares
dates, chooses a light, checks a right or counts points.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, PasswordInput, Select, SelectMultiple
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wuze.kernel.web import drawn
from wuze.kernel.web.components import (
    Chain,
    Empty,
    Event,
    Figure,
    Link,
    Meter,
    Note,
    QueueRow,
    Refused,
    Stale,
    StateBar,
    Tile,
    Verb,
    Why,
)  # fmt: skip
from wuze.kernel.web.htmx import kind
from wuze.kernel.web.listing import Listing, Reminder
from wuze.kernel.web.request import FIELD, once_key
from wuze.kernel.web.security import HTMX_CONFIG

register = template.Library()
WEEKDAYS = "一二三四五六日"

# --- dates ------------------------------------------------------------------------------------------------------------


def local(value: date | datetime) -> date | datetime:
    """An aware instant in the time of this country; a date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def cn_date(value: date | datetime) -> str:
    """11月23日."""
    day = local(value)
    return f"{day.month}月{day.day}日"


@register.filter
def cn_full_date(value: date | datetime) -> str:
    """2026年11月23日."""
    return f"{local(value).year}年{cn_date(value)}"


@register.filter
def cn_near(value: date | datetime, today: date) -> str:
    """11月23日 in the year it is, 2027年6月18日 in any other: no day can be taken for one of this year."""
    return cn_date(value) if local(value).year == today.year else cn_full_date(value)


@register.filter
def cn_day(value: date | datetime) -> str:
    """11月23日（周一）."""
    return f"{cn_date(value)}（周{WEEKDAYS[local(value).weekday()]}）"


@register.filter
def cn_weekday(value: date | datetime) -> str:
    """星期一."""
    return f"星期{WEEKDAYS[local(value).weekday()]}"


@register.filter
def cn_moment(value: date | datetime) -> str:
    """11月23日 16:40 for an instant, 11月23日 for a date."""
    shown = local(value)
    return f"{cn_date(shown)} {shown:%H:%M}" if isinstance(shown, datetime) else cn_date(shown)


@register.filter
def iso(value: date | datetime) -> str:
    """For the ``datetime`` attribute."""
    shown = local(value)
    return shown.isoformat(timespec="minutes") if isinstance(shown, datetime) else shown.isoformat()


@register.filter
def note_kind(level_tag: str) -> str:
    """Django's message level as a kind of note."""
    return kind(level_tag)


# --- small marks ------------------------------------------------------------------------------------------------------


register.simple_tag(drawn.icon)
register.simple_tag(drawn.light)
register.simple_tag(drawn.tag)
register.simple_tag(drawn.rows, name="list_rows")


@register.simple_tag
def once() -> SafeString:
    """The hidden one-time key of a form: each form of a page has its own."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, once_key())


@register.simple_tag
def htmx_config() -> str:
    """Settings of htmx for its meta element."""
    return json.dumps(HTMX_CONFIG)


@register.inclusion_tag("wuze/parts/note.html")
def note(note: Note) -> dict[str, Any]:
    """One sentence that changes the next step."""
    return {"note": note}


@register.inclusion_tag("wuze/parts/empty.html")
def nothing(empty: Empty) -> dict[str, Any]:
    """An empty place: what is true, and the next step. (``empty`` belongs to Django's ``for``.)"""
    return {"empty": empty}


# --- verbs and state --------------------------------------------------------------------------------------------------


@register.inclusion_tag("wuze/parts/verb.html", takes_context=True)
def verb(context: Context, verb: Verb, small: bool = False) -> dict[str, Any]:
    """A living verb: a POST form of its own, or a link."""
    return {"verb": verb, "small": small, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("wuze/parts/refused.html")
def refused(refused: Refused, key: str) -> dict[str, Any]:
    """A dead verb, its reason and the way out. ``key`` makes the id unique on the page."""
    return {"refused": refused, "key": key}


@register.inclusion_tag("wuze/parts/state.html", takes_context=True)
def state_bar(context: Context, bar: StateBar) -> dict[str, Any]:
    """Steps, whose turn, verbs on the left, dead verbs on the right."""
    return {"bar": bar, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("wuze/parts/chain.html")
def chain(chain: Chain) -> dict[str, Any]:
    """The six links with what each holds about this thing."""
    return {"chain": chain}


@register.inclusion_tag("wuze/parts/timeline.html")
def timeline(events: Sequence[Event]) -> dict[str, Any]:
    """What happened, newest first."""
    return {"events": events}


@register.inclusion_tag("wuze/parts/queue.html", takes_context=True)
def queue(context: Context, rows: Sequence[QueueRow], label: str, slim: bool = False) -> dict[str, Any]:
    """Things to do, or (slim) things others owe."""
    return {"rows": rows, "label": label, "slim": slim, "csrf_token": context.get("csrf_token")}


# --- numbers ----------------------------------------------------------------------------------------------------------


@register.inclusion_tag("wuze/parts/figures.html")
def figures(figures: Sequence[Figure], wide: bool = False) -> dict[str, Any]:
    """Three to five numbers in one row, without boxes."""
    return {"figures": figures, "wide": wide}


@register.inclusion_tag("wuze/parts/meters.html")
def meters(meters: Sequence[Meter]) -> dict[str, Any]:
    """Parts of wholes as bars that start at zero."""
    return {"meters": meters}


@register.inclusion_tag("wuze/parts/tiles.html")
def tiles(tiles: Sequence[Tile], label: str) -> dict[str, Any]:
    """One measure over 8-20 places."""
    return {"tiles": tiles, "label": label}


@register.inclusion_tag("wuze/parts/why.html", takes_context=True)
def why(context: Context, why: Why, key: str) -> dict[str, Any]:
    """An opened score item: clause → fact → evidence → source → points."""
    return {"why": why, "key": key, "csrf_token": context.get("csrf_token")}


# --- lists, forms, sections -------------------------------------------------------------------------------------------


@register.inclusion_tag("wuze/parts/list.html", takes_context=True)
def listing(context: Context, listing: Listing) -> dict[str, Any]:
    """A whole list; the view sends the same tag alone as the fragment."""
    return {"list": listing, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("wuze/parts/reminder.html", takes_context=True)
def reminder(context: Context, reminder: Reminder) -> dict[str, Any]:
    """Text to paste into a chat group, with a button that copies it."""
    return {"reminder": reminder, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("wuze/parts/stale.html")
def stale(stale: Stale) -> dict[str, Any]:
    """Both states side by side."""
    return {"stale": stale}


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A widget with our class, tied to its help and its errors."""
    widget = field.field.widget
    native = isinstance(widget, CheckboxInput) or widget.__class__.__name__ in {"RadioSelect", "CheckboxSelectMultiple"}
    css = "" if native else "form-select" if isinstance(widget, Select | SelectMultiple) else "form-control"
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    attrs: dict[str, Any] = {}
    if field.errors:
        attrs["aria-invalid"] = "true"
        described.append(f"{field.auto_id}_error")
        css = f"{css} is-bad".strip()
    if css:
        attrs["class"] = css
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.simple_block_tag(takes_context=True, end_name="endform_layout")
def form_layout(
    context: Context, content: str, form: BaseForm, verb: str, action: str = "", back: Link | None = None,
    stale: Stale | None = None, version: int | None = None,
) -> SafeString:  # fmt: skip
    """A whole form: stale notice, error summary, fields with errors beside them, one primary verb.

    The content of the block stands between the fields and the verb (what is not recorded, what happens next).
    """
    values = {
        "form": form,
        "secret": all(isinstance(field.field.widget, PasswordInput) for field in form.visible_fields()),
        "verb": verb,
        "action": action,
        "back": back,
        "stale": stale,
        "content": content,
        "version": version,
    }
    return render_to_string("wuze/parts/form.html", values | {"csrf_token": context.get("csrf_token")})


@register.simple_block_tag(end_name="endsection")
def section(
    content: str, title: str, key: str, count: str = "", more: Link | None = None, aside: str = ""
) -> SafeString:
    """A heading with a rule below, an optional count, and at its end a link or a remark."""
    values = {"title": title, "key": key, "count": count, "more": more, "aside": aside, "content": content}
    return render_to_string("wuze/parts/section.html", values)
