"""The way onto paper that the instructors' page describes."""

import os
import re
import subprocess
import unicodedata

import pytest

from fashionlab.chapters import CHAPTERS

from . import pdf, small, walk

in_browser = pytest.mark.skipif(
    not walk.CHROMIUM, reason="missing: chromium on the PATH, which prints"
)
PAGES = re.compile(r"build/_build/html/\{([^}]+)\}\.html")


def loop():
    """The command of the page, without its prompt."""
    text = (small.BOOK / "instructors.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^## On paper\n.*?^```console\n(.*?)^```", text, re.M | re.S)
    return block.split("$ make book\n$ ")[1]


def test_the_loop_prints_the_chapters_and_what_else_is_read_away_from_a_screen():
    patterns = PAGES.search(loop())[1].split(",")
    printed = [{path.stem for path in small.BOOK.glob(f"{pattern}.md")} for pattern in patterns]
    assert all(printed), patterns
    assert set().union(*printed) >= {*CHAPTERS, "capstone", "glossary", "instructors"}
    assert "changelog" not in set().union(*printed)


@pytest.mark.slow
@in_browser
def test_a_page_is_printed_with_its_hints_open_and_its_answers_folded(tmp_path):
    small.build(tmp_path / "build", ["ch03_cnn"])
    command = PAGES.sub("build/_build/html/ch03_cnn.html", loop())
    if os.geteuid() == 0:
        command = command.replace("chromium ", "chromium --no-sandbox ")
    command = command.replace("chromium ", f"{walk.CHROMIUM} ")
    done = subprocess.run(["bash", "-ec", command], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (printed,) = (tmp_path / "build" / "pdf").iterdir()
    assert printed.name == "ch03_cnn.pdf"
    file = printed.read_bytes()
    assert file.startswith(b"%PDF-")
    text = plain(pdf.text_of(file))
    source = (small.BOOK / "ch03_cnn.md").read_text(encoding="utf-8")
    hints = re.findall(
        r"^:::\{admonition\} Hint \d\n:class: dropdown\n(\w+ \w+ \w+ \w+)", source, re.M
    )
    assert len(hints) > 3
    assert [hint for hint in hints if plain(hint) not in text] == []
    assert "Not quite." not in text
    assert "Check yourself" in text


def plain(text):
    """Without ligatures and line breaks, as a printer may set them."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
