"""记一条: what was done, entered once and used everywhere: talks, trainings, 四同, visits, member education, effects.

Never what was said in a talk: there is no field for it.
"""
