"""Rosters from offices: uploaded, looked at, settled, written; and exports made to come back."""
