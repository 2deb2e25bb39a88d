"""The same plots to point at and zoom into: Plotly, in a page of its own, without a network."""

import html
import os
import pathlib
from typing import TYPE_CHECKING

from fashionlab.plots.curves import Histories, describe_curves, require_metric
from fashionlab.plots.style import color, plotly_marker
from fashionlab.plots.tradeoff import Points, describe_pareto, front_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

# For readers who have set their browser to dark: the same colours on dark ground.
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; background: white; color: #222222 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #121212; color: #e6e6e6 }} }}
</style>
</head>
<body>
<figure>
{drawing}
<figcaption>{description}</figcaption>
</figure>
</body>
</html>
"""
_DARK = """
if (window.matchMedia("(prefers-color-scheme: dark)").matches) {
  Plotly.relayout("{plot_id}", {
    "paper_bgcolor": "#121212", "plot_bgcolor": "#121212", "font.color": "#e6e6e6",
    "xaxis.gridcolor": "#444444", "yaxis.gridcolor": "#444444",
    "xaxis.linecolor": "#e6e6e6", "yaxis.linecolor": "#e6e6e6"
  });
}
"""


# Nothing on the page leads to a server: no sharing, no logo with a link.
_CONFIG = {"displaylogo": False, "plotlyServerURL": "", "showSendToCloud": False}


def interactive_curves(histories: Histories, metric: str) -> "go.Figure":
    """Draw a metric over the epochs of several runs, training dashed, validation solid.

    Args:
        histories: Name of a run to its `Run.history`.
        metric: `"loss"` or `"accuracy"`.

    Raises:
        InvalidArgument: If a run has no such metric.
    """
    import plotly.graph_objects as go

    require_metric(histories, metric)
    figure = go.Figure()
    for index, (name, history) in enumerate(histories.items()):
        for values, dash, what in (
            (history[metric], "dash", "training"),
            (history.get(f"val_{metric}", ()), "solid", "validation"),
        ):
            if values:
                figure.add_scatter(
                    x=list(range(1, len(values) + 1)),
                    y=[float(value) for value in values],
                    name=_plain(f"{name}, {what}"),
                    mode="lines+markers",
                    line={"color": color(index), "dash": dash},
                    marker={"symbol": plotly_marker(index)},
                )
    return _finished(figure, "epoch", metric, describe_curves(histories, metric))


def interactive_pareto(
    points: Points, *, cost: str = "parameters", score: str = "test accuracy"
) -> "go.Figure":
    """Draw the score of models over their cost, and the front that none of the others beats.

    Args:
        points: Name of a model to (cost, score), cost above 0.
        cost: What the cost is, with its unit.
        score: What the score is.

    Raises:
        InvalidArgument: If a figure is not finite.
    """
    import plotly.graph_objects as go

    front = front_of(points)
    figure = go.Figure()
    figure.add_scatter(
        x=[points[name][0] for name in front],
        y=[points[name][1] for name in front],
        name="front",
        mode="lines",
        line={"color": "#7F7F7F", "dash": "dash", "shape": "hv"},
        hoverinfo="skip",
    )
    for index, (name, (x, y)) in enumerate(points.items()):
        on_front = name in front
        figure.add_scatter(
            x=[x],
            y=[y],
            name=_plain(name),
            mode="markers",
            marker={
                "color": color(index),
                "size": 13 if on_front else 9,
                "symbol": plotly_marker(index, filled=on_front),
            },
        )
    figure.update_xaxes(type="log")
    return _finished(figure, cost, score, describe_pareto(points, cost=cost, score=score))


def write_html(figure: "go.Figure", path: "str | os.PathLike[str]") -> pathlib.Path:
    """Write an interactive figure as a page that opens in any browser, also offline.

    Plotly's program (some 5 MB) is put beside the page as `plotly.min.js`, once
    per folder: copy the folder whole.

    Args:
        figure: From `interactive_curves` or `interactive_pareto`.
        path: The page, ending in `.html`; its folder is made.

    Returns:
        The path.
    """
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    description = (figure.layout.meta or {}).get("description", "")
    _write_program(path.parent)
    page = _PAGE.format(
        title=html.escape(path.stem),
        drawing=figure.to_html(
            full_html=False, include_plotlyjs="directory", post_script=_DARK, config=_CONFIG
        ),
        description=html.escape(description),
    )
    path.write_text(page, encoding="utf-8")
    return path


def _write_program(folder: pathlib.Path) -> None:
    """Put this version of Plotly's program into a folder, unless it is there."""
    from plotly.offline import get_plotlyjs

    program = folder / "plotly.min.js"
    text = get_plotlyjs()
    if not program.exists() or program.stat().st_size != len(text.encode()):
        program.write_text(text, encoding="utf-8")


def _plain(text: str) -> str:
    """Plotly reads a little HTML in names; a name is shown as it is."""
    return html.escape(text, quote=False)


def _finished(figure: "go.Figure", x: str, y: str, description: str) -> "go.Figure":
    figure.update_layout(
        template="plotly_white",
        xaxis_title=_plain(x),
        yaxis_title=_plain(y),
        meta={"description": description},
        hovermode="closest",
    )
    return figure
