"""Every tally counted again: from the delegations' rows, the tellers' figures, the papers.

One file for each sort of figure. What each figure means stands in docs/journal-format.md; nothing
here asks the rules of the house, because they are not in the record.
"""
