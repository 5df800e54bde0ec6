"""Two machines of one house: one writes, the other keeps a verified copy and may take over."""
