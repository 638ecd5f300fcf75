"""The border: workbooks to tables and faults, results to workbooks. The only place that knows an Office library."""
