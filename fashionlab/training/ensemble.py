"""Several models that answer together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


def build_ensemble(members: Sequence["keras.Model"]) -> "keras.Model":
    """Make one model whose probabilities are the mean of its members'.

    Models trained from other seeds make other mistakes, which the mean partly
    cancels (Hansen and Salamon 1990). The result is a classifier like any
    other: it can be measured, saved and served.

    Args:
        members: Trained functional or sequential classifiers of the same input
            and output shape, at least 2. They are copied, not changed.

    Returns:
        Uncompiled `keras.Model`, as large and as slow as its members together.

    Raises:
        InvalidArgument: If there are fewer than 2, or their shapes differ.
    """
    shapes = [(model.input_shape, model.output_shape) for model in members]
    if len(shapes) < 2 or len(set(shapes)) > 1:
        raise InvalidArgument(
            "Expected at least 2 models of the same input and output shape. Received: "
            f"{', '.join(f'{inputs} -> {outputs}' for inputs, outputs in shapes) or 'none'}."
        )
    keras = import_keras()
    inputs = keras.Input(shapes[0][0][1:])
    answers = []
    for index, model in enumerate(members):
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        # Models built by one function, or loaded from files, may share a name.
        copy.name = f"member_{index + 1}"
        answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average(dtype="float32")(answers), name="ensemble")
