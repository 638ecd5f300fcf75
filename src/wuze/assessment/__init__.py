"""考责: the scheme, rounds and results. So far: a county's own scoring table on its way to a scheme (``readings``)."""
