"""What each screen shows: functions from what is true and who looks, to plain data.

Every button a screen offers is asked of the procedure; no screen holds a rule of its own.
It must not know requests, templates, stores or the clerk.
"""
