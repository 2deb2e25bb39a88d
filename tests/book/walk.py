"""A walk through the built site in one real browser, and what it meets on each page."""

import contextlib
import dataclasses
import functools
import http.server
import importlib.util
import pathlib
import shutil
import threading
from collections.abc import Iterator
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = [
    *([] if CHROMIUM else ["chromium on the PATH"]),
    *(n for n in ("playwright", "axe_playwright_python") if not importlib.util.find_spec(n)),
]
PATIENCE = 120_000  # milliseconds: a busy machine is no fault of a page
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
GRAVE = {"serious", "critical"}
CONTRAST = "color-contrast"  # the dearest rule; a phone shows the colours of a laptop


@dataclasses.dataclass(frozen=True)
class View:
    """How a page is looked at, and with which of axe-core's rules."""

    size: dict[str, int]
    scheme: str
    rules: dict[str, Any]


# Without "best-practice", which is no fault.
_ALL = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
VIEWS = {
    "light": View(LAPTOP, "light", _ALL),
    "dark": View(LAPTOP, "dark", {"runOnly": [CONTRAST]}),
    "phone": View(PHONE, "light", {**_ALL, "rules": {CONTRAST: {"enabled": False}}}),
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serve(site: pathlib.Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give its address."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextlib.contextmanager
def browse() -> Iterator[Any]:
    """Open Debian's Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with contextlib.closing(browser):
            yield browser


@dataclasses.dataclass(frozen=True)
class Visit:
    """What one page showed.

    Attributes:
        complaints: Errors in the console, and requests that failed or went elsewhere.
        broken_images: Addresses of images with nothing to see.
        too_wide: Pixels by which the page scrolls sideways, at most.
        faults: What axe-core found, one sentence each.
    """

    complaints: list[str]
    broken_images: list[str]
    too_wide: int
    faults: list[str]


def visit(browser: Any, home: str, name: str) -> Visit:
    """Look at one page on a laptop, in light and in dark, and on a phone."""
    seen = Visit([], [], 0, [])
    for name_of_view, view in VIEWS.items():
        page = browser.new_page(viewport=view.size, color_scheme=view.scheme)
        page.set_default_timeout(PATIENCE)
        with contextlib.closing(page):
            complaints = listen(page, home)
            page.goto(f"{home}/{name}")
            settle(page)
            seen = Visit(
                seen.complaints + complaints,
                seen.broken_images + _broken_images(page),
                max(seen.too_wide, _too_wide(page)),
                seen.faults + [f"{name_of_view}: {fault}" for fault in _faults(page, view.rules)],
            )
    return seen


def listen(page: Any, home: str) -> list[str]:
    """Collect from now on whatever a page complains about."""
    complaints: list[str] = []

    def on_request(request: Any) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            complaints.append(f"fetched from elsewhere: {request.url}")

    def on_console(message: Any) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console: {message.text}")

    def on_response(response: Any) -> None:
        if response.status >= 400:
            complaints.append(f"status {response.status}: {response.url}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("response", on_response)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    return complaints


def settle(page: Any) -> None:
    """Open every fold, so that what is in it is seen; wait for formulas; end all movement."""
    page.evaluate(
        """async () => {
          if (window.MathJax?.startup?.promise) await MathJax.startup.promise;
          for (const fold of document.querySelectorAll("details")) fold.open = true;
          for (const fold of document.querySelectorAll(".toggle-hidden")) fold.click();
          for (const moving of document.getAnimations()) {
            if (Number.isFinite(moving.effect.getComputedTiming().endTime)) moving.finish();
          }
        }"""
    )


def _broken_images(page: Any) -> list[str]:
    found: list[str] = page.evaluate(
        """async () => {
          const images = [...document.images];
          for (const image of images) image.loading = "eager";
          await Promise.all(images.map(i => i.decode().catch(() => null)));
          return images.filter(i => !i.naturalWidth).map(i => i.src);
        }"""
    )
    return found


def _too_wide(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def _faults(page: Any, rules: dict[str, Any]) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {
        "resultTypes": ["violations"],
        **rules,
        "preload": False,  # it fetches style sheets anew, by addresses it gets wrong
    }
    return [
        f"{rule['id']} ({rule['impact']}): {node['target'][0]} {node['html'][:120]}"
        for rule in Axe().run(page, options=options).response["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
