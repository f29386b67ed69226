"""Reminders: when one is due, and how it reaches somebody. Services say whether it still should.

times           when, by the clock where somebody lives; pure
links           addresses that work without signing in: to stop, and the calendar
mail push       the two hands that carry a reminder
digest          the mail in the morning to a clinician
calendar        the same times as a calendar to subscribe to
movement_breaks what to do in the two minutes of a break
"""
