"""Which models are worth their cost."""

from collections.abc import Sequence

from fashionlab.tasks import stub


@stub("ch07_cost", number=4, points=2)
def pareto_front(points: Sequence[tuple[float, float]]) -> list[int]:
    """Find the models that no other model beats.

    A point is beaten by another that costs no more *and* scores no less, and
    is better in at least one of the two. Equal points do not beat each other.

    Args:
        points: List of tuples (cost, score), one for each model. Lower cost is
            better, higher score is better: parameters and accuracy, for
            example. It may be empty. The list stays as it is.

    Returns:
        List of the places in `points` of those that are not beaten, ints. The
        cheapest comes first; of equal points, the one that stands first in
        `points`.

    Raises:
        ValueError: If a cost or a score is nan or infinite.
    """
