"""People with browsers of their own at the assembly of the lakes, and what those complain of."""

from dataclasses import dataclass

from lakes import CLERK, Lakes
from playwright.sync_api import Page
from screens_at_hand import DESKTOP, PHONE, Listening

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class People(Listening):
    """Browsers of people, and everything that those complain of."""

    here: Lakes

    def page(self, language: str, size: dict[str, int], **options: object) -> Page:
        """A browser that has visited nothing yet."""
        return self.opened(size, locale=language, **options)

    def seated(
        self, member: str, size: dict[str, int], *, language: str = "en", **options: object
    ) -> Page:
        """A browser of somebody who is signed in."""
        page = self.page(language, size, **options)
        key = self.here.sign_in(member).cookies["hemi"]
        page.context.add_cookies([{"name": "hemi", "value": key, "url": self.here.url}])
        return page

    def clerk(self, language: str, **options: object) -> Page:
        """The clerk at the desk."""
        return self.seated(CLERK, DESKTOP, language=language, **options)

    def phone(self, language: str, **options: object) -> Page:
        """A phone that can keep passkeys."""
        page = self.page(language, PHONE, is_mobile=True, has_touch=True, **options)
        keys = page.context.new_cdp_session(page)
        keys.send("WebAuthn.enable")
        keys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return page
