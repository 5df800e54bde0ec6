"""The addresses that Django answers: accounts, setting up, and the desk of each session."""

import re

from django.urls import re_path

from hemicycle.web.desk import desk_page
from hemicycle.web.views import login_page, logout_page, new_page

PREFIX = r"^(?:(?P<language>en|fr|ar)/)?"
DESK = PREFIX + r"a/(?P<session>[^/]+)/desk"
VARIABLE = re.compile(r"\(\?P<\w+>[^)]*\)")

urlpatterns = [
    re_path(PREFIX + r"login/?$", login_page),
    re_path(PREFIX + r"logout/?$", logout_page),
    re_path(PREFIX + r"new/?$", new_page),
    re_path(DESK + r"/?$", desk_page),
]


def addresses() -> tuple[str, ...]:
    """Each address that is answered here, with something in the place of what varies in it."""
    patterns = (str(one.pattern).removeprefix(PREFIX) for one in urlpatterns)
    return tuple(VARIABLE.sub("150", pattern).removesuffix("/?$") for pattern in patterns)
