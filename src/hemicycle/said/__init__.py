"""Acts as people say them: "gives the floor to Arvenia", understood as an act and its values.

Scenarios and the command line of the console say the same phrases, so they stand below both, and
above the procedure, which knows what an act is and not how it is typed.
"""
