"""Any act, by anyone, at any time: what must hold whatever happens in a session."""
