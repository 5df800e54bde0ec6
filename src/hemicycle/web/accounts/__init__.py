"""Accounts on the web: signing in, keys, enrolment at the desk, and who is signed in where."""
