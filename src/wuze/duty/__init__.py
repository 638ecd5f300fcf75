"""明责: who owes what, by post and by name; what the county committee takes up; who visits whom; the year's template."""
