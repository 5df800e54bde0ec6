"""The clerk: answers after the commit, once for every press, and goes on after a fault."""
