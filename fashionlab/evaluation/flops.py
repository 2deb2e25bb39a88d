"""How much arithmetic a model does for an image."""

import dataclasses
import warnings
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.evaluation.arguments import checked_count
from fashionlab.evaluation.flop_rules import Shape, rule_for
from fashionlab.evaluation.layer_rows import calls_of
from fashionlab.evaluation.tapping import is_graph, models_in

if TYPE_CHECKING:
    import keras


@dataclasses.dataclass(frozen=True)
class LayerFlops:
    """The arithmetic of one call of a layer.

    Attributes:
        name: The layer's name.
        kind: Its class, such as "Conv2D".
        output_shape: Shape of its output, batch first.
        flops: Floating-point operations; None where `fashionlab` has no rule
            for this kind of layer.
    """

    name: str
    kind: str
    output_shape: Shape
    flops: int | None


def count_flops(model: "keras.Model", batch: int = 1) -> int:
    """Return the floating-point operations of one pass through a model.

    A multiply-add counts 2; so it is twice the "MACs" or "mult-adds" of some
    papers. The multiply-adds come from the task
    `evaluation.count_multiply_adds`; what else each kind of layer counts is in
    `flop_rules`. Dropout and augmentation, which rest while a model is used,
    count 0.

    Args:
        model: A built classifier; nested models count too.
        batch: How many images are classified.

    Returns:
        A whole number, `batch` times that of one image.

    Raises:
        InvalidArgument: If a layer is of a kind without a rule; the message names it.

    Warns:
        UserWarning: If the model is a subclass with a `call` of its own: what it
            computes between its layers is not counted.
    """
    rows = flops_by_layer(model, batch)
    unknown = sorted({f"{row.kind} ({row.name})" for row in rows if row.flops is None})
    if unknown:
        raise InvalidArgument(
            f"Expected layers of kinds that can be counted. Received: {', '.join(unknown)}. "
            "Give the layer's class a method count_flops(input_shapes, output_shape) that "
            "returns a whole number."
        )
    own_code = sorted({type(part).__name__ for part in models_in(model) if not is_graph(part)})
    if own_code:
        warnings.warn(
            f"Only the layers inside {', '.join(own_code)} are counted, not what its call() "
            "computes between them.",
            UserWarning,
            stacklevel=2,
        )
    return sum(row.flops or 0 for row in rows)


def flops_by_layer(model: "keras.Model", batch: int = 1) -> tuple[LayerFlops, ...]:
    """Return the arithmetic of each layer, in the order in which they work.

    A layer that is used twice is listed twice.

    Args:
        model: A built classifier.
        batch: How many images are classified.

    Raises:
        InvalidArgument: If the model is not built or takes images of any size.
    """
    batch = checked_count(batch, "batch")
    # One image is enough: everything here grows with the batch.
    return tuple(_row(part, inputs, output, batch) for part, inputs, output in calls_of(model))


def _row(part: Any, inputs: list[Shape], output: Shape, batch: int) -> LayerFlops:
    rule = rule_for(part)
    flops = None if rule is None or not output else rule(part, inputs, output) * batch
    shape = (output[0] * batch, *output[1:]) if output else output
    return LayerFlops(part.name, type(part).__name__, shape, flops)
