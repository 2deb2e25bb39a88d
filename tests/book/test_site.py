"""The built book: its files, and its pages in a real browser with no network.

All in one module, so that the book is built once.
"""

import functools
import html
import html.parser
import importlib
import os
import pathlib
import posixpath
import re
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import pytest

from fashionlab import data, models
from fashionlab.chapters import CHAPTERS
from fashionlab.tasks import all_tasks

from . import extensions, offline, walk

api_links = extensions.load("api_links")
built_on = extensions.load("built_on")
ROOT = pathlib.Path(__file__).parents[2]
NETWORK_STAYS = offline.why_not()  # why it cannot be cut off here, if it cannot
# What a browser fetches by itself, not only when somebody clicks.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}

# The data sets of the chapters that do not use Fashion-MNIST.
BUILT_ON = {"ch07_cost": ("mnist", "MNIST"), "ch11_cifar100": ("cifar100", "CIFAR-100")}
# Pages that Sphinx makes, beside those of the book.
MADE = ["search", "genindex", "py-modindex"]
SOURCES = sorted(
    path.relative_to(ROOT / "book").with_suffix("").as_posix()
    for path in (ROOT / "book").rglob("*.md")
)

pytestmark = pytest.mark.slow
in_browser = pytest.mark.skipif(bool(walk.MISSING), reason=f"missing: {', '.join(walk.MISSING)}")


class Page(html.parser.HTMLParser):
    """Ids, links and fetched addresses of one page."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.fetched, self.classes, self.missing_alt = set(), [], [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.add(attrs.get("id"))
        self.classes.append(f" {attrs.get('class') or ''} ")
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if attrs.get(FETCHED.get(tag)):
            self.fetched.append(attrs[FETCHED[tag]])
        if tag == "img" and not attrs.get("alt"):
            self.missing_alt.append(attrs.get("src"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the book with the command of `make book`, into a folder of its own, offline."""
    target = tmp_path_factory.mktemp("book")
    builder = pathlib.Path(sys.executable).with_name("jupyter-book")
    apart = [] if NETWORK_STAYS else offline.prefix()
    done = subprocess.run(
        [*apart, builder, "build", "book", "--path-output", target, "--all", "-W", "--keep-going"],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{builder.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    # Sphinx marks its own warnings so; lines of Jupyter's kernels are none.
    warnings = [line for line in done.stderr.splitlines() if re.search(r"(?<!\] )WARNING:", line)]
    assert (done.returncode, warnings) == (0, []), done.stderr[-4000:]
    return target / "_build/html"


@pytest.mark.skipif(bool(NETWORK_STAYS), reason=NETWORK_STAYS)
def test_the_book_was_built_without_a_network(site):
    assert (site / "index.html").is_file()


@pytest.fixture(scope="module")
def pages(site):
    paths = sorted([*site.glob("*.html"), *site.glob("api/*.html")])
    return {path.relative_to(site).as_posix(): Page(path) for path in paths}


def place(name, address):
    """Where an address on the page `name` leads, from the root of the site."""
    path = unquote(urlsplit(address).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def is_outside(address):
    return bool(urlsplit(address).scheme not in ("", "data") or urlsplit(address).netloc)


def test_nothing_is_fetched_from_elsewhere(site, pages):
    fetched = {name: [a for a in page.fetched if is_outside(a)] for name, page in pages.items()}
    assert {name: found for name, found in fetched.items() if found} == {}
    styles = "\n".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\s]+", styles) == []


def test_whatever_is_fetched_is_there(site, pages):
    wanted = {
        place(name, address)
        for name, page in pages.items()
        for address in page.fetched
        if urlsplit(address).scheme != "data"
    }
    assert [address for address in sorted(wanted) if not (site / address).is_file()] == []


def test_formulas_are_set_with_a_mathjax_of_our_own(site, pages):
    scripts = [a for a in pages["ch02_ann.html"].fetched if "mathjax" in a]
    assert len(scripts) == 1
    home = (site / urlsplit(scripts[0]).path).parent
    assert list(home.rglob("MathJax_Math-Italic.woff"))


def test_links_between_pages_lead_somewhere(site, pages):
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if is_outside(link):
                continue
            target = place(name, link)
            anchors = pages[target].ids if target in pages else {unquote(parts.fragment)}
            whole = (site / target).exists() and unquote(parts.fragment) in {"", *anchors}
            if not whole:
                broken.append((name, link))
    assert broken == []


@pytest.mark.parametrize("task", all_tasks().values(), ids=all_tasks())
def test_the_page_a_task_names_exists(pages, task):
    name, _, anchor = task.page.partition("#")
    assert anchor in pages[name].ids


def test_no_output_is_an_error_and_every_quoted_figure_is_there(site, pages):
    for name, page in pages.items():
        marked = [c for c in page.classes if re.search(r" (stderr|traceback|problematic) ", c)]
        assert marked == [], name
        text = (site / name).read_text(encoding="utf-8")
        assert "glue:text}" not in re.sub(r"<(pre|code)\b.*?</\1>", "", text, flags=re.DOTALL), name


def test_every_picture_has_a_text(pages):
    assert {name: page.missing_alt for name, page in pages.items() if page.missing_alt} == {}


@pytest.mark.parametrize("source", sorted((ROOT / "book").glob("*.md")), ids=lambda p: p.stem)
def test_every_figure_that_is_described_is_drawn(site, source):
    described = re.findall(r"^    alt: (.+)$", source.read_text(encoding="utf-8"), re.MULTILINE)
    drawn = html.unescape((site / f"{source.stem}.html").read_text(encoding="utf-8"))
    assert [text for text in described if f'alt="{text}"' not in drawn] == []


@functools.cache
def words(path):
    return re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_says_which_data_it_was_built_on(site, chapter):
    told = " ".join(words(site / f"{chapter}.html").split())
    name, title = BUILT_ON.get(chapter, ("fashion_mnist", "Fashion-MNIST"))
    if data.best_available(name) == name:
        assert re.search(rf"\bon {title} \([\d,]+ training and [\d,]+ validation images\)", told)
        assert "drawn by the program" not in told
    else:
        assert re.search(r"\bon synthetic_fashion \(.+\): drawn by the program because", told)


@pytest.mark.parametrize("chapter", ["ch08_transfer", "ch09_finetuning", "ch11_cifar100"])
def test_a_chapter_on_transfer_says_which_weights_it_used(site, chapter):
    told = " ".join(words(site / f"{chapter}.html").split())
    at_hand = models.best_weights("MobileNet:0.75") is not None
    assert ("had its ImageNet weights" in told) == at_hand
    assert ("had random numbers" in told) != at_hand


def test_where_a_data_folder_is_named_the_book_is_built_on_real_data():
    """Else the two tests above would be content with a build on drawn images."""
    if "FASHIONLAB_DATA" not in os.environ:
        pytest.skip("FASHIONLAB_DATA is not set")
    assert built_on.what_is_missing() == ""


@pytest.mark.parametrize("task", all_tasks().values(), ids=all_tasks())
def test_the_library_links_every_exercise_to_its_section(task, site):
    package = task.id.split(".")[0]
    page = Page(site / "api" / f"{package}.html")
    assert f"fashionlab.{task.id}" in page.ids
    label = task.id.replace(".", "-").replace("_", "-")
    assert f"../{task.chapter_id}.html#{label}" in page.links


@pytest.mark.parametrize("topic", sorted(p.stem for p in (ROOT / "book" / "api").glob("*.md")))
def test_the_library_says_where_whatever_a_chapter_uses_is_taught(site, topic):
    package = importlib.import_module(f"fashionlab.{topic}" if topic != "fashionlab" else topic)
    names = [name if topic == "fashionlab" else f"{topic}.{name}" for name in package.__all__]
    taught = [api_links.section_of(name) for name in names if name not in all_tasks()]
    text = (site / "api" / f"{topic}.html").read_text(encoding="utf-8")
    linked = re.findall(r'Taught in: <a [^>]*href="\.\./(\w+)\.html#', text)
    assert sorted(linked) == sorted(section.page for section in taught if section)


@pytest.fixture(scope="module")
def home(site):
    with walk.serve(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with walk.browse() as opened:
        yield opened


@pytest.fixture
def tab(browser, home):
    """An empty page of the browser; whatever it complains about fails the test."""
    opened = browser.new_page(viewport=walk.LAPTOP)
    opened.set_default_timeout(walk.PATIENCE)
    complaints = walk.listen(opened, home)
    yield opened
    opened.close()
    assert complaints == []


@in_browser
@pytest.mark.parametrize("name", [*MADE, *SOURCES])
def test_a_page_is_sound_and_readable_in_light_in_dark_and_on_a_phone(browser, home, name):
    seen = walk.visit(browser, home, f"{name}.html")
    assert seen == walk.Visit(complaints=[], broken_images=[], too_wide=0, faults=[])


@in_browser
def test_whatever_the_walk_looks_for_is_found(browser, site, home):
    """A page with one fault of each kind, beside the others for a moment."""
    page = site / "faulty.html"
    page.write_text(
        '<html lang="en"><title>Faulty</title><meta name="viewport" content="width=device-width">'
        '<p style="width: 500px; color: #eee; background: #fff">pale</p>'
        '<img src="nowhere.png" alt="nothing"><script>console.error("oh")</script>'
        '<script src="https://example.invalid/x.js"></script></html>'
    )
    try:
        seen = walk.visit(browser, home, page.name)
    finally:
        page.unlink()
    told = " ".join(seen.complaints)
    assert all(word in told for word in ("console: oh", "status 404", "example.invalid"))
    assert any("nowhere.png" in address for address in seen.broken_images)
    assert seen.too_wide > 100
    assert any("color-contrast" in fault for fault in seen.faults)


@in_browser
def test_search_finds_the_section_and_leads_there(tab, home):
    tab.goto(f"{home}/index.html")
    tab.wait_for_url("**/intro.html")
    tab.locator(".search-button:visible, .search-button-field:visible").first.click()
    tab.locator("dialog input[type=search]").fill("early stopping")
    tab.keyboard.press("Enter")
    # Results appear one by one; this line says that there are no more to come.
    tab.locator("#search-results .search-summary", has_text="finished").wait_for()
    found = tab.locator("#search-results li a")
    assert "ch04_training.html" in " ".join(link.get_attribute("href") for link in found.all())
    found.first.click()
    tab.wait_for_url(re.compile(r"(?<!search)\.html"))
    assert "early stopping" in tab.locator("article").inner_text().lower()


@in_browser
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_questions_and_hints_answer_by_keyboard(tab, home, chapter):
    tab.goto(f"{home}/{chapter}.html")
    answers = tab.locator("#check-yourself details")
    assert answers.count() >= 6
    for answer in answers.all():
        text = answer.locator(".sd-summary-content")
        assert not text.is_visible()
        answer.locator("summary").focus()
        tab.keyboard.press("Enter")
        text.wait_for(state="visible")
        assert re.match(r"Right\. |Not quite\. ", text.inner_text())
    hint = tab.locator(".admonition.dropdown").first
    assert not hint.locator("p:not(.admonition-title)").first.is_visible()
    hint.locator("button").focus()
    tab.keyboard.press("Enter")
    hint.locator("p:not(.admonition-title)").first.wait_for(state="visible")


@in_browser
def test_a_wide_table_is_scrolled_by_keyboard_on_a_phone(tab, home):
    tab.set_viewport_size(walk.PHONE)
    tab.goto(f"{home}/compare.html")
    box = tab.locator(".pst-scrollable-table-container[tabindex='0']").first
    box.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")


@in_browser
def test_the_button_makes_a_page_dark(tab, home):
    tab.goto(f"{home}/ch01_data.html")
    button = tab.locator("button.theme-switch-button:visible").first
    for _ in range(3):  # light, dark, as the system has it
        if tab.evaluate("document.documentElement.dataset.mode") != "dark":
            button.click()
    shade = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert max(tab.evaluate(shade)) < 60
