"""One-time links: ``tasks`` registers what a link can let do, ``gate.bearer`` opens a view to its bearer, ``actions``
issues, uses and voids."""
