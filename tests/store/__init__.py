"""The keeping of the record: one contract, every store."""
