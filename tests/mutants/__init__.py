"""Small faults put into the rules that count votes: the tests must notice each."""
