"""What all figures share: colours, a white ground, a text for those who do not see them."""

import os
import pathlib
import weakref
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito 2008: told apart by people with any kind of colour vision. Their yellow is
# left out, which hardly shows on white, and black, which does not show on dark.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7F7F7F")

# One fewer than colours: when a colour comes again, it comes with another mark.
MARKERS = ("o", "s", "^", "D", "v", "P")
_PLOTLY_MARKERS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")

RIGHT, WRONG = "#0072B2", "#D55E00"

_descriptions: "weakref.WeakKeyDictionary[Any, str]" = weakref.WeakKeyDictionary()


def color(index: int) -> str:
    """Return the colour of the line or point with this number, from 0."""
    return COLORS[index % len(COLORS)]


def marker(index: int) -> str:
    """Return the Matplotlib mark of the line or point with this number, from 0."""
    return MARKERS[index % len(MARKERS)]


def plotly_marker(index: int, *, filled: bool = True) -> str:
    """Return the same mark by Plotly's name, filled or as an outline."""
    return _PLOTLY_MARKERS[index % len(_PLOTLY_MARKERS)] + ("" if filled else "-open")


def finished(figure: "Figure", description: str) -> "Figure":
    """Take a figure out of pyplot's hands, and keep what it shows in words.

    A figure that pyplot still holds is shown twice in a notebook. The ground is
    white and not transparent, so that dark text stays readable on a dark page.
    """
    from matplotlib import pyplot as plt

    figure.set_facecolor("white")
    _descriptions[figure] = description
    plt.close(figure)
    return figure


def alt_text(figure: "Figure") -> str:
    """Return what a figure shows, in words, for those who do not see it.

    Args:
        figure: A figure made by `fashionlab.plots`.

    Raises:
        InvalidArgument: If it comes from elsewhere.
    """
    if figure not in _descriptions:
        raise InvalidArgument(
            "Expected a figure made by fashionlab.plots. Received: a figure without a description."
        )
    return _descriptions[figure]


def save_figure(figure: "Figure", path: "str | os.PathLike[str]") -> pathlib.Path:
    """Write a figure to a file, as PNG or SVG by the ending; its folder is made.

    Args:
        figure: A figure made by `fashionlab.plots`. Its description is written into the file.
        path: Where to.

    Returns:
        The path.
    """
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150, metadata={"Description": alt_text(figure)})
    return path
