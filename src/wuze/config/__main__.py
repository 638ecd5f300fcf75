"""``python -m wuze.config COMMAND``: Django's management commands, with data folder and keys laid first."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from wuze.config import keys


def main(arguments: Sequence[str]) -> None:
    """Lay what is missing, say so, and run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuze.config.settings")
    for path in keys.lay(keys.data_folder()):
        print(f"已建立密钥文件：{path}", file=sys.stderr)
    execute_from_command_line(["wuze.config", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
