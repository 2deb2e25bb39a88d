"""Learning curves: how a figure changed from epoch to epoch."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fashionlab.errors import InvalidArgument
from fashionlab.plots.style import COLORS, color, finished, marker

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Histories = Mapping[str, Mapping[str, Sequence[float]]]


def learning_curves(histories: Histories, metric: str) -> "Figure":
    """Draw a metric over the epochs of several runs, training dashed, validation solid.

    Args:
        histories: Name of a run to its `Run.history`.
        metric: `"loss"` or `"accuracy"`.

    Raises:
        InvalidArgument: If a run has no such metric.
    """
    from matplotlib import pyplot as plt
    from matplotlib.ticker import MaxNLocator

    require_metric(histories, metric)
    figure, axis = plt.subplots(figsize=(6, 3.5), layout="constrained")
    for index, (name, history) in enumerate(histories.items()):
        for values, dashes, what in (
            (history[metric], "--", "training"),
            (history.get(f"val_{metric}", ()), "-", "validation"),
        ):
            if values:
                epochs = range(1, len(values) + 1)
                # One epoch alone would be a line without length.
                many = len(histories) > len(COLORS) or len(values) == 1
                axis.plot(
                    epochs,
                    values,
                    dashes,
                    marker=marker(index) if many else "",
                    color=color(index),
                    label=f"{name}, {what}",
                )
    axis.set(xlabel="epoch", ylabel=metric)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.legend()
    return finished(figure, describe_curves(histories, metric))


def require_metric(histories: Histories, metric: str) -> None:
    """Make sure every run has a metric.

    Raises:
        InvalidArgument: If one has not; the message names those it has.
    """
    for name, history in histories.items():
        if metric not in history:
            raise InvalidArgument(
                f"Expected a metric that every run has. Received: {metric!r}, which {name!r} "
                f"lacks. It has: {', '.join(history)}."
            )


def describe_curves(histories: Histories, metric: str) -> str:
    """Return what learning curves show, in words: start and end of each run."""
    runs = []
    for name, history in histories.items():
        values = history.get(f"val_{metric}") or history[metric]
        kind = "validation" if f"val_{metric}" in history else "training"
        if values:
            runs.append(
                f"{name}: {kind} {metric} from {values[0]:.3f} to {values[-1]:.3f} "
                f"in {len(values)} epochs"
            )
    return f"Learning curves, {metric} over epochs. {'; '.join(runs)}."
