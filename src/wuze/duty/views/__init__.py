"""Pages of 明责."""
