"""The approver table with its pickers, and 线下审批登记: what approval needs of units and posts."""
