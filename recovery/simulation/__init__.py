"""A protocol tried on made-up people before anybody is put on it. It says nothing of real ones.

courses    how somebody feels day by day, told in advance
bodies     virtual patients: a muscle that heals, is loaded and may be hurt again
clinician  clears locks and says yes to what waits
run        the days of a plan with such a person, decided by the rules
findings   what to look at afterwards: pace, returns, undone steps, dead ends
population many virtual patients, and their ranges
"""
