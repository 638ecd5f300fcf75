"""The way in: password, second factor, sessions, lockout, demo entry, own page."""
