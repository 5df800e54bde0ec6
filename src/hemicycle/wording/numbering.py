"""Numbers as paragraphs bear them: in letters and in small Roman figures."""


def lettered(number: int) -> str:
    """1 is a, 27 is aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def in_roman(number: int) -> str:
    """1 is i, 4 is iv."""
    said = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        times, number = divmod(number, value)
        said += sign * times
    return said
