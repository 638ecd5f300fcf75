"""Daily reminders, and how they go beyond this site: e-mail, and the group robots of DingTalk, WeCom and Feishu. Off until a channel is set.

Only the worker sends. It notes that it is about to before it does, so a message goes out at most once a channel and day:
what was cut off in the middle is 不明 and never repeated; what was certainly not taken is tried again.
"""
