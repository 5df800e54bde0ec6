"""Elections on paper: candidatures, ballots, two counts, and who is declared elected."""
