"""反馈单: one page a unit, from a result workbook read back; and the list for the county's 考核办."""
