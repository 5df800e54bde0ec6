"""The addresses of `behind.py` as Django asks for them."""

from django.urls import re_path
from django.utils.module_loading import import_string

from hemicycle.web.behind import patterns

urlpatterns = [re_path(pattern, import_string(view)) for pattern, view in patterns().items()]
