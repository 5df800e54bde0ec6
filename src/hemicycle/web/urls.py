"""The addresses that Django answers: accounts, setting up, and the desk of each session."""

import re

from django.urls import re_path

from hemicycle.web.desk import desk_page
from hemicycle.web.desk_delegations import delegation_page, delegations_page
from hemicycle.web.desk_import import export_file, import_page
from hemicycle.web.desk_paper_texts import paper_texts_page
from hemicycle.web.desk_papers import list_document, made_page, papers_page
from hemicycle.web.desk_register import register_page
from hemicycle.web.desk_votes import votes_page
from hemicycle.web.genuine import genuine_page, paper_page
from hemicycle.web.views import login_page, logout_page, new_page

PREFIX = r"^(?:(?P<language>en|fr|ar)/)?"
DESK = PREFIX + r"a/(?P<session>[^/]+)/desk"
VARIABLE = re.compile(r"\(\?P<\w+>[^)]*\)")

urlpatterns = [
    re_path(PREFIX + r"login/?$", login_page),
    re_path(PREFIX + r"logout/?$", logout_page),
    re_path(PREFIX + r"new/?$", new_page),
    re_path(DESK + r"/?$", desk_page),
    re_path(DESK + r"/register/?$", register_page),
    re_path(DESK + r"/import/?$", import_page),
    re_path(DESK + r"/export/(?P<name>parliaments|people)\.(?P<kind>csv|xlsx)$", export_file),
    re_path(DESK + r"/votes/?$", votes_page),
    re_path(DESK + r"/delegations/?$", delegations_page),
    re_path(DESK + r"/delegations/(?P<parliament>p-[0-9]{4,6})/?$", delegation_page),
    re_path(DESK + r"/papers/?$", papers_page),
    re_path(DESK + r"/papers/texts/?$", paper_texts_page),
    re_path(DESK + r"/papers/made/(?P<job>[A-Za-z0-9_-]{16})/?$", made_page),
    re_path(DESK + r"/papers/lists/(?P<number>[0-9]{1,4})-(?P<paper>en|fr)\.pdf$", list_document),
    re_path(PREFIX + r"genuine/?$", genuine_page),
    re_path(PREFIX + r"genuine/(?P<code>[^/]{1,60})/?$", paper_page),
]


def addresses() -> tuple[str, ...]:
    """Each address that is answered here, with something in the place of what varies in it."""
    patterns = (str(one.pattern).removeprefix(PREFIX) for one in urlpatterns)
    varied = (VARIABLE.sub("150", pattern).replace("\\.", ".") for pattern in patterns)
    return tuple(pattern.removesuffix("$").removesuffix("/?") for pattern in varied)
