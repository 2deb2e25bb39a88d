"""Sphinx extension: the pages of the library link to where each function is taught.

An exercise names its section. Any other function or class leads to the first section that
mentions it; where none does, to the first whose code uses it.
"""

import functools
import pathlib
import re
from typing import Any, NamedTuple

from docutils import nodes

from fashionlab.chapters import CHAPTERS, get_chapter
from fashionlab.tasks import all_tasks

BOOK = pathlib.Path(__file__).parent
PAGES = ("how_exercises_work", *CHAPTERS)  # in reading order
FENCE = re.compile(r"^(?P<fence>`{3,})[^\n]*\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
HEADING = re.compile(r"^#{1,4} (.+)$", re.MULTILINE)
UNSEEN = re.compile(r"^:?tags: \[.*\bremove-(?:cell|input)\b", re.M)


class Section(NamedTuple):
    """What stands between two headings of a page."""

    page: str
    title: str
    prose: str
    shown: str  # code that readers see
    hidden: str  # code of which they see what it puts out

    @property
    def label(self) -> str:
        """The name by which pages of the library refer to it."""
        return _label(self.page, self.title)


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("doctree-read", label_sections)
    app.connect("autodoc-process-docstring", link_exercise)
    # After napoleon: what it takes for the last section of a docstring has ended.
    app.connect("autodoc-process-docstring", link_section, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def link_exercise(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Make a link of the line that names a task's exercise; its label is the task's id."""
    task = all_tasks().get(name.removeprefix("fashionlab."))
    if task is not None:
        link = f":ref:`{get_chapter(task.chapter_id).title} <{task.id}>`"
        lines[:] = [re.sub(r"^(Exercise [\d.]+), .*", rf"\1, {link}.", line) for line in lines]


def link_section(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """End the text of a function or class, if it is no exercise, with where it is taught."""
    short = name.removeprefix("fashionlab.")
    found = section_of(short) if short not in all_tasks() else None
    if what in ("function", "class") and found is not None:
        chapter = CHAPTERS.get(found.page)
        where = f", in chapter {chapter.number}" if chapter else ""
        lines += ["", f"Taught in: :ref:`{found.label}`{where}.", ""]


def label_sections(app: Any, doctree: nodes.document) -> None:
    """Let the sections of the course's pages be referred to by page and title."""
    page = app.env.docname
    labels = app.env.get_domain("std")
    for title in doctree.findall(nodes.title) if page in PAGES else ():
        # Boxes have titles, too.
        if isinstance(title.parent, nodes.section):
            text, place = title.astext(), (page, title.parent["ids"][0])
            labels.labels.setdefault(_label(page, text), (*place, text))
            labels.anonlabels.setdefault(_label(page, text), place)


def section_of(name: str) -> Section | None:
    """Find the section that teaches a name of the library.

    Args:
        name: `topic.function`, or the name of a function that `fashionlab` itself has.

    Returns:
        The first section whose prose mentions it; else the first whose code does, code that
        readers see before code that they do not; else None.
    """
    called = r"\b" if "." in name else r"\("
    pattern = re.compile(rf"(?<![\w.])(?:fashionlab\.)?{re.escape(name)}{called}")
    for part in ("prose", "shown", "hidden"):
        for section in sections():
            if pattern.search(getattr(section, part)):
                return section
    return None


@functools.cache
def sections() -> tuple[Section, ...]:
    """Cut the pages of the course into their sections, in reading order."""
    return tuple(
        section
        for page in PAGES
        for section in cut(page, (BOOK / f"{page}.md").read_text(encoding="utf-8"))
    )


def cut(page: str, text: str) -> list[Section]:
    """Cut one page at its headings."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    # Code goes aside first: a comment in it looks like a heading.
    codes: list[str] = []

    def put_aside(fence: re.Match[str]) -> str:
        codes.append(fence["text"])
        return f"\0{len(codes) - 1}\0"

    _, *parts = HEADING.split(FENCE.sub(put_aside, text))
    found = []
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        code = [codes[int(number)] for number in re.findall(r"\0(\d+)\0", body)]
        shown = [part for part in code if not UNSEEN.search(part)]
        hidden = [part for part in code if UNSEEN.search(part)]
        plain = title.replace("`", "")
        found.append(Section(page, plain, body, "\n".join(shown), "\n".join(hidden)))
    return found


def _label(page: str, title: str) -> str:
    return f"{page}-{nodes.make_id(title)}"
