"""The rules: how a pain report becomes today's activity.

A plan is a pure function of three things: the log, the protocol's version and the day.
Nothing here knows a database, a clock, a setting or a web page.
"""
