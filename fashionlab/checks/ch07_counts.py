"""Checks of chapter 7: parameters and multiply-adds, counted from shapes."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import math
from typing import Any

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    expect,
    expect_equal,
    spelt,
)
from fashionlab.checks.questions import Draw, Setting, arguments_after, call, call_each
from fashionlab.checks.registry import check

Row = dict[str, Any]


def _row(kind: str, before: tuple[int, ...], after: tuple[int, ...], **more: Any) -> Row:
    return {
        "name": kind.lower(),
        "kind": kind,
        "input_shape": before,
        "output_shape": after,
        **more,
    }


def layer(kind: str, *, square: bool = True, stride: int = 1, use_bias: bool = True) -> Draw:
    """One layer with weights, of a size drawn at random.

    Height and width, maps before and after, and the sides of a kernel that is
    not square always differ, so that no mix-up of two of them is right by luck.
    """

    def draw(setting: Setting) -> Row:
        rng = setting.rng
        before, after = (int(n) for n in rng.permutation(range(5, 14))[:2])
        if kind == "Dense":
            return _row(kind, (7 * before,), (after,), use_bias=use_bias)
        height, width = (stride * int(n) for n in rng.permutation(range(6, 12))[:2])
        if kind == "BatchNormalization":
            return _row(kind, (height, width, before), (height, width, before))
        after = before if kind == "DepthwiseConv2D" else after
        kernel = (3, 3) if square else ((2, 5), (5, 2))[int(rng.integers(2))]
        output = (height // stride, width // stride, after)  # padding "same"
        return _row(kind, (height, width, before), output, kernel_size=kernel, use_bias=use_bias)

    return Draw(draw)


def _flat_normalization(setting: Setting) -> Row:
    """Batch normalization after Flatten: numbers, each at one place."""
    numbers = int(setting.rng.integers(20, 40))
    return _row("BatchNormalization", (numbers,), (numbers,))


def _of_other_kinds() -> list[Row]:
    """Layers that count 0: most learn nothing, three are of kinds the chapter does not use."""
    return [
        _row("InputLayer", (12, 10, 6), (12, 10, 6)),
        _row("MaxPooling2D", (12, 10, 6), (6, 5, 6)),
        _row("Activation", (6, 5, 6), (6, 5, 6)),
        _row("Dropout", (6, 5, 6), (6, 5, 6)),
        _row("GlobalAveragePooling2D", (6, 5, 6), (6,)),
        _row("LayerNormalization", (6, 5, 6), (6, 5, 6)),
        _row("GroupNormalization", (6, 5, 6), (6, 5, 6)),
        _row("Flatten", (6, 5, 6), (180,)),
        _row("Conv2DTranspose", (6, 5, 6), (12, 10, 4), kernel_size=(3, 3), use_bias=True),
    ]


def network() -> Draw:
    """A whole network: convolutions of three kinds, normalization, pooling, a dense layer."""

    def draw(setting: Setting) -> list[Row]:
        first, second = (int(n) for n in setting.rng.permutation(range(4, 12))[:2])
        three = {"kernel_size": (3, 3)}
        layers = [
            _row("Conv2D", (14, 16, 2), (12, 14, first), **three, use_bias=False),
            _row("BatchNormalization", (12, 14, first), (12, 14, first)),
            _row("MaxPooling2D", (12, 14, first), (6, 7, first)),
            _row("Conv2D", (6, 7, first), (6, 7, first), **three, use_bias=False),
            _row("SeparableConv2D", (6, 7, first), (4, 5, second), **three, use_bias=True),
            _row("DepthwiseConv2D", (4, 5, second), (2, 3, second), **three, use_bias=True),
            _row("Flatten", (2, 3, second), (6 * second,)),
            _row("Dense", (6 * second,), (10,), use_bias=True),
        ]
        rows = [{**row, "name": f"{row['name']}_{place}"} for place, row in enumerate(layers)]
        # The second convolution is used twice: as from `describe_layers`, two rows alike.
        return rows[:4] + rows[3:]

    return Draw(draw)


KINDS = ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D")


def _weight_shapes(row: Row) -> list[tuple[int, ...]]:
    """The shapes of the arrays that Keras makes for the weights, biases left out."""
    before, after = row["input_shape"][-1], row["output_shape"][-1]
    kernel = row.get("kernel_size", ())
    return {
        "Dense": [(before, after)],
        "Conv2D": [(*kernel, before, after)],
        "DepthwiseConv2D": [(*kernel, before, 1)],
        "SeparableConv2D": [(*kernel, before, 1), (1, 1, before, after)],
    }.get(row["kind"], [])


def parameters_of(row):
    """Sizes of all arrays that the layer keeps, added up."""
    if row["kind"] == "BatchNormalization":
        return 4 * row["input_shape"][-1]
    biases = row["output_shape"][-1] if row["kind"] in KINDS and row["use_bias"] else 0
    return sum(map(math.prod, _weight_shapes(row))) + biases


def multiply_adds_of(row):
    """Every weight works once at every place of the output; a dense layer has one place."""
    return math.prod(row["output_shape"][:-1]) * sum(map(math.prod, _weight_shapes(row)))


def _told(row: Row) -> str:
    kernel = f"kernel {row['kernel_size']}, " if "kernel_size" in row else ""
    bias = "" if row.get("use_bias", True) else ", without bias"
    return f"{row['kind']}, {kernel}{row['input_shape']} to {row['output_shape']}{bias}"


def _expect_count(received, row, expected, unit, hint):
    expect_equal(received, expected, what=f"the {unit} of {_told(row)},", hint=hint)


def _one(kind: str, **settings: Any) -> Any:
    """Ask about a single layer."""
    return call([layer(kind, **settings)])


def _expect_parameters(answer, asked, hint):
    (row,) = asked.args[0]
    _expect_count(answer, row, parameters_of(row), "parameters", hint)


def _expect_multiply_adds(answer, asked, hint):
    (row,) = asked.args[0]
    _expect_count(answer, row, multiply_adds_of(row), "multiply-adds", hint)


def _expect_each(answer, asked, count, unit, hint):
    for received, variant in zip(answer, asked.fields["variants"], strict=True):
        (row,) = variant["layers"]
        _expect_count(received, row, count(row), unit, hint)


OTHERS = [{"layers": [row]} for row in _of_other_kinds()]
NORMALIZATIONS = [
    {"layers": [layer("BatchNormalization")]},
    {"layers": [Draw(_flat_normalization)]},
]
OBLONG = [{"layers": [layer(kind, square=False)]} for kind in KINDS[1:]]
OTHERS_COUNT_0 = (
    "Any kind that is not in the list of the exercise counts 0, whatever else its row says."
)

# --- evaluation.count_parameters


@check(evaluation.count_parameters, ask=_one("Dense"))
def a_dense_layer_has_a_weight_for_every_pair(answer, asked):
    """Dense: inputs times outputs, and a bias for each output."""
    _expect_parameters(
        answer,
        asked,
        "One weight for each pair of input and output, and one bias per output: "
        "(inputs + 1) * outputs.",
    )


@check(evaluation.count_parameters, ask=_one("Conv2D"))
def a_kernel_reaches_through_all_maps(answer, asked):
    """Conv2D: each output map has one kernel over all input maps, and one bias."""
    _expect_parameters(
        answer,
        asked,
        "One kernel has height * width * input maps weights. There is one kernel, with one bias, "
        "for each output map; height and width of the picture play no part.",
    )


@check(evaluation.count_parameters, ask=call_each(variants=OBLONG))
def a_kernel_need_not_be_square(answer, asked):
    """A kernel of 2x5 has ten places, whatever kind of convolution it belongs to."""
    _expect_each(
        answer,
        asked,
        parameters_of,
        "parameters",
        "kernel_size is (height, width): multiply the two.",
    )


@check(evaluation.count_parameters, ask=_one("DepthwiseConv2D"))
def a_depthwise_kernel_covers_one_map(answer, asked):
    """DepthwiseConv2D: one kernel and one bias for each map."""
    _expect_parameters(
        answer,
        asked,
        "Each map has a kernel of its own, over itself alone, and one bias: do not multiply by "
        "maps twice.",
    )


@check(evaluation.count_parameters, ask=_one("SeparableConv2D"))
def a_separable_convolution_is_two_steps(answer, asked):
    """SeparableConv2D: a depthwise part, a 1x1 convolution, one bias per output map."""
    _expect_parameters(
        answer,
        asked,
        "Depthwise: height * width * input maps. Then 1x1: input maps * output maps. Only the "
        "second step has biases.",
    )


@check(evaluation.count_parameters, ask=call_each(variants=NORMALIZATIONS))
def normalization_holds_four_numbers_per_map(answer, asked):
    """BatchNormalization: factor, shift, mean and variance for each map."""
    _expect_each(
        answer,
        asked,
        parameters_of,
        "parameters",
        "Two numbers per map are learned and two are stored; both kinds count. Per map, not per "
        "place; after Flatten for each number.",
    )


@check(
    evaluation.count_parameters,
    ask=call_each(variants=[{"layers": [layer(kind, use_bias=False)]} for kind in KINDS]),
)
def without_bias_there_are_fewer(answer, asked):
    """Where use_bias is False only the weights count."""
    _expect_each(
        answer,
        asked,
        parameters_of,
        "parameters",
        'Add biases only where layer["use_bias"] is True.',
    )


@check(evaluation.count_parameters, ask=call_each(variants=OTHERS))
def other_kinds_have_none(answer, asked):
    """Layers of other kinds count 0."""
    _expect_each(
        answer,
        asked,
        parameters_of,
        "parameters",
        OTHERS_COUNT_0,
    )


@check(evaluation.count_parameters, ask=call_each(variants=[{"layers": network()}, {"layers": []}]))
def adds_up_all_parameters(answer, asked):
    """The count is that of all layers together, and 0 where there are none."""
    _expect_sums(answer, asked, parameters_of, "parameters")


@check(evaluation.count_parameters, ask=arguments_after(network()))
def leaves_the_rows_as_they_are(answer, asked):
    """The rows passed in are the same afterwards."""
    _expect_same_rows(answer, asked)


def _expect_same_rows(answer, asked):
    expect(
        spelt(answer[0]) == spelt(asked.args[0]),
        "Expected the rows to be the same after the call. Received: others.",
        "layers.pop() and layer.pop() take something out of what was passed in. layer.get() only "
        "looks.",
    )


def _expect_sums(answer, asked, count, unit):
    rows = asked.fields["variants"][0]["layers"]
    expect_equal(
        answer[0],
        sum(map(count, rows)),
        what=f"the {unit} of a network of {len(rows)} layers",
        hint="Start with total = 0, add each row, also one that is equal to another, and return "
        "after the loop.",
    )
    expect_equal(
        answer[1],
        0,
        what=f"the {unit} of a network without layers",
        hint="With an empty list the loop never runs: total is still 0.",
    )


# --- evaluation.count_multiply_adds


@check(evaluation.count_multiply_adds, ask=_one("Dense"))
def a_dense_layer_multiplies_every_pair(answer, asked):
    """Dense: inputs times outputs, without the biases."""
    _expect_multiply_adds(
        answer,
        asked,
        "Each output needs one multiply-add per input. Adding a bias multiplies nothing, and a "
        "multiply-add counts 1 here, not 2.",
    )


@check(evaluation.count_multiply_adds, ask=_one("Conv2D"))
def a_kernel_works_at_every_place(answer, asked):
    """Conv2D: the weights of the kernel, for each number of the output."""
    _expect_multiply_adds(
        answer,
        asked,
        "The output has height * width * maps numbers. Each needs kernel height * kernel width * "
        "input maps multiply-adds.",
    )


@check(evaluation.count_multiply_adds, ask=_one("Conv2D", stride=2))
def the_places_are_those_of_the_output(answer, asked):
    """With a stride of 2 the kernel works at a quarter of the places."""
    _expect_multiply_adds(
        answer, asked, 'The kernel stops once for each place of layer["output_shape"].'
    )


@check(evaluation.count_multiply_adds, ask=call_each(variants=OBLONG))
def a_kernel_of_2x5_has_ten_places(answer, asked):
    """Height and width of the kernel both count, whatever kind of convolution it belongs to."""
    _expect_each(
        answer,
        asked,
        multiply_adds_of,
        "multiply-adds",
        "kernel_size is (height, width): multiply the two.",
    )


@check(evaluation.count_multiply_adds, ask=_one("DepthwiseConv2D"))
def a_depthwise_number_looks_at_one_map(answer, asked):
    """DepthwiseConv2D: only the places of the kernel, for each number of the output."""
    _expect_multiply_adds(
        answer, asked, "Each number of the output is made from one map only: leave input maps out."
    )


@check(
    evaluation.count_multiply_adds,
    ask=call_each(
        variants=[{"layers": [layer("SeparableConv2D", stride=stride)]} for stride in (1, 2)]
    ),
)
def both_steps_of_a_separable_count(answer, asked):
    """SeparableConv2D: a depthwise part and a 1x1 convolution, at the places of the output."""
    _expect_each(
        answer,
        asked,
        multiply_adds_of,
        "multiply-adds",
        "Per place of the output: kernel height * kernel width * input maps, and then input maps * "
        "output maps.",
    )


@check(
    evaluation.count_multiply_adds,
    ask=call_each(variants=[*OTHERS, *NORMALIZATIONS]),
)
def other_layers_do_not_count(answer, asked):
    """Pooling, activations and batch normalization count 0."""
    _expect_each(
        answer,
        asked,
        multiply_adds_of,
        "multiply-adds",
        OTHERS_COUNT_0,
    )


@check(
    evaluation.count_multiply_adds, ask=call_each(variants=[{"layers": network()}, {"layers": []}])
)
def adds_up_all_multiply_adds(answer, asked):
    """The count is that of all layers together, and 0 where there are none."""
    _expect_sums(answer, asked, multiply_adds_of, "multiply-adds")


# More than 2 ** 31 multiply-adds by few weights, and a count that float32 cannot hold.
LARGE = _row("Conv2D", (223, 225, 121), (223, 225, 9), kernel_size=(7, 7), use_bias=True)


@check(evaluation.count_multiply_adds, ask=call([LARGE]))
def counts_billions_exactly(answer, asked):
    """Large pictures need billions of multiply-adds, and the count is exact."""
    _expect_multiply_adds(
        answer,
        asked,
        "np.int32 ends at 2,147,483,647 and goes on below 0, and np.float32 holds seven digits. "
        "Python's int has no end.",
    )


@check(evaluation.count_multiply_adds, ask=arguments_after(network()))
def changes_none_of_the_rows(answer, asked):
    """The rows passed in are the same afterwards."""
    _expect_same_rows(answer, asked)
