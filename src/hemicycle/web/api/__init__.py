"""What programs read: tables as JSON, an OpenAPI document, and events as they happen.

It reads what `publish` declares and adds addresses, pages and errors; it must not hold a rule, nor
tell anything that the public pages do not.
"""
