"""Pictures and films that curators upload: looked into, kept, made small, served and swept.

`examining` says whether a file may be kept; it and the readers below it know no database.
"""
