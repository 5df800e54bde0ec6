"""Figures that the rules fix: majorities, the table of votes, quorums."""
