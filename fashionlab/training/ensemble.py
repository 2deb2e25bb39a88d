"""Several models that answer together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch10_tuning", number=5, points=3)
def build_ensemble(members: Sequence["keras.Model"]) -> "keras.Model":
    """Make one model whose probabilities are the mean of its members' probabilities.

    Models trained from other seeds make other mistakes, which the mean partly
    cancels (Hansen and Salamon 1990). The result is a classifier like any other: it
    can be measured, saved and served.

    The members are copied with their weights. They are not changed, and what happens
    to them later does not change the ensemble.

    Args:
        members: List of trained functional or sequential Keras classifiers, at least
            2. They may all have the same name.

    Returns:
        Uncompiled `keras.Model`, as large and as slow as its members together.
        Input: as of each member.
        Output: float32, shape (batch, num_classes), rows sum to 1.

    Raises:
        ValueError: If there are fewer than 2 members, or if their `input_shape` or
            `output_shape` differ.
    """
