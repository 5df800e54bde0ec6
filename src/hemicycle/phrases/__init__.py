"""Sentences for people: keys and facts come from the code, the words stand in `<language>/*.po`.

`load_phrases` reads them once; a page has its own languages and names put in when it is made.
This package must not know proceedings, pages or accounts.
"""

from hemicycle.phrases.catalogues import PhraseFault, load_phrases
from hemicycle.phrases.formats import duration, format_date, format_time, is_right_to_left
from hemicycle.phrases.speech import PhraseMissing, Phrases
from hemicycle.phrases.telling import text_of

__all__ = [
    "PhraseFault",
    "PhraseMissing",
    "Phrases",
    "duration",
    "format_date",
    "format_time",
    "is_right_to_left",
    "load_phrases",
    "text_of",
]
