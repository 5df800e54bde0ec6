"""The addresses that Django answers: accounts, setting up, and the desk of each session."""

from django.urls import re_path

from hemicycle.web.accounts.desk_enrol import enrol_desk_page, enrol_state_page
from hemicycle.web.accounts.enrolling import enrol_page
from hemicycle.web.accounts.own import account_page
from hemicycle.web.accounts.own_keys import begin_passkey_page, first_key_page, keys_page
from hemicycle.web.accounts.signing_in import begin_passkey_page as begin_sign_in_page
from hemicycle.web.accounts.signing_in import login_page, passkey_page, second_step_page
from hemicycle.web.desk import desk_page
from hemicycle.web.views import logout_page, new_page

PREFIX = r"^(?:(?P<language>en|fr|ar)/)?"
DESK = PREFIX + r"a/(?P<session>[^/]+)/desk"

urlpatterns = [
    re_path(PREFIX + r"login/?$", login_page),
    re_path(PREFIX + r"login/code/?$", second_step_page),
    re_path(PREFIX + r"login/passkey/?$", passkey_page),
    re_path(PREFIX + r"login/passkey/begin$", begin_sign_in_page),
    re_path(PREFIX + r"enrol(?:/(?P<code>[^/]*))?/?$", enrol_page),
    re_path(PREFIX + r"account/?$", account_page),
    re_path(PREFIX + r"account/keys/?$", keys_page),
    re_path(PREFIX + r"account/keys/first$", first_key_page),
    re_path(PREFIX + r"account/keys/begin$", begin_passkey_page),
    re_path(PREFIX + r"logout/?$", logout_page),
    re_path(PREFIX + r"new/?$", new_page),
    re_path(DESK + r"/?$", desk_page),
    re_path(DESK + r"/enrol/?$", enrol_desk_page),
    re_path(DESK + r"/enrol/state$", enrol_state_page),
]
