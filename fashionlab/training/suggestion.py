"""From a range test to a learning rate."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch04_training", number=1, points=3)
def suggest_learning_rate(rates: np.ndarray, losses: np.ndarray) -> float:
    """Pick a learning rate from what a range test measured.

    A range test trains one batch at each of many rates, from tiny to far too
    large. At first the loss hardly changes, then it falls, reaches its lowest
    point, and at last it explodes. A good rate to train with is where the loss
    falls most steeply. (The test is that of Smith 2017, "Cyclical learning
    rates for training neural networks"; to take the steepest fall became usual
    later.)

    The loss of a single batch goes up and down by luck, so smooth the losses
    first: replace each by the mean of the 15 losses around it (itself, 7 before
    and 7 after; fewer at both ends). Then look only at the steps before the
    lowest smoothed loss: what comes after it is the explosion. Among these,
    find the steepest fall from one step to the next.

    Args:
        rates: Float array of shape (n,), n at least 20, all above 0. Each rate
            is the one before it times the same factor: the steps are equally
            far apart on a logarithmic scale. Unchanged afterwards.
        losses: Float array of shape (n,): the loss of the batch at each rate.
            The last ones may be nan or inf; leave those out. At least 20 are
            finite. Unchanged afterwards.

    Returns:
        Float, one of `rates`: where the smoothed loss falls most steeply. One
        step to the left or right makes no difference. When the smoothed loss is
        lowest at the first rate, there is no step before it: the first rate.

    Raises:
        ValueError: If `rates` and `losses` are not equally long.
    """
