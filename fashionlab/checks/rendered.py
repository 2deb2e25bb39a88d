"""Markdown as its reader sees it: headings, lists, and the text of each part."""

import dataclasses
import html.parser

from fashionlab.checks.asserts import Mismatch, expect

MAX_CHARACTERS = 6_000  # three times what the longest right card has
MAX_BARS = 100

# What a plain card is made of. Anything else came out of a text that was to be shown.
_PLAIN = frozenset({"h1", "h2", "p", "ul", "ol", "li", "strong", "em", "br", "table"})
_PLAIN |= {"thead", "tbody", "tr", "th", "td"}
_QUIET = frozenset({"p", "br"})  # what may stand in a heading or in an item of a list


@dataclasses.dataclass(frozen=True)
class Rendered:
    """A page of Markdown, rendered.

    Attributes:
        headings: List of (element, text), such as ("h2", "Data").
        sections: Title of each heading of the second level, to the text below it.
        items: The text of each item of a list.
        elements_of_texts: Elements that are not plain, or stand inside of a heading
            or of an item.
    """

    headings: list[tuple[str, str]]
    sections: dict[str, str]
    items: list[str]
    elements_of_texts: list[str]


def render(text: str) -> Rendered:
    """Render Markdown (CommonMark with tables and struck-out text) and read it.

    Args:
        text: A page of Markdown.

    Raises:
        Mismatch: If it is too long, as the time to render it grows faster than its length, or
            cannot be rendered.
    """
    from markdown_it import MarkdownIt

    expect(
        len(text) <= MAX_CHARACTERS,
        f"Expected a text of one page, at most {MAX_CHARACTERS:,} characters. "
        f"Received: {len(text):,}.",
    )
    markdown = MarkdownIt("commonmark").enable("strikethrough")
    # Each row of a table is filled up to the width of the first: 8 KB make a million cells.
    if text.count("|") <= MAX_BARS:
        markdown.enable("table")
    reader = _Reader()
    try:
        reader.feed(markdown.render(text))
        reader.close()
    except Exception as error:  # such as a character with a number of 5,000 digits
        raise Mismatch(
            f"Expected a text that can be rendered as Markdown. Received: one that stops the "
            f"program which does it ({type(error).__name__})."
        ) from error
    return reader.result()


class _Reader(html.parser.HTMLParser):
    """Goes through the HTML and collects texts by the element they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._headings: list[list[str]] = []  # element, text
        self._items: list[str] = []
        self._sections: list[str] = []
        self._strange: list[str] = []
        self._inside = ""  # "h1", "h2", "li" or ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _PLAIN or (self._inside and tag not in _QUIET):
            self._strange.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._headings.append([tag, ""])
            self._sections.append("")
            self._inside = tag
        elif tag == "li":
            self._items.append("")
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "li":
            self._items[-1] += data
        elif self._inside:
            self._headings[-1][1] += data
            return
        if self._sections:
            self._sections[-1] += data

    def handle_comment(self, data: str) -> None:
        self._strange.append("a comment")

    def result(self) -> Rendered:
        """Return what was read, with single spaces."""
        headings = [(element, _one_line(text)) for element, text in self._headings]
        sections = {
            title: _one_line(text)
            for (element, title), text in zip(headings, self._sections, strict=True)
            if element == "h2"
        }
        return Rendered(
            headings, sections, [_one_line(item) for item in self._items], self._strange
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
