"""How many floating-point operations each kind of layer takes, by convention.

A multiply-add counts 2; how many a layer has, the task
`evaluation.count_multiply_adds` says. A bias is 1 more for each number. What
works on single numbers counts 1 per step and number: ReLU 1, batch
normalization in use 2 (a factor and a shift), softmax 5. Pooling counts the
places of its window. Moving numbers about counts 0. These conventions are
those of TensorFlow's profiler, as far as that counts an operation at all;
activations other than softmax count 1 whatever their formula.

A rule takes the layer, the shapes of its inputs and the shape of its output,
batch first, and returns a whole number. A layer of your own may bring its rule
along as a method `count_flops(input_shapes, output_shape)`.
"""

import math
from collections.abc import Callable
from typing import Any

from fashionlab.evaluation.multiply_adds import count_multiply_adds

Shape = tuple[int, ...]
Rule = Callable[[Any, list[Shape], Shape], int]

# Steps per number of an activation; any other counts 1.
_ACTIVATION_STEPS = {"linear": 0, "softmax": 5}

# Mean, difference, square, mean, root and quotient, factor, shift.
_NORMALIZATION_STEPS = 7

# Four neighbours, each with a weight: four products and three sums.
_BILINEAR_STEPS = 7


def rule_for(part: Any) -> Rule | None:
    """Return the rule of a layer or operation, or None where there is none.

    A subclass of a Keras layer has its parent's rule as long as it keeps the
    parent's `call`.
    """
    if hasattr(part, "count_flops"):
        return lambda layer, inputs, output: int(layer.count_flops(inputs, output))
    if getattr(part, "quantization_mode", None) is not None:
        return None
    for kind in type(part).__mro__:
        own = getattr(kind, "call", None) is getattr(type(part), "call", None)
        if own and kind.__module__.partition(".")[0] == "keras":
            rules = _OPERATIONS if ".ops." in kind.__module__ else _LAYERS
            if kind.__name__ in rules:
                return rules[kind.__name__]
    return None


def _nothing(part: Any, inputs: list[Shape], output: Shape) -> int:
    return 0


def _per_number(steps: int) -> Rule:
    return lambda part, inputs, output: steps * math.prod(output)


def _per_input_number(part: Any, inputs: list[Shape], output: Shape) -> int:
    return math.prod(inputs[0])


def _activation(layer: Any, output: Shape) -> int:
    name = str(getattr(layer.activation, "__name__", type(layer.activation).__name__))
    return _ACTIVATION_STEPS.get(name, 1) * math.prod(output)


def _bias_and_activation(layer: Any, output: Shape) -> int:
    return math.prod(output) * bool(layer.use_bias) + _activation(layer, output)


def _window(layer: Any) -> int:
    """Places of the kernel or the pooling window."""
    size: Shape = layer.pool_size if hasattr(layer, "pool_size") else layer.kernel_size
    return math.prod(size)


def _channels(layer: Any, shape: Shape) -> int:
    return shape[1] if layer.data_format == "channels_first" else shape[-1]


def _products(
    kind: str,
    places: int,
    kernel: int,
    inputs: int,
    outputs: int,
) -> int:
    """Operations of the multiply-adds, from the task `evaluation.count_multiply_adds`.

    Only the numbers of places matter. So a row, a volume and a picture are all
    told as a picture one pixel wide.

    Args:
        kind: "Dense", "Conv2D" or "DepthwiseConv2D".
        places: Of the output.
        kernel: Places of the kernel.
        inputs: Maps that a number of the output is made from.
        outputs: Maps of the output.
    """
    row = {
        "name": kind,
        "kind": kind,
        "input_shape": (inputs,) if kind == "Dense" else (places, 1, inputs),
        "output_shape": (outputs,) if kind == "Dense" else (places, 1, outputs),
        "kernel_size": (kernel, 1),
        "use_bias": False,  # counted below, as all that works on single numbers
    }
    return 2 * int(count_multiply_adds([row]))


def _dense(layer: Any, inputs: list[Shape], output: Shape) -> int:
    times = math.prod(output[:-1])  # more than once where the input has more axes
    products = _products("Dense", 1, 1, inputs[0][-1], output[-1])
    return times * products + _bias_and_activation(layer, output)


def _places(layer: Any, shape: Shape) -> int:
    return math.prod(shape) // _channels(layer, shape)


def _convolution(layer: Any, inputs: list[Shape], output: Shape) -> int:
    maps = _channels(layer, inputs[0]) // int(layer.groups)
    filters = _channels(layer, output)
    products = _products("Conv2D", _places(layer, output), _window(layer), maps, filters)
    return products + _bias_and_activation(layer, output)


def _transposed_convolution(layer: Any, inputs: list[Shape], output: Shape) -> int:
    # A convolution run backwards, from its output to its input.
    given, made = _channels(layer, inputs[0]), _channels(layer, output)
    products = _products("Conv2D", _places(layer, inputs[0]), _window(layer), made, given)
    return products + _bias_and_activation(layer, output)


def _depthwise(layer: Any, inputs: list[Shape], output: Shape) -> int:
    maps = _channels(layer, output)
    products = _products("DepthwiseConv2D", _places(layer, output), _window(layer), maps, maps)
    return products + _bias_and_activation(layer, output)


def _separable(layer: Any, inputs: list[Shape], output: Shape) -> int:
    places, filters = _places(layer, output), _channels(layer, output)
    between = _channels(layer, inputs[0]) * int(layer.depth_multiplier)  # maps after the first half
    products = _products("DepthwiseConv2D", places, _window(layer), between, between)
    products += _products("Conv2D", places, 1, between, filters)
    return products + _bias_and_activation(layer, output)


def _activation_layer(layer: Any, inputs: list[Shape], output: Shape) -> int:
    return _activation(layer, output)


def _merge(layer: Any, inputs: list[Shape], output: Shape) -> int:
    return (len(inputs) - 1) * math.prod(output)


def _average(layer: Any, inputs: list[Shape], output: Shape) -> int:
    return len(inputs) * math.prod(output)


def _pooling(layer: Any, inputs: list[Shape], output: Shape) -> int:
    return _window(layer) * math.prod(output)


def _interpolation(layer: Any, inputs: list[Shape], output: Shape) -> int:
    steps = {"nearest": 0, "bilinear": _BILINEAR_STEPS}
    if layer.interpolation not in steps:
        # Cubic and wider kernels: 4x4 neighbours or more.
        return 31 * math.prod(output)
    return steps[layer.interpolation] * math.prod(output)


def _table(*rows: tuple[Rule, str]) -> dict[str, Rule]:
    return {name: rule for rule, names in rows for name in names.split()}


_LAYERS = _table(
    (_dense, "Dense"),
    (_convolution, "Conv1D Conv2D Conv3D"),
    (_transposed_convolution, "Conv1DTranspose Conv2DTranspose Conv3DTranspose"),
    (_depthwise, "DepthwiseConv1D DepthwiseConv2D"),
    (_separable, "SeparableConv1D SeparableConv2D"),
    (_per_number(2), "BatchNormalization Normalization Rescaling"),
    (_per_number(_NORMALIZATION_STEPS), "GroupNormalization LayerNormalization"),
    (_activation_layer, "Activation"),
    (_per_number(1), "ELU LayerScale LeakyReLU PReLU ReLU"),
    (_per_number(5), "Softmax"),
    (_merge, "Add Maximum Minimum Multiply Subtract"),
    (_average, "Average"),
    (_pooling, "AveragePooling1D AveragePooling2D MaxPooling1D MaxPooling2D"),
    (
        _per_input_number,
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D",
    ),
    (_interpolation, "Resizing UpSampling2D"),
    (_nothing, "ActivityRegularization Concatenate Cropping2D Flatten Identity InputLayer"),
    (_nothing, "Permute RepeatVector Reshape UpSampling1D ZeroPadding1D ZeroPadding2D"),
    # At work while training only.
    (_nothing, "AlphaDropout Dropout GaussianDropout GaussianNoise SpatialDropout1D"),
    (_nothing, "SpatialDropout2D StochasticDepth CutMix MixUp RandomBrightness RandomColorJitter"),
    (_nothing, "RandomContrast RandomErasing RandomFlip RandomRotation RandomTranslation"),
    (_nothing, "RandomZoom"),
)

# What `keras.ops` leaves in a functional model, as `x / 255.0` does.
_OPERATIONS = _table(
    (_per_number(1), "Abs Absolute Add Divide Exp Log Maximum Minimum Multiply Negative Power"),
    (_per_number(1), "Relu Sigmoid Silu Sqrt Square Subtract TrueDivide"),
    (_per_number(5), "Softmax"),
    (_per_input_number, "Max Mean Min Sum"),
    (_nothing, "BroadcastTo Cast Concatenate ExpandDims Flip GetItem Moveaxis Pad Repeat Reshape"),
    (_nothing, "Split Squeeze Stack Tile Transpose"),
)
