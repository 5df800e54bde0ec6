"""What a client needs to speak TLS, read once for all clients of the tests.

Each would read the authorities of the system anew, which takes it longer than ten pages.
"""

import httpx

TLS = httpx.create_ssl_context()
