"""What the pages of the book share: opening, closing, and how numbers are shown.

A page calls `open_page` in a first cell that readers do not see. From then on
its text can quote, with the glue role, whatever its code gives to `state`.
"""

import html
import os
import pathlib
import time
from collections.abc import Iterable, Sequence

import matplotlib
import myst_nb
from IPython.display import HTML
from matplotlib_inline.backend_inline import set_matplotlib_formats

import fashionlab
from fashionlab import data, evaluation
from fashionlab.quiet import import_keras

PAPER = "#f6f6f3"  # a light card that is readable on a white and on a black page
ROOT = pathlib.Path(__file__).resolve().parent.parent  # where the build was started
TITLES = {"fashion_mnist": "Fashion-MNIST", "mnist": "MNIST", "cifar100": "CIFAR-100"}
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # told apart by colour-blind readers

_opened = time.perf_counter()


def open_page(*, seed: int = 0, name: str = "fashion_mnist") -> data.Dataset:
    """Fill the library from the solutions, fix the seeds, and load the data.

    Args:
        seed: Of Keras, NumPy and Python.
        name: The data set of the page.

    Returns:
        That data set where it is at hand, else `synthetic_fashion`.

    Raises:
        RuntimeError: If a solution cannot be used.
    """
    keras = import_keras()
    filled = fashionlab.fill_from(ROOT / "solutions")
    if filled.problems:
        raise RuntimeError("\n".join(filled.problems))
    keras.utils.set_random_seed(seed)
    _set_style()
    # A page runs in the folder of the book; a relative path meant the project's.
    if "FASHIONLAB_DATA" in os.environ:
        os.environ["FASHIONLAB_DATA"] = str(ROOT / os.environ["FASHIONLAB_DATA"])
    dataset = data.load(data.best_available(name))
    state(data_set=dataset.name, built_on=_describe(dataset, TITLES[name]))
    return dataset


def close_page() -> None:
    """State how long the code of the page took, and how much memory at most."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    seconds = round(time.perf_counter() - _opened)
    state(
        page_time=f"{seconds} seconds on {cores} processor cores",
        page_memory=f"{evaluation.peak_memory_mb() / 1000:.1f} GB",
    )


def state(**facts: str) -> None:
    """Give measured facts, already worded, to the text of the page."""
    for name, fact in facts.items():
        myst_nb.glue(name, fact, display=False)


def percent(share: float) -> str:
    """Word a share: 0.8273 as "82.7 %", with a space that no line ends at."""
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def points(difference: float) -> str:
    """Word a difference of two shares: 0.0213 as "2.1 points", without its sign."""
    return f"{100 * abs(difference):.1f} points"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> HTML:
    """Show a small table; the first cell of each row is its heading."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in header)
    body = ""
    for first, *others in rows:
        cells = "".join(f"<td>{html.escape(str(cell))}</td>" for cell in others)
        body += f'<tr><th scope="row">{html.escape(str(first))}</th>{cells}</tr>'
    return HTML(
        f'<table class="dataframe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _describe(dataset: data.Dataset, title: str) -> str:
    sizes = f"{len(dataset.train):,} training and {len(dataset.validation):,} validation images"
    if dataset.is_synthetic:
        return (
            f"{dataset.name} ({sizes}): drawn by the program because {title} was not at "
            f"hand. They are not results on {title}"
        )
    return f"{title} ({sizes})"


def _set_style() -> None:
    set_matplotlib_formats("svg")
    matplotlib.rcParams.update(
        {
            "axes.facecolor": PAPER,
            "axes.grid": False,
            "axes.prop_cycle": matplotlib.cycler(color=COLOURS),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "figure.dpi": 100,
            "figure.facecolor": PAPER,
            "font.size": 10,
            "savefig.facecolor": PAPER,
            "svg.hashsalt": "fashionlab",  # the same figure gives the same file
        }
    )
