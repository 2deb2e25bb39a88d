"""Two ways of learning, compared by how many images they learned from."""

from collections.abc import Sequence

from fashionlab.tasks import stub

Runs = Sequence[tuple[int, float]]


@stub("ch11_cifar100", number=4, points=4)
def compare_by_size(scratch: Runs, transfer: Runs) -> tuple[list[tuple[int, float]], float | None]:
    """Compare two ways of learning at equal numbers of training images.

    A *run* is a tuple (images, accuracy): a network learned from so many images
    and then reached that accuracy. Several runs may have the same number, from
    several seeds: what counts is their mean. Numbers that only one of the two
    ways has are left out, as nothing can be compared there.

    The *gain* at a number of images is the mean accuracy of transfer minus that
    of scratch. Between two neighbouring numbers the gain is taken as a straight
    line over the *logarithm* of the number of images: from 100 to 200 is as far
    as from 1,000 to 2,000. Outside of them nothing is known.

    Args:
        scratch: List of runs of a network trained from scratch, in any order,
            images positive ints. The list stays as it is.
        transfer: List of runs of a network with features from elsewhere. It stays
            as it is, too.

    Returns:
        Tuple (gains, crossing). The first is a list of tuples (images, gain), one
        for each number that both ways have, the smallest first. The second is
        where the two are equally good: the smallest number of images, a float,
        at which the gain is 0. That is one of the numbers itself or lies
        between two neighbours, one with a gain above 0 and one below. None
        if the gain is nowhere 0: never guess what lies beyond.

    Raises:
        ValueError: If there is no number of images that both ways have.
    """
