"""What each screen shows, and to whom: from a small session that the clerk keeps in memory."""
