"""Schemes: uploaded or edited, checked, adopted by approval, in editions that never change once adopted."""
