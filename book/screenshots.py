"""Take the pictures of the instructors' page: `make screenshots`.

A class of five is released, collected and graded with the commands that the
page shows, and what an instructor then sees is photographed.
"""

import html
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from fashionlab.authoring.bundled_class import load_class

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMAGES = ROOT / "book" / "images"
LARGEST = 200_000  # bytes of a picture, for readers with a slow connection
ASSIGNMENT = "ch02_ann"
# Members of the bundled class, with the names of people.
STUDENTS = {
    "alternative-1": "ayse",
    "half-finished": "can",
    "mutant-ann-softmax-twice": "elif",
    "endless-loop": "mehmet",
    "alternative-2": "zeynep",
}
# Two of them have worked together.
COPIED = {"zeynep": "yusuf"}

TERMINAL = """<html lang="en"><body style="margin: 0; background: #1b1b1b"><pre id="all"
style="display: inline-block; margin: 0; padding: 14px 18px; color: #e8e8e8;
font: 14px/1.35 'DejaVu Sans Mono', monospace">{}</pre></body></html>"""


PROGRAMS = {
    "fashionlab": [sys.executable, "-m", "fashionlab.cli"],
    "nbgrader": [sys.executable, "-m", "nbgrader"],
}


def main() -> None:
    """Make every picture anew."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = pathlib.Path(place)
        collect(folder / "submissions")
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        release = run(folder, "fashionlab release", "ls exercises", "ls submissions")
        grade = run(
            folder,
            f"fashionlab grade submissions --assignment {ASSIGNMENT} --csv marks.csv "
            "--feedback feedback",
            "cat marks.csv",
        )
        run(folder, f"fashionlab similar submissions --assignment {ASSIGNMENT} --html similar.html")
        take_text(browser, release, "release")
        take_text(browser, grade, "grade")
        take_page(browser, next((folder / "feedback").rglob("elif*.html")), "feedback", 1150)
        take_page(browser, folder / "similar.html", "similar", 1050)
        course = make_course(folder)
        with formgrader(course) as address:
            listed = f"{address}/manage_submissions/{ASSIGNMENT}"
            take_site(browser, listed, "text=zeynep", "formgrader", 560)
            answers = f"{address}/gradebook/{ASSIGNMENT}/{ASSIGNMENT}"
            page = open_page(browser, answers, "text=Submission #", 640)
            page.goto(page.locator("a", has_text="Submission #2").first.evaluate("a => a.href"))
            page.locator("text=passed").first.scroll_into_view_if_needed()
            keep(page.screenshot(), "formgrader_answer")
        browser.close()


def make_course(folder: pathlib.Path) -> pathlib.Path:
    """Grade the same class in a course of nbgrader's."""
    run(folder, f"fashionlab course mycourse --assignment {ASSIGNMENT}")
    course = folder / "mycourse"
    for notebook in (folder / "submissions").glob("*.ipynb"):
        place = course / "submitted" / notebook.stem / ASSIGNMENT
        place.mkdir(parents=True)
        shutil.copy(notebook, place / f"{ASSIGNMENT}.ipynb")
    run(course, f"nbgrader generate_assignment {ASSIGNMENT}", f"nbgrader autograde {ASSIGNMENT}")
    return course


@contextmanager
def formgrader(course: pathlib.Path) -> Iterator[str]:
    """Start a Jupyter server in the course, on this machine only; give formgrader's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = course.parent / "jupyter"
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyter", "server", "--allow-root"),
            *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"),
            *("--ServerApp.port_retries=0", "--ServerApp.open_browser=False"),
            "--IdentityProvider.token=",
        ],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT), **{name: str(home) for name in places}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _listens(port):
            if server.poll() is not None:
                raise SystemExit("Expected a Jupyter server. Received: it stopped at once.")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/formgrader"
    finally:
        server.terminate()
        server.wait(timeout=60)


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def collect(submissions: pathlib.Path) -> None:
    """Write the class's notebooks, as they were handed in; solutions and exercises beside them."""
    submissions.mkdir()
    for kept in ("solutions", "exercises"):
        shutil.copytree(ROOT / kept, submissions.parent / kept)
    (submissions.parent / "exercises" / f"{ASSIGNMENT}.ipynb").unlink()
    for member in load_class(ROOT / "tests" / "submissions", ROOT / "solutions"):
        if member.assignment == ASSIGNMENT and member.student in STUDENTS:
            name = STUDENTS[member.student]
            for student in (name, *([COPIED[name]] if name in COPIED else [])):
                (submissions / f"{student}.ipynb").write_bytes(member.content)


def run(folder: pathlib.Path, *commands: str) -> str:
    """Run commands as typed; return what a terminal of 100 columns shows."""
    shown = []
    for command in commands:
        program, *arguments = command.split()
        typed = PROGRAMS.get(program, [program])
        done = subprocess.run(
            [*typed, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "dumb"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=True,
        )
        shown.append(f"$ {command}\n{done.stdout.strip()}")
    return "\n\n".join(shown)


def take_text(browser: Browser, text: str, name: str) -> None:
    """Photograph what a terminal shows."""
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_content(TERMINAL.format(html.escape(text)))
    keep(page.locator("#all").screenshot(), name)
    page.close()


def take_page(browser: Browser, path: pathlib.Path, name: str, height: int) -> None:
    """Photograph the upper part of a page."""
    page = browser.new_page(viewport={"width": 900, "height": height})
    page.goto(path.as_uri())
    keep(page.screenshot(), name)
    page.close()


def take_site(browser: Browser, address: str, awaited: str, name: str, height: int) -> None:
    """Photograph a page of a server, when something is on it."""
    page = open_page(browser, address, awaited, height)
    keep(page.screenshot(), name)
    page.close()


def open_page(browser: Browser, address: str, awaited: str, height: int) -> Page:
    """Open a page of a server; return it when something is on it."""
    page = browser.new_page(viewport={"width": 1000, "height": height})
    page.goto(address)
    page.locator(awaited).first.wait_for()
    return page


def keep(picture: bytes, name: str) -> None:
    """Write a picture, if it is small enough."""
    if len(picture) > LARGEST:
        raise SystemExit(f"{name}.png would have {len(picture):,} bytes, more than {LARGEST:,}.")
    (IMAGES / f"{name}.png").write_bytes(picture)
    print(f"{IMAGES / name}.png, {len(picture):,} bytes")


if __name__ == "__main__":
    main()
