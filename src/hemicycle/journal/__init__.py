"""The record as a format: encode, chain, sign, export, verify, read old forms.

Every function here is pure: bytes in, bytes or a verdict out.
It must not know databases, files, clocks, dice, sockets, or any concrete act or entry.
"""
