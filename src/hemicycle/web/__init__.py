"""The shell towards browsers: hot paths in raw ASGI, live streams, pages, and Django behind.

It turns requests into acts and what is true into pages. It must hold no rule of procedure.
"""
