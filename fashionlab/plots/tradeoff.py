"""Cost against score: which models are worth what they cost."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fashionlab.evaluation import pareto_front
from fashionlab.plots.style import color, finished, marker

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Points = Mapping[str, tuple[float, float]]


def show_pareto(
    points: Points, *, cost: str = "parameters", score: str = "test accuracy"
) -> "Figure":
    """Draw the score of models over their cost, and the front that none of the others beats.

    The cost axis is logarithmic: from 10,000 to 100,000 parameters is as far as
    from 100,000 to a million.

    Args:
        points: Name of a model to (cost, score), cost above 0. For example
            parameters, FLOPs or milliseconds, and accuracy.
        cost: What the cost is, with its unit.
        score: What the score is.

    Raises:
        ValueError: If a figure is not finite.
    """
    from matplotlib import pyplot as plt

    front = front_of(points)
    figure, axis = plt.subplots(figsize=(6.5, 4), layout="constrained")
    costs, scores = zip(*(points[name] for name in front), strict=True) if front else ((), ())
    axis.step(costs, scores, where="post", color="#7F7F7F", linestyle="--", label="front")
    for index, (name, (x, y)) in enumerate(points.items()):
        axis.plot(
            x, y, marker(index), color=color(index), markersize=9 if name in front else 6,
            markerfacecolor=color(index) if name in front else "white", label=name,
        )  # fmt: skip
    axis.set(xscale="log", xlabel=cost, ylabel=score)
    axis.legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
    axis.grid(alpha=0.3)
    return finished(figure, describe_pareto(points, cost=cost, score=score))


def front_of(points: Points) -> tuple[str, ...]:
    """Return the names of the models on the front, from cheap to dear.

    Which these are, the task `evaluation.pareto_front` says.
    """
    names = list(points)
    return tuple(names[place] for place in pareto_front(list(points.values())))


def describe_pareto(points: Points, *, cost: str, score: str) -> str:
    """Return what the plot shows, in words: the models on the front."""
    best = [
        f"{name} ({_readable(points[name][0])} {cost}, {score} {points[name][1]:.4g})"
        for name in front_of(points)
    ]
    what = f"Pareto plot, {score} over {cost} of {len(points)} models."
    return f"{what} On the front: {'; '.join(best)}."


def _readable(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
