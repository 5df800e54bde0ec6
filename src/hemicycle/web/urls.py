"""The addresses that Django answers: accounts, setting up, and the desk of each session."""

from django.urls import re_path

from hemicycle.web.desk import desk_page
from hemicycle.web.views import login_page, logout_page, new_page

PREFIX = r"^(?:(?P<language>en|fr|ar)/)?"
DESK = PREFIX + r"a/(?P<session>[^/]+)/desk"

urlpatterns = [
    re_path(PREFIX + r"login/?$", login_page),
    re_path(PREFIX + r"logout/?$", logout_page),
    re_path(PREFIX + r"new/?$", new_page),
    re_path(DESK + r"/?$", desk_page),
]
