"""Eight words for a root."""

from hemicycle.journal.words import WORDS, root_words


def distance(one, other):
    """How many letters must change to mistake one word for another."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def test_words_are_256_short_ones_in_order():
    assert len(WORDS) == 256
    assert list(WORDS) == sorted(set(WORDS))
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert max(map(len, WORDS)) <= 7


def test_no_word_is_mistaken_for_another():
    assert distance("vote", "note") == 1
    pairs = ((a, b) for n, a in enumerate(WORDS) for b in WORDS[:n])
    assert all(distance(a, b) > 1 and a[:4] != b[:4] for a, b in pairs)


def test_a_root_is_its_first_eight_bytes_in_words():
    assert root_words(bytes(32)) == " ".join(["abbey"] * 8)
    assert root_words(bytes([255, *range(1, 32)])) == (
        "zenith acorn actor album alley amber angle anvil"
    )
    assert root_words(bytes([0, *range(1, 32)])) != root_words(bytes([255, *range(1, 32)]))
