"""Two ways of training, compared seed by seed."""

from collections.abc import Sequence

from fashionlab.tasks import stub


@stub("ch09_finetuning", number=3, points=3)
def compare_runs(
    baseline: Sequence[tuple[int, float]], challenger: Sequence[tuple[int, float]]
) -> dict[str, float]:
    """Compare two ways of training by runs with the same seeds.

    Runs with the same seed share their luck: the same order of the images, the
    same first weights of the head. So each run of the challenger is compared
    with the run of the baseline that has its seed: their difference is the accuracy of
    the challenger minus that of the baseline. Seeds that only one of the two has
    are left out.

    With the n differences d and their mean, the standard deviation of a sample is
    sqrt(sum((d - mean) ** 2) / (n - 1)), and the standard error of the mean is
    this deviation divided by sqrt(n).

    Args:
        baseline: List of pairs (seed, accuracy): an int and a float in [0, 1], in
            any order, each seed at most once. It stays as it is.
        challenger: The same of the other way of training, in an order of its own.

    Returns:
        Dict with five entries:
        `"seeds"`: how many seeds both have, n, an int;
        `"difference"`: the mean of the differences, a float;
        `"deviation"`: their standard deviation, a float;
        `"standard_error"`: the standard error of their mean, a float;
        `"wins"`: how many of the n runs of the challenger are better than the
        baseline's, an int; a tie is no win.

    Raises:
        ValueError: If fewer than two seeds are in both lists.
    """
