"""One page with every component in every state: for developers, for looking at, and for the browser tests.

Invented data only, marked 演示数据; the site shows it with ``WUZE_DEBUG`` alone.
"""
