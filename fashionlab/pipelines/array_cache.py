"""An array that is computed once, and from then on read from a file."""

from collections.abc import Callable

import numpy as np

from fashionlab.tasks import stub


@stub("ch08_transfer", number=4, points=3)
def cached_array(path: str, key: str, compute: Callable[[], np.ndarray]) -> np.ndarray:
    """Return an array from a file, if it is the right one; else compute and keep it.

    The array in the file is returned, and `compute` is not called, if the file
    is whole and was written for the same `key`. In every other case `compute` is
    called once, its array is written in place of what was there, and returned.
    Other cases are: there is no file; it was written for another key; it was cut
    short, because a program was killed or a disk was full; it is something else.

    An error in `compute` passes on to the caller, and nothing is kept. (The
    library's `cached_features` also goes on where it was interrupted, and finds
    rows that were altered.)

    Args:
        path: Name of the file, ends in ".npz". The folder it lies in is made if
            it is missing; a name alone, "a.npz", is in the folder where the
            program runs. Two paths are two caches, with a key each. Other files
            beside it, of the same name with something added, are yours to use.
        key: Text of any length that says what the array was made from. Any
            difference is another key. A program that is started later has the
            same key and finds the array.
        compute: Function without arguments that returns the array, which has at
            least one dimension. It may take minutes.

    Returns:
        The array, with the shape, dtype and values that `compute` gave it.
    """
