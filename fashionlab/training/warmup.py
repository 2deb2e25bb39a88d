"""A learning rate that rises, then falls."""

from fashionlab.tasks import stub


@stub("ch04_training", number=2, points=2)
def warmup_cosine(
    step: int, *, total_steps: int, warmup_steps: int = 0, highest: float = 1e-3
) -> float:
    """Return the learning rate of one training step.

    With T for `total_steps` and W for `warmup_steps`:

    - Warm-up, for steps below W: the rate rises in a straight line, from 0 at
      step 0 to `highest` at step W (Goyal et al. 2017, "Accurate, large
      minibatch SGD").
    - Then half a wave of the cosine, from `highest` at step W down to 0 at
      step T: highest / 2 * (1 + cos(pi * (step - W) / (T - W))) (Loshchilov
      and Hutter 2017, "SGDR").
    - From step T on the rate is 0.

    Args:
        step: How many batches were trained before, an int of at least 0.
        total_steps: Batches in the whole training, an int of at least 1.
        warmup_steps: Batches of the warm-up, an int from 0 to below
            `total_steps`. 0 means none: the first rate is `highest`.
        highest: The highest learning rate, a float above 0.

    Returns:
        The learning rate, a float in [0, highest].

    Raises:
        ValueError: If `warmup_steps` is negative, or not below `total_steps`.
    """
