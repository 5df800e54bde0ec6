"""What is not procedure: accounts, who sits where, and the names of persons and parliaments.

A Django app over `secretariat.sqlite3`, or over a schema of a database in PostgreSQL. It must not
know the clerk, the journal's store or pages.
"""
