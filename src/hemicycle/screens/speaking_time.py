"""When a speaking time comes to its end: one rule for every screen that counts it down."""

LAST_S = 30  # from here on the clock of a speaker is amber, and says so
