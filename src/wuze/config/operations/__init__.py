"""What an operator does to the site from the command line: start it, back it up, restore it, look after it.

``wuze`` (the command) names these modules and imports one only when it is asked for, because they know Django.
"""
