"""People with browsers of their own at the assembly of the lakes, and what those complain of."""

from dataclasses import dataclass, field

from lakes import CLERK, Lakes
from playwright.sync_api import Browser, BrowserContext, Page
from screens_at_hand import DESKTOP, PHONE, SOON_MS

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class People:
    """Browsers of people, and everything that those complain of."""

    browser: Browser
    here: Lakes
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, language: str, size: dict[str, int], **options: object) -> Page:
        """A browser that has visited nothing yet."""
        context = self.browser.new_context(viewport=size, locale=language, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(2 * SOON_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def clerk(self, language: str, **options: object) -> Page:
        """The clerk at the desk."""
        page = self.page(language, DESKTOP, **options)
        key = self.here.sign_in(CLERK).cookies["hemi"]
        page.context.add_cookies([{"name": "hemi", "value": key, "url": self.here.url}])
        return page

    def phone(self, language: str, **options: object) -> Page:
        """A phone that can keep passkeys."""
        page = self.page(language, PHONE, is_mobile=True, has_touch=True, **options)
        keys = page.context.new_cdp_session(page)
        keys.send("WebAuthn.enable")
        keys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return page
