"""How a title says what it is a title of: a rehearsal, a reported session, a body."""

from hemicycle.publish.output import Published


def joined(published: Published, first: str, *, then: str) -> str:
    """Two titles as one, with the colon that the language sets between them."""
    language = published.language
    return published.say("outputs.joined", words={language: first}, title={language: then})


def marked(published: Published, text: str) -> str:
    """A title below the notice that the session bears, where it bears one."""
    return joined(published, published.band, then=text) if published.band else text
