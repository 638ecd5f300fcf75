"""Approval, one mechanism for all packages: ``acts`` registers what can be approved, ``actions`` asks and decides,
``policy`` says why not, ``queries`` finds what waits for whom."""
