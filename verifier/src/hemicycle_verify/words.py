"""A root as eight words that can be read aloud: one word for each of its first eight bytes.

The list is part of the written form and never changes.
"""

WORDS = tuple(
    """
    abbey acorn actor album alley amber angle anvil apple apron arena arrow atlas bagel
    banjo basil bench brass bread broom bugle cabin camel canal canoe cedar cello chalk
    chapel cherry chess cinema circle citrus clay cliff cloud clover cobalt coffee collar
    column comet copper copy coral corner cradle crane crater crayon crocus cube cycle
    dahlia daisy dancer delta desert diary domino donkey donut drum duck eagle earth easel
    eaves ebony echo elbow elder engine eraser fable fabric falcon fern ferry fiddle field
    flag flint flour flute foam folder forest fossil frost fruit funnel galaxy gander garage
    garden garlic gecko geyser ginger globe goblet goose grape grove guava guitar gulf
    hammer harp hazel helmet heron hill hinge hockey hollow honey hotel icicle igloo indigo
    ink insect iris island ivory jacket jade jaguar jar jelly jewel jigsaw jungle kayak
    kernel kettle kiosk kitten kiwi koala ladder lagoon lemon lilac linen lizard llama lotus
    magnet mango maple marble meadow melon mirror mosaic motor museum napkin nectar needle
    nest noodle nutmeg oasis ocean olive onion orbit orchid otter oval oyster paddle palace
    panda paper pasta peach pearl pebble pencil pepper piano picnic pigeon pillow pilot
    planet plum pocket poem pond potato prism puffin puzzle quartz quilt rabbit radio raven
    reef ribbon river robin rubber salmon sandal satin scarf school shadow silk silver
    sketch snow sphere spoon stable stream sugar summit sunset swan tandem teapot ticket
    tiger timber toast tomato torch tower tulip turnip turtle velvet violet waffle wagon
    walnut walrus water whale wheat window winter wool yacht yellow zebra zenith
    """.split()  # noqa: SIM905 (256 words are read better as words than as a list)
)
SHOWN = 8


def root_words(root: bytes) -> str:
    """The eight words of a root."""
    return " ".join(WORDS[byte] for byte in root[:SHOWN])
