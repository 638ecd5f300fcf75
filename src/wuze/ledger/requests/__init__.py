"""诉求直通 (N22): a difficulty raised by a secretary or an owner, a department's matter with a clock, a visible answer.

A request is a record of its own and makes no Task. A Task is asked from above, accepted by whoever issued it and verified
by a second person there; a request is asked from below, and only the asker says whether it is answered. Made a Task, each
would stand on two pages, need three people's clicks after the answer and mix into rates of duties. What is the same is
used: the working days, the late mark that stays, the approvals of an extension, the light.
"""
