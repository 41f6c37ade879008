"""A real Chromium for the portal's tests, signed in without typing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
    "--use-angle=swiftshader",
)


def chromium_path() -> str:
    """Where the browser is; skips with the next step where it is not."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium fonts-dejavu-core")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open a browser."""
    path = chromium_path()
    # The browser's own event loop runs in this thread, beside Django's database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def page_of(browser: Browser, client: Client, address: str, *, bypass_csp: bool = False) -> Page:
    """Return a page of somebody who is signed in; whatever it complains of is in `complaints`.

    What looks at a page by a script of its own has to bypass the page's policy.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=bypass_csp)
    cookies = [
        {"name": name, "value": morsel.value, "url": address}
        for name, morsel in client.cookies.items()
    ]
    context.add_cookies(cookies)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: _complain(page, said.type, said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def _complain(page: Page, kind: str, text: str) -> None:
    if kind in ("error", "warning") and "GPU stall due to ReadPixels" not in text:
        page.complaints.append(text)
