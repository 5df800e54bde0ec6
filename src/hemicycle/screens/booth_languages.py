"""The languages that booths speak."""

from collections.abc import Mapping
from types import MappingProxyType

# The languages a booth may speak, each in its own words; which booths there are is for the session.
BOOTHS: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "fr": "Français",
        "ar": "العربية",
        "es": "Español",
        "pt": "Português",
        "ru": "Русский",
        "zh": "中文",
    }
)
