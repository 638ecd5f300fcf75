"""The addresses people use decide hosts, cookies and HSTS."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from wuze.config.origins import DEFAULT, Origins, origins


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        (
            DEFAULT,
            Origins(("127.0.0.1", "localhost"), ("http://127.0.0.1:8000", "http://localhost:8000"), False, True),
        ),
        (["http://[::1]:8000"], Origins(("[::1]",), ("http://[::1]:8000",), False, True)),
        (["https://a.gov.cn/"], Origins(("a.gov.cn",), ("https://a.gov.cn",), True, False)),
        (
            ["https://A.gov.cn:8443", "https://10.1.2.3"],
            Origins(("a.gov.cn", "10.1.2.3"), ("https://A.gov.cn:8443", "https://10.1.2.3"), True, False),
        ),
        (["http://10.1.2.3", "http://localhost"], Origins(("10.1.2.3", "localhost"), ("http://10.1.2.3", "http://localhost"), False, False)),
    ],
)  # fmt: skip
def test_addresses_are_read(addresses: list[str], found: Origins) -> None:
    assert origins(addresses) == found


@pytest.mark.parametrize(
    "addresses",
    [[], ["a.gov.cn"], ["ftp://a.gov.cn"], ["https://"], ["https://a.gov.cn/wuze"], ["https://a.cn", "http://a.cn"]],
)
def test_other_spellings_are_refused(addresses: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="WUZE_ORIGINS 要写成"):
        origins(addresses)
