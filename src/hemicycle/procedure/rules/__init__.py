"""Reusable rules of procedure as small pure functions; quantities come from the rulebook.

They know the assembly and the kernel. They must not know acts or any one institution.
"""
