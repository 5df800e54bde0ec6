"""Django over PostgreSQL, with the promises that the file in SQLite gives: one writes at a time."""
