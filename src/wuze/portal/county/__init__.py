"""The county on one page, and the same for a leader on one sheet of paper."""
