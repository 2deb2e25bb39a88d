"""Which models are worth their cost."""

from collections.abc import Sequence

import numpy as np

from fashionlab.errors import InvalidArgument


def pareto_front(points: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return the places of the points that no other point beats.

    A point is beaten by another that costs no more and scores no less, and is
    better in at least one of the two. Of equal points all stay.

    Args:
        points: Pairs (cost, score), all finite: lower cost and higher score are
            better. For example parameters and accuracy of each model.

    Returns:
        Places in `points`, from the cheapest to the most costly.

    Raises:
        InvalidArgument: If a point is not a pair of finite numbers.
    """
    table = np.array([*points], dtype=float) if len(points) else np.empty((0, 2))
    if table.ndim != 2 or table.shape[1] != 2 or not np.isfinite(table).all():
        raise InvalidArgument(
            "Expected points as pairs (cost, score) of finite numbers. "
            f"Received: {list(points)!r}. Leave out models whose cost was not measured."
        )
    front: list[int] = []
    best = -np.inf
    # From cheap to dear, at the same cost the best first.
    for place in np.lexsort((-table[:, 1], table[:, 0])):
        if table[place, 1] > best or (front and np.array_equal(table[place], table[front[-1]])):
            best = table[place, 1]
            front.append(int(place))
    return tuple(front)
