"""The addresses that Django answers: accounts and setting up."""

from django.urls import re_path

from hemicycle.web.views import login_page, logout_page, new_page

PREFIX = r"^(?:(?P<language>en|fr|ar)/)?"

urlpatterns = [
    re_path(PREFIX + r"login/?$", login_page),
    re_path(PREFIX + r"logout/?$", logout_page),
    re_path(PREFIX + r"new/?$", new_page),
]
