"""How acts write a language and a fingerprint of words that stand outside the record."""

import re

LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
FINGERPRINT = re.compile(r"[0-9a-f]{64}", re.ASCII)  # SHA-256
