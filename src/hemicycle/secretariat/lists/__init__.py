"""Lists that people keep in spreadsheets: read, compared with the register, written again.

Plain values only: neither the tables nor pages are known here, so all of it can be tried alone.
"""
