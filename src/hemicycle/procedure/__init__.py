"""The engine: what an assembly may do, and what is true once it has done it.

It is pure and deterministic and uses the standard library only.
It must not know frameworks, files, clocks, languages or names of people.
"""
