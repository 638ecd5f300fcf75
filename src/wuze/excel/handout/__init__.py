"""下发 and 汇总: one table split into a workbook per town, and the returned workbooks merged. Files in, files out."""
