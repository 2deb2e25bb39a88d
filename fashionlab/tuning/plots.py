"""Figures of a search: how the score rose, and which values go with high scores."""

import html
import math
import pathlib
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.plots.interactive import write_html
from fashionlab.plots.style import color, finished, save_figure
from fashionlab.tuning.results import FINISHED, OBJECTIVES, Search, Trial, shown

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure


def show_scores(search: Search) -> "Figure":
    """Draw the score of every finished trial, and the best so far.

    Args:
        search: A search with at least one finished trial.

    Raises:
        InvalidArgument: If none is finished.
    """
    from matplotlib import pyplot as plt

    numbers, scores, best = _scores(search)
    figure, axis = plt.subplots(figsize=(6, 3.5), layout="constrained")
    axis.plot(numbers, scores, "o", color=color(0), label="trial")
    axis.step(numbers, best, where="post", color=color(1), label="best so far")
    axis.set(xlabel="trial", ylabel=search.objective)
    axis.xaxis.get_major_locator().set_params(integer=True)
    axis.legend()
    return finished(figure, describe_scores(search))


def show_parallel(search: Search) -> "Figure":
    """Draw every finished trial as a line across one axis per setting and the score.

    Lines of good trials are dark. Where they run together, the value matters;
    where they spread, it does not.

    Args:
        search: A search with at least one finished trial.

    Raises:
        InvalidArgument: If none is finished.
    """
    from matplotlib import colormaps
    from matplotlib import pyplot as plt

    trials = _finished(search)
    axes = _axes(search)
    figure, axis = plt.subplots(figsize=(1.6 * len(axes) + 2, 4), layout="constrained")
    shades = _normed(_goodness(search))
    for place in sorted(range(len(trials)), key=shades.__getitem__):
        heights = [_normed(entry["numbers"])[place] for entry in axes]
        # Not from 0: the palest colour of the map would not show on white.
        shade = colormaps["viridis_r"](0.15 + 0.85 * shades[place])
        axis.plot(range(len(axes)), heights, color=shade, alpha=0.8)
    for column, entry in enumerate(axes):
        axis.axvline(column, color="#222222", linewidth=0.8)
        for height, text in entry["ticks"]:
            axis.text(column + 0.04, height, text, fontsize=8, va="center")
    axis.set_xticks(range(len(axes)), [entry["name"] for entry in axes])
    axis.set(yticks=[], xlim=(-0.2, len(axes) - 0.4))
    axis.spines[:].set_visible(False)
    return finished(figure, describe_parallel(search))


def interactive_scores(search: Search) -> "go.Figure":
    """Draw `show_scores` with Plotly; the values of a trial show under the pointer."""
    import plotly.graph_objects as go

    numbers, scores, best = _scores(search)
    figure = go.Figure()
    texts = ["<br>".join(_lines(trial)) for trial in _finished(search)]
    figure.add_scatter(
        x=numbers, y=scores, text=texts, name="trial", mode="markers", marker={"color": color(0)}
    )
    line = {"color": color(1), "shape": "hv"}
    figure.add_scatter(x=numbers, y=best, name="best so far", mode="lines", line=line)
    figure.update_layout(
        template="plotly_white",
        xaxis_title="trial",
        yaxis_title=search.objective,
        meta={"description": describe_scores(search)},
    )
    return figure


def interactive_parallel(search: Search) -> "go.Figure":
    """Draw `show_parallel` with Plotly; a range dragged on an axis picks the trials in it."""
    import plotly.graph_objects as go

    figure = go.Figure()
    dimensions = []
    for entry in _axes(search):
        low, high = min(entry["numbers"]), max(entry["numbers"])
        dimensions.append(
            {
                "label": html.escape(entry["name"], quote=False),
                "values": entry["numbers"],
                "tickvals": [low + height * (high - low) for height, _ in entry["ticks"]],
                "ticktext": [html.escape(text, quote=False) for _, text in entry["ticks"]],
            }
        )
    scale = {"color": _goodness(search), "colorscale": "Viridis", "reversescale": True}
    figure.add_parcoords(dimensions=dimensions, line=scale)
    figure.update_layout(template="plotly_white", meta={"description": describe_parallel(search)})
    return figure


def write_plots(search: Search, folder: str | pathlib.Path) -> list[pathlib.Path]:
    """Write every figure of a search: PNG, and pages to point at and drag in.

    Args:
        search: A search with at least one finished trial.
        folder: Where to; made if missing.

    Returns:
        The files.
    """
    folder = pathlib.Path(folder)
    return [
        save_figure(show_scores(search), folder / "scores.png"),
        save_figure(show_parallel(search), folder / "parallel.png"),
        write_html(interactive_scores(search), folder / "scores.html"),
        write_html(interactive_parallel(search), folder / "parallel.html"),
    ]


def describe_scores(search: Search) -> str:
    """Say in words what `show_scores` shows."""
    best = search.best
    return (
        f"{search.objective} of {len(_finished(search))} trials of a {search.method} search. "
        f"The best, trial {best.number}, has {best.score:.4f}."
    )


def describe_parallel(search: Search) -> str:
    """Say in words what `show_parallel` shows."""
    values = ", ".join(f"{name} {shown(value)}" for name, value in search.best.values.items())
    return (
        f"Settings and {search.objective} of {len(_finished(search))} trials, one line each. "
        f"The best has {values} and {search.best.score:.4f}."
    )


def _finished(search: Search) -> list[Trial]:
    trials = [trial for trial in search.trials if trial.state == FINISHED]
    if not trials:
        raise InvalidArgument(
            "Expected a search with at least one finished trial to draw. "
            f"Received: {len(search.trials)} trials, none finished."
        )
    return trials


def _scores(search: Search) -> tuple[list[int], list[float], list[float]]:
    """Numbers, scores, and the best score up to each."""
    trials = _finished(search)
    scores = [trial.score or 0.0 for trial in trials]
    better = max if OBJECTIVES[search.objective] == "max" else min
    return [trial.number for trial in trials], scores, list(accumulate(scores, better))


def _goodness(search: Search) -> list[float]:
    """Scores turned so that more is better."""
    sign = 1 if OBJECTIVES[search.objective] == "max" else -1
    return [sign * score for score in _scores(search)[1]]


def _axes(search: Search) -> list[dict[str, Any]]:
    """For every setting, then the score: a number per trial, and (height, text) ticks."""
    trials = _finished(search)
    columns = {name: [trial.values[name] for trial in trials] for name in search.names}
    columns[search.objective] = [trial.score for trial in trials]
    return [{"name": name, **_axis(values)} for name, values in columns.items()]


def _axis(values: list[Any]) -> dict[str, Any]:
    numeric = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
    if not numeric:
        kinds = sorted(set(map(shown, values)))
        heights = _normed([float(place) for place in range(len(kinds))])
        numbers = [float(kinds.index(shown(value))) for value in values]
        return {"numbers": numbers, "ticks": list(zip(heights, kinds, strict=True))}
    low, high = min(values), max(values)
    ticks = [(0.0, shown(low)), (1.0, shown(high))] if low < high else [(0.5, shown(low))]
    # A learning rate from 1e-5 to 1e-1: half the trials would stick to the lower end.
    scale = math.log10 if low > 0 and high / low >= 100 else float
    return {"numbers": [scale(value) for value in values], "ticks": ticks}


def _normed(numbers: list[float]) -> list[float]:
    """Stretch numbers to [0, 1]; equal ones to the middle."""
    low, high = min(numbers), max(numbers)
    return [(n - low) / (high - low) if high > low else 0.5 for n in numbers]


def _lines(trial: Trial) -> list[str]:
    """One line per value, for Plotly, which reads a little HTML."""
    lines = (f"{name}: {shown(value)}" for name, value in trial.values.items())
    return [html.escape(line, quote=False) for line in lines]
