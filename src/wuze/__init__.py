"""五责: a county's responsibility for Party-building in private firms and social organisations."""

__version__ = "0.1.0"
