"""Cross-entropy and accuracy for labels that are numbers or rows."""

from collections.abc import Callable
from typing import Any

from fashionlab.quiet import import_keras


def cross_entropy(label_smoothing: float = 0.0) -> Callable[[Any, Any], Any]:
    """Make a loss that takes integer labels and one-hot rows alike.

    Keras smooths labels only in its loss for rows; mixup and CutMix make rows
    of the training labels while the validation labels stay integers.

    Args:
        label_smoothing: Float in [0, 1): share spread evenly over all classes.

    Returns:
        A function of labels, shape (batch,) or (batch, num_classes), and
        probabilities, shape (batch, num_classes); one loss per example.
    """
    keras = import_keras()

    def loss(y_true: Any, y_pred: Any) -> Any:
        return keras.losses.categorical_crossentropy(
            _rows(y_true, y_pred), y_pred, label_smoothing=label_smoothing
        )

    return loss


def accuracy(y_true: Any, y_pred: Any) -> Any:
    """Tell for each example whether the most probable class has the largest label.

    Args:
        y_true: Integer labels, shape (batch,), or rows, shape (batch, num_classes).
        y_pred: Probabilities, shape (batch, num_classes).

    Returns:
        float32 tensor of shape (batch,), 1 for right and 0 for wrong.
    """
    ops = import_keras().ops
    right = ops.argmax(_rows(y_true, y_pred), axis=-1)
    return ops.cast(ops.equal(right, ops.argmax(y_pred, axis=-1)), "float32")


def _rows(y_true: Any, y_pred: Any) -> Any:
    ops = import_keras().ops
    num_classes = y_pred.shape[-1]
    if len(y_true.shape) == 2 and y_true.shape[-1] == num_classes:
        return ops.cast(y_true, y_pred.dtype)
    labels = ops.reshape(ops.cast(y_true, "int32"), (-1,))
    return ops.one_hot(labels, num_classes, dtype=y_pred.dtype)
