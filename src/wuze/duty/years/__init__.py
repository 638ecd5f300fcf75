"""年度安排: the year as a list of lines (data), from which the ledger makes tasks by one act."""
