"""``python -m wuze.cli``."""

import sys

from wuze.cli import main

sys.exit(main())
