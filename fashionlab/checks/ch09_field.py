"""Checks of chapter 9: what a stack of layers leaves of an image, and how far it sees."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import models
from fashionlab.checks.asserts import (
    Mismatch,
    as_list,
    expect,
    expect_equal,
    expect_error,
    kind_of,
    spelt,
)
from fashionlab.checks.questions import Draw, Setting, arguments_after, call_each, errors_from_each
from fashionlab.checks.registry import check

Row = dict[str, Any]


def stack(*rows: tuple[Any, Any, str], sizes: tuple[int, int] = (20, 90)) -> Draw:
    """Layers and an image, as the keyword arguments of a call.

    Args:
        *rows: Kernel, stride and padding of each layer; a tuple of ints is drawn from.
        sizes: Of the image, from and to.
    """

    def draw(setting: Setting) -> dict[str, Any]:
        rng = setting.rng
        layers = [
            {
                "kernel": int(rng.choice(np.atleast_1d(kernel))),
                "stride": int(rng.choice(np.atleast_1d(stride))),
                "padding": padding,
            }
            for kernel, stride, padding in rows
        ]
        return {"layers": layers, "image_size": int(rng.integers(sizes[0], sizes[1] + 1))}

    return Draw(draw)


def several(*draws: Draw) -> Draw:
    """The keyword arguments of several calls."""
    return Draw(lambda setting: [each.draw(setting) for each in draws])


def _places(variant):
    """Count the places where the window of each layer can stand, one by one."""
    size = variant["image_size"]
    for layer in variant["layers"]:
        last = size if layer["padding"] == "same" else size - layer["kernel"] + 1
        size = len(range(0, last, layer["stride"]))
    return size


def _field(variant):
    """Walk back from one place of the last map to the pixels it comes from."""
    first, last = 0, 0
    for layer in reversed(variant["layers"]):
        first, last = first * layer["stride"], last * layer["stride"] + layer["kernel"] - 1
    return last - first + 1


def _told(variant):
    shown = [
        f"kernel {row['kernel']}, stride {row['stride']}, {row['padding']}"
        for row in variant["layers"]
    ]
    layers = "; ".join(shown) if len(shown) < 5 else f"{len(shown)} layers"
    return f"for {variant['image_size']} pixels and {layers or 'no layers'},"


def _two(value):
    """The answer as two numbers."""
    items = as_list(value)
    if items is None:
        raise Mismatch(
            "Expected a tuple (places, field). Received: None.",
            "Did you forget the `return` statement?",
        )
    expect(
        isinstance(items, (list, tuple)) and len(items) == 2,
        f"Expected a tuple (places, field). Received: {kind_of(value)}.",
        "`return places, field`",
    )
    return items


def _expect_places(answer, asked, hint):
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        expect_equal(
            _two(value)[0], _places(variant), what=f"the places {_told(variant)}", hint=hint
        )


def _expect_field(answer, asked, hint):
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        expect_equal(_two(value)[1], _field(variant), what=f"the field {_told(variant)}", hint=hint)


def _ask(*draws: Draw) -> Any:
    return call_each(variants=several(*draws))


@check(
    models.receptive_field,
    ask=_ask(
        stack((3, 2, "same"), sizes=(21, 21)),
        stack((3, 2, "same"), sizes=(24, 24)),
        stack((5, 3, "same"), sizes=(25, 25)),
        stack((5, 3, "same"), sizes=(26, 26)),
        stack((3, (2, 3, 4), "same")),
    ),
)
def same_rounds_up(answer, asked):
    """With padding "same", size / stride is rounded up."""
    _expect_places(
        answer,
        asked,
        "21 places with a stride of 2 become 11: the last window hangs over the edge. "
        "-(-n // s), or (n + s - 1) // s, rounds up.",
    )


@check(
    models.receptive_field,
    ask=_ask(
        stack((3, 2, "valid"), sizes=(24, 24)),
        stack((3, 2, "valid"), sizes=(25, 25)),
        stack((5, 3, "valid"), sizes=(27, 27)),
        stack((7, 1, "valid")),
        stack(((3, 5), (2, 3), "valid")),
    ),
)
def valid_rounds_down(answer, asked):
    """With padding "valid", (size - kernel) / stride is rounded down, plus 1."""
    _expect_places(
        answer,
        asked,
        "The first window stands at the edge: that is the 1. Then as many steps as fit: "
        "(n - k) // s + 1.",
    )


@check(
    models.receptive_field,
    ask=_ask(
        stack((3, 2, "same"), (2, 2, "valid"), (3, 2, "same"), (3, 1, "valid")),
        stack((3, 1, "valid"), (2, 2, "valid"), (3, 1, "valid"), (2, 2, "valid")),
        stack((7, 2, "same"), (3, 2, "same"), ((1, 3), 2, "same"), (3, 2, "same"), (3, 2, "same")),
        stack((2, 2, "same"), (4, 2, "same"), (2, 2, "same"), sizes=(64, 64)),
    ),
)
def each_layer_gets_what_is_left(answer, asked):
    """Each layer starts from the map of the layer before it."""
    _expect_places(
        answer,
        asked,
        "n is the size of the map that the layer gets, not that of the image. Round in each "
        "layer, not at the end.",
    )


@check(
    models.receptive_field,
    ask=_ask(
        stack((3, 1, "same"), (5, 1, "same"), (1, 1, "same")),
        stack((3, 1, "valid"), (3, 1, "valid")),
        stack((7, 1, "same")),
    ),
)
def a_kernel_widens_the_field(answer, asked):
    """With strides of 1 each kernel adds its size less 1; a kernel of 1 adds nothing."""
    _expect_field(
        answer, asked, "The field begins with 1. Two kernels of 3, one on the other, see 5 pixels."
    )


@check(
    models.receptive_field,
    ask=_ask(
        stack((3, 2, "same"), (3, 2, "same"), (3, 1, "same")),
        stack((2, 2, "valid"), (3, 1, "same"), (3, 3, "same"), (5, 1, "same")),
        stack((3, (2, 3), "same"), (3, (3, 4), "same"), ((3, 5), 2, "same"), (3, 1, "same")),
        stack((1, 2, "same"), (3, 1, "same")),
    ),
)
def steps_grow_with_every_stride(answer, asked):
    """After strides, a kernel reaches so many times as far: their product."""
    _expect_field(
        answer,
        asked,
        "step begins with 1 and is multiplied by the stride of each layer. Strides of 2, 2 and 2 "
        "make steps of 8, not of 6.",
    )


@check(
    models.receptive_field,
    ask=_ask(
        stack((3, 2, "same")),
        stack((5, 4, "valid")),
        stack((3, 1, "same"), (3, 2, "same")),
    ),
)
def a_stride_counts_for_later_layers_only(answer, asked):
    """The stride of a layer does not change how far that layer itself reaches."""
    _expect_field(
        answer,
        asked,
        "First field += (kernel - 1) * step, and then step *= stride. A single kernel of 3 sees 3 "
        "pixels, whatever its stride.",
    )


@check(
    models.receptive_field,
    ask=_ask(
        stack((7, 2, "same"), (5, 2, "same"), (5, 2, "same"), sizes=(8, 8)),
        stack((7, 2, "same"), (5, 2, "same"), (5, 2, "same"), sizes=(200, 200)),
    ),
)
def the_field_may_be_larger_than_the_image(answer, asked):
    """The field is the same for every size of the image."""
    _expect_field(answer, asked, "Neither the image nor the padding plays a part.")


@check(models.receptive_field, ask=_ask(stack(), stack(sizes=(1, 5))))
def without_layers_a_place_is_a_pixel(answer, asked):
    """Without layers there are as many places as pixels, and each sees one."""
    hint = "Begin with places = image_size and field = 1: then an empty list needs no special case."
    _expect_places(answer, asked, hint)
    _expect_field(answer, asked, hint)


@check(
    models.receptive_field,
    ask=_ask(
        stack((5, 2, "valid"), sizes=(5, 5)),
        stack((3, 2, "same"), (2, 2, "same"), (3, 2, "same"), sizes=(1, 2)),
        stack((3, 2, "valid"), (3, 1, "valid"), sizes=(7, 8)),
    ),
)
def one_place_is_enough(answer, asked):
    """A kernel that just fits gives one place; with "same" one place is always left."""
    _expect_places(
        answer,
        asked,
        'Only a kernel that is *larger* than its map leaves nothing, and only with "valid".',
    )


@check(
    models.receptive_field,
    ask=errors_from_each(
        variants=several(
            stack((5, 1, "valid"), sizes=(4, 4)),
            stack((3, 2, "same"), (3, 1, "valid"), (5, 2, "valid"), sizes=(10, 12)),
            stack((3, 4, "valid"), sizes=(1, 1)),
        )
    ),
)
def refuses_a_map_smaller_than_the_kernel(answer, asked):
    """A kernel that does not fit into its map, with padding "valid", is an error."""
    for one, variant in zip(answer, asked.fields["variants"], strict=True):
        expect_error(
            one,
            "ValueError",
            when=f"nothing is left {_told(variant)[:-1]}",
            hint='Test `if places < kernel:` in the branch for "valid", before the division.',
        )


@check(
    models.receptive_field,
    ask=arguments_after(
        [
            {"kernel": 3, "stride": 2, "padding": "same"},
            {"kernel": 2, "stride": 2, "padding": "valid"},
        ],
        30,
    ),
)
def leaves_the_layers_as_they_are(answer, asked):
    """The list passed in is the same afterwards."""
    expect(
        spelt(answer[0]) == spelt(asked.args[0]),
        "Expected the layers to be the same after the call. Received: others.",
        "layers.pop(0) and layer.pop(...) take something out of what was passed in.",
    )
