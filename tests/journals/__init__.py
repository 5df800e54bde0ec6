"""Golden journals: what was written once is read, verified and replayed for ever."""
