"""A dense network whose settings a tuner chooses."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras
    import keras_tuner


@stub("ch10_tuning", number=1, points=4)
def build_tunable_ann(
    hp: "keras_tuner.HyperParameters",
    *,
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
) -> "keras.Model":
    """Build and compile a dense classifier with settings that are asked of `hp`.

    Five settings are asked for, under these names, and no others:

    - `"hidden_layers"`, an Int from 1 to 3;
    - `"units"`, an Int from 32 to 256 in steps of 32, for all hidden layers alike;
    - `"activation"`, a Choice of "relu", "gelu" and "tanh";
    - `"dropout_rate"`, a Float, any number from 0 to 0.5;
    - `"learning_rate"`, a Float, any number from 0.0001 to 0.01, drawn so that each
      factor of ten is equally likely.

    Whatever `hp` answers is what the network is made with. An image is flattened.
    Each hidden layer is a dense layer with the activation, and dropout with the rate
    after it. A dense layer with softmax ends the network. Nothing else learns.

    Args:
        hp: A `keras_tuner.HyperParameters`. `hp.Int`, `hp.Float` and `hp.Choice` take
            a name and limits, note them down, and return a value: the tuner's, in a
            search.
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes, an int of at least 2.

    Returns:
        Compiled `keras.Model`: Adam with the learning rate, cross-entropy for integer
        labels, and the metric "accuracy", so that a tuner can watch "val_accuracy".
        Input: float32, shape (batch, height, width, channels), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1.
    """
