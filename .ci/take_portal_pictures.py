#!/usr/bin/env python
"""Take the README's pictures of the portal anew: from its demo, in a real Chromium.

    .venv/bin/python .ci/take_portal_pictures.py [--out docs/pictures] [--every]

Needs Chromium: apt-get install -y --no-install-recommends chromium fonts-dejavu-core. With --every
it takes every page, also in dark colours and as narrow as a phone, to look at.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
USERNAME, PASSWORD = "demo", "demo-only-on-this-computer"
FLAGS = [
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    *("--enable-unsafe-swiftshader", "--use-angle=swiftshader"),
]


def demo(folder: str, port: int) -> "subprocess.Popen[str]":
    """Start the demo and wait until everybody's sessions have arrived."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-u", "-m", "game", "portal", "--demo"),
            *("--data", folder, "--port", str(port)),
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    for line in process.stdout:
        sys.stdout.write(line)
        if line.startswith("SIM001"):
            return process
    raise SystemExit("the demo ended before its sessions had arrived")


def sign_in(page: Page, address: str) -> None:
    """Sign in; the demo needs no authenticator."""
    page.goto(address)
    page.fill("input[name=login]", USERNAME)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/patients/")


def pages_of(page: Page, address: str) -> dict[str, str]:
    """Return the addresses of the pages that have something to show."""

    def patient(code: str) -> str:
        page.goto(f"{address}/patients/")
        return address + str(page.get_attribute(f"a:text-is('{code}')", "href"))

    amara, simulated = patient("M01"), patient("SIM001")
    page.goto(simulated)
    session = address + str(page.get_attribute("th a[href^='/sessions/']", "href"))
    compare = f"{amara}compare/"
    return {
        "list": f"{address}/patients/",
        "patient": amara,
        "session": session,
        "plan": f"{amara}plan/edit/?from=mirror-15min",
        "compare": compare,
        "care": f"{amara}care/",
        "ill": patient("M06"),
        "staff": f"{address}/staff/",
        "access": f"{address}/access/",
        "account": f"{address}/account/",
    }


def show_limb(page: Page) -> None:
    """Let the replay show the limb in the middle of a movement."""
    page.wait_for_function(
        "!document.querySelector('[data-part=words]').textContent.startsWith('Loading')",
        timeout=60_000,
    )
    page.eval_on_selector(
        "[data-part=place]",
        "e => { e.value = 0.4 * e.max; e.dispatchEvent(new Event('input', {bubbles: true})); }",
    )
    page.wait_for_timeout(1500)


def take(page: Page, address: str, name: str, path: Path, *, whole: bool) -> None:
    """Take one picture."""
    page.goto(address)
    if name == "session":
        show_limb(page)
        if not whole:
            page.eval_on_selector("#line", "e => e.scrollIntoView()")
    page.screenshot(path=path, full_page=whole, animations="disabled")


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--every", action="store_true")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or sys.exit("no Chromium here: see this file's beginning")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        process = demo(folder, port)
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = browser.new_page(viewport={"width": 1100, "height": 900}, bypass_csp=True)
            sign_in(page, f"http://127.0.0.1:{port}")
            pages = pages_of(page, f"http://127.0.0.1:{port}")
            if not arguments.every:
                for name in ("list", "patient", "session", "plan"):
                    path = arguments.out / f"portal_{name}.png"
                    take(page, pages[name], name, path, whole=False)
            else:
                for kind, width, scheme in (
                    ("wide", 1280, "light"),
                    ("dark", 1280, "dark"),
                    ("phone", 390, "light"),
                ):
                    page.set_viewport_size({"width": width, "height": 900})
                    page.emulate_media(color_scheme=scheme)
                    for name, address in pages.items():
                        take(page, address, name, arguments.out / f"{name}_{kind}.png", whole=True)
                answer = page.request.get(pages["patient"] + "report/")
                (arguments.out / "report.pdf").write_bytes(answer.body())
            browser.close()
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


if __name__ == "__main__":
    main()
