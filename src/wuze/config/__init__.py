"""The composition root: settings, urls, wsgi, and ``python -m wuze.config`` for management commands."""
