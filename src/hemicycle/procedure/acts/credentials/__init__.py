"""Who is accredited, who may vote, who is in the room."""
