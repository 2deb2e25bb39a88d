"""A book on drawn images or without pretrained weights says so on every page."""

import re
from types import SimpleNamespace

import pytest

from fashionlab import data

from . import extensions, small, walk

built_on = extensions.load("built_on")
PLACES = ("FASHIONLAB_DATA", "FASHIONLAB_CACHE", "KERAS_HOME")
WEIGHTS = "weights/mobilenet_v1_0.75_224.weights.h5"
in_browser = pytest.mark.skipif(bool(walk.MISSING), reason=f"missing: {', '.join(walk.MISSING)}")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, the only one where data and weights are looked for."""
    for name in PLACES:
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def put(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"is there; nobody reads it")


def test_without_anything_drawn_images_and_missing_weights_are_named(folder):
    assert built_on.what_is_missing() == (
        "Built on drawn images instead of Fashion-MNIST, MNIST and CIFAR-100 and without "
        "pretrained weights: the numbers were measured so, and what the text says may not hold "
        "for them."
    )


def test_one_missing_data_set_is_named_alone(folder):
    put(folder, "fashion_mnist.npz", "cifar100.npz", WEIGHTS)
    told = built_on.what_is_missing()
    assert "instead of MNIST:" in told
    assert "weights" not in told


def test_missing_weights_are_named_alone(folder):
    put(folder, "fashion_mnist.npz", "mnist.npz", "cifar100.npz")
    assert built_on.what_is_missing().startswith("Built without pretrained weights: ")


def test_a_book_on_the_real_data_announces_nothing(folder):
    put(folder, "fashion_mnist.npz", "mnist.npz", "cifar100.npz", WEIGHTS)
    config = SimpleNamespace(html_theme_options={"show_toc_level": 2})
    built_on.announce(None, config)
    assert config.html_theme_options == {"show_toc_level": 2}


def test_whatever_a_chapter_asks_for_is_looked_for():
    text = "\n".join(page.read_text(encoding="utf-8") for page in small.BOOK.glob("*.md"))
    bases = set(re.findall(r'"(\w+:\d[\d.]*)"', text))
    assert bases == set(built_on.BASES)
    assert set(built_on.DATA_SETS) == set(data.DATASETS) - {"synthetic_fashion"}


@pytest.mark.slow
@in_browser
def test_the_announcement_stands_on_every_page_and_only_where_it_must(folder, tmp_path):
    with walk.browse() as browser:
        for number, files in enumerate([(), ("fashion_mnist", "mnist", "cifar100")]):
            put(folder, *(f"{name}.npz" for name in files), *([WEIGHTS] if files else []))
            site = small.build(tmp_path / str(number), ["changelog", "references"])
            with walk.serve(site) as home:
                for name in ("changelog", "references", "search"):
                    tab = browser.new_page()
                    tab.goto(f"{home}/{name}.html")
                    banner = tab.locator("aside.bd-header-announcement:visible")
                    assert "".join(banner.all_inner_texts()) == built_on.what_is_missing()
                    seen = walk.visit(browser, home, f"{name}.html")
                    assert seen == walk.Visit([], [], 0, [])
