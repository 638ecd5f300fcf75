"""留痕: every act leaves one entry that nobody can change unseen.

What other packages use: ``actions`` (record, prune, export), ``values`` (Who, Thing, Row, Origin, Sensitive),
``catalogue`` (register), ``enums``, ``queries``, ``models``. ``verify`` and this module import no Django.
"""
