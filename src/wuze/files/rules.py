"""Names as they are shown. On disk a file has no name but its hash."""

from __future__ import annotations

import re
import unicodedata

from wuze.files.errors import BadFile
from wuze.files.kinds import Kind

MOST_NAME = 80
NOT_HERE = ("身份证", "花名册", "绝密", "机密", "秘密★")
"""Words in a name that speak of what must not be handed in here (SEC-64, mission: no ID cards, rosters, secrets)."""

NOTICE = "不得上传身份证、花名册、涉密材料。"
_INNER = re.compile(r"\.(?=[A-Za-z])")


def shown_name(given: str, kind: Kind) -> str:
    """The last part of the name, without what could deceive: folders, control and direction marks, a second suffix.

    Raises BadFile where the suffix says something else than the content, or the name speaks of what must not be here.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given))[-1]
    plain = "".join(one for one in last if unicodedata.category(one)[0] not in "CZ" or one == " ").rstrip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if f"{dot}{suffix}".lower() not in kind.suffixes:
        raise BadFile(f"名字和内容不符：内容是{kind.label}，名字要以{kind.suffixes[0]}结尾。")
    for word in NOT_HERE:
        if word in stem:
            raise BadFile(f"名字里有“{word}”。{NOTICE}确实不是的，改个名字再交。")
    stem = re.sub(r'[<>:"|?*]', "_", _INNER.sub("_", stem))
    return f"{stem[:MOST_NAME].strip(' .') or '材料'}.{suffix.lower()}"


def size_word(size: int) -> str:
    """As a person reads it."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f} MB"
