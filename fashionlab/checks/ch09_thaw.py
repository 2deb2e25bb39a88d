"""Checks of chapter 9: the top of a base is thawed."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import models
from fashionlab.checks.asserts import Mismatch, expect, expect_error, kind_of
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import Setting, thaw_by_script
from fashionlab.checks.registry import check
from fashionlab.checks.thaw_step import moved_otherwise

# The base of `thawed.build_base`: each layer with the shapes of its weights. A batch
# normalization has factors, shifts, means and variances.
_NORM = "batch normalization"
LAYERS: tuple[tuple[str, str, tuple[tuple[int, ...], ...]], ...] = (
    ("image", "input", ()),
    ("stem_conv", "convolution", ((3, 3, 3, 4), (4,))),
    ("stem_bn", _NORM, ((4,),) * 4),
    ("stem_tanh", "activation", ()),
    ("depthwise", "convolution", ((3, 3, 4, 1), (4,))),
    ("batch_normalization_1", _NORM, ((4,),) * 4),
    ("depthwise_tanh", "activation", ()),
    ("wide_conv", "convolution", ((1, 1, 4, 5), (5,))),
    ("wide_norm", "layer normalization", ((5,),) * 2),
    ("wide_tanh", "activation", ()),
    ("top_conv", "convolution", ((3, 3, 5, 6), (6,))),
    ("top_norm", _NORM, ((6,),) * 4),
    ("top_tanh", "activation", ()),
)
TOTAL = len(LAYERS)
IMAGE_SIZE, CLASSES, IMAGES = 7, 4, 12


def _weights(rng: np.random.Generator, kind: str, shapes: Any) -> list[np.ndarray]:
    if kind == _NORM:
        # Far from the averages of any batch: in training mode they would move.
        ranges = ((0.7, 1.5), (-0.5, 0.5), (-0.8, 0.8), (0.8, 2.5))
        return [rng.uniform(*ends, size) for ends, size in zip(ranges, shapes, strict=True)]
    if kind == "layer normalization":
        return [rng.uniform(0.7, 1.5, shapes[0]), rng.uniform(-0.5, 0.5, shapes[1])]
    return [rng.normal(0, 0.5, size) for size in shapes]


def bases(*scripts: dict[str, Any]) -> Share:
    """Draw the weights of the base, a head, and images; and choose of the scripts.

    Args:
        *scripts: Each with `"frozen"`, and `"calls"`: a list of ints, or of tuples
            of which one int is drawn.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        weights = [w for _, kind, shapes in LAYERS for w in _weights(rng, kind, shapes)]
        drawn = [
            {
                "frozen": script["frozen"],
                "calls": [int(rng.choice(np.atleast_1d(layers))) for layers in script["calls"]],
            }
            for script in scripts
        ]
        return {
            "weights": [weight.astype(np.float32) for weight in weights],
            "image_size": IMAGE_SIZE,
            "head": rng.normal(0, 1, (6, CLASSES)).astype(np.float32),
            "images": rng.normal(0, 1, (IMAGES, IMAGE_SIZE, IMAGE_SIZE, 3)).astype(np.float32),
            "labels": rng.integers(0, CLASSES, IMAGES),
            "scripts": drawn,
        }, {}

    return share


def _learning(layers):
    """Names of the layers that should learn when so many are thawed."""
    top = LAYERS[TOTAL - layers :]
    return [name for name, kind, shapes in top if shapes and kind != _NORM]


def _moved(told, asked):
    """Name of each layer with weights to how many of them moved, and of how many."""
    owners = [name for name, _, shapes in LAYERS for _ in shapes]
    otherwise = [owners[place] for place in moved_otherwise(asked.fields, told["base"])]
    expect(
        not otherwise,
        "Expected a training step to move weights against the slope of the loss. Received: other "
        f"changes in {', '.join(dict.fromkeys(otherwise))}.",
        "Only say which layers learn. The base's weights are left to the training.",
    )
    before, after = iter(asked.fields["weights"]), iter(told["base"])
    moved = {}
    for name, _, shapes in LAYERS:
        if shapes:
            pairs = [(next(before), next(after)) for _ in shapes]
            moved[name] = (sum(not np.array_equal(*pair) for pair in pairs), len(pairs))
    return moved


def _called(script):
    calls = [f"thaw_top(base, {layers})" for layers in script["calls"]]
    return f"{' and then '.join(calls)} on a base of {TOTAL} layers"


def _each(answer, asked):
    return zip(answer, asked.fields["scripts"], strict=True)


def _expect_learning(answer, asked, hint, *, of_kind=None):
    """Expect the layers that should learn to have moved, all weights of each."""
    kinds = {name: kind for name, kind, _ in LAYERS}
    for told, script in _each(answer, asked):
        moved = _moved(told, asked)
        still = [
            name
            for name in _learning(script["calls"][-1])
            if of_kind in (None, kinds[name]) and moved[name][0] < moved[name][1]
        ]
        expect(
            not still,
            f"Expected {', '.join(still)} to learn after {_called(script)}. Received: still the "
            "same after a training step.",
            hint,
        )


def _expect_frozen(answer, asked, hint):
    """Expect the layers that should not learn to be as before; batch normalizations aside."""
    for told, script in _each(answer, asked):
        should = _learning(script["calls"][-1])
        kinds = {name: kind for name, kind, _ in LAYERS}
        moved = [
            name
            for name, (count, _) in _moved(told, asked).items()
            if count and name not in should and kinds[name] != _NORM
        ]
        expect(
            not moved,
            f"Expected {', '.join(moved)} to stay frozen after {_called(script)}. Received: "
            "changed by a training step.",
            hint,
        )


@check(
    models.thaw_top,
    ask=thaw_by_script(
        bases(
            {"frozen": "all", "calls": [3]},
            {"frozen": "none", "calls": [(6, 7)]},
        )
    ),
)
def the_last_layers_learn(answer, asked):
    """The last layers of the base change in a training step."""
    _expect_learning(
        answer,
        asked,
        "layer.trainable = True for the last ones of base.layers: base.layers[total - layers :]. "
        "Layers without weights are counted, too.",
    )


@check(
    models.thaw_top,
    ask=thaw_by_script(
        bases(
            {"frozen": "none", "calls": [2]},
            {"frozen": "all", "calls": [(4, 5)]},
        )
    ),
)
def the_layers_below_stay_frozen(answer, asked):
    """The other layers stay as they are, also where the base came unfrozen."""
    _expect_frozen(
        answer,
        asked,
        "Say it of every layer: trainable = True for the last ones, False for all others. A base "
        "comes unfrozen if nobody froze it. And base.trainable = ... tells all layers the same: "
        "it must come first.",
    )


@check(
    models.thaw_top,
    ask=thaw_by_script(bases({"frozen": "none", "calls": [(12, 13)]})),
)
def batch_normalizations_stay_as_they_are(answer, asked):
    """Batch normalizations change neither what they learned nor their stored averages."""
    parts = ("factors", "shifts", "stored means", "stored variances")
    (told,) = answer
    before, after = iter(asked.fields["weights"]), iter(told["base"])
    for name, kind, shapes in LAYERS:
        pairs = [(next(before), next(after)) for _ in shapes]
        if kind != _NORM:
            continue
        changed = [
            part for part, pair in zip(parts, pairs, strict=True) if not np.array_equal(*pair)
        ]
        expect(
            not changed,
            f"Expected the batch normalization {name} to stay as it is, though thawed layers lie "
            f"around it. Received: other {', '.join(changed)}.",
            "isinstance(layer, keras.layers.BatchNormalization) finds each of them, whatever its "
            "name. trainable = False keeps it in inference mode, too.",
        )


@check(
    models.thaw_top,
    ask=thaw_by_script(bases({"frozen": "all", "calls": [(5, 6)]})),
)
def other_normalizations_learn(answer, asked):
    """A thawed layer normalization learns: it stores no averages."""
    _expect_learning(
        answer,
        asked,
        "Only keras.layers.BatchNormalization is an exception. Look at the class of a layer, not "
        "for letters in its name.",
        of_kind="layer normalization",
    )


@check(models.thaw_top, ask=thaw_by_script(bases({"frozen": "none", "calls": [0]})))
def zero_freezes_the_whole_base(answer, asked):
    """With 0 nothing in the base learns."""
    _expect_frozen(
        answer,
        asked,
        "base.layers[-0:] is base.layers[0:]: all of them. base.layers[total - layers :] is right "
        "for 0 as well.",
    )


@check(models.thaw_top, ask=thaw_by_script(bases({"frozen": "all", "calls": [TOTAL]})))
def the_whole_base_can_learn(answer, asked):
    """With as many layers as there are, all of them learn, down to the first."""
    _expect_learning(answer, asked, f"layers={TOTAL} is allowed where the base has {TOTAL} layers.")


@check(
    models.thaw_top,
    ask=thaw_by_script(
        bases(
            {"frozen": "some", "calls": [10, 3]},
            {"frozen": "some", "calls": [3, (8, 9)]},
            {"frozen": "none", "calls": [7, 0]},
        )
    ),
)
def the_last_call_decides(answer, asked):
    """What learns depends on the last call alone, not on earlier ones."""
    hint = (
        "Set trainable of every single layer in each call, to True or to False. base.trainable = "
        "False does nothing where it is False already, though single layers were thawed since."
    )
    _expect_frozen(answer, asked, hint)
    _expect_learning(answer, asked, hint)


@check(
    models.thaw_top,
    ask=thaw_by_script(
        bases(
            {"frozen": "none", "calls": [TOTAL]},
            {"frozen": "all", "calls": [(6, 7, 8)]},
            {"frozen": "some", "calls": [0]},
        ),
        trained=False,
    ),
)
def names_the_layers_that_learn(answer, asked):
    """It returns the names of the layers that learn now, in order."""
    for told, script in _each(answer, asked):
        received, expected = _names(told["value"]), _learning(script["calls"][-1])
        expect(
            received == expected,
            f"Expected {_listed(expected)} from {_called(script)}. Received: {_listed(received)}.",
            "layer.trainable_weights is empty for a layer that is frozen or has no weights. "
            "layer.name is its name.",
        )


@check(
    models.thaw_top,
    ask=thaw_by_script(
        bases({"frozen": "all", "calls": [-1]}, {"frozen": "all", "calls": [TOTAL + 1]}),
        trained=False,
        refused=True,
    ),
)
def refuses_too_few_and_too_many(answer):
    """Fewer than 0 layers, or more than there are, is an error."""
    for told, layers in zip(answer, (-1, TOTAL + 1), strict=True):
        expect_error(
            told["value"],
            "ValueError",
            when=f"layers is {layers} and the base has {TOTAL}",
            hint="Test `if not 0 <= layers <= len(base.layers):` first. A slice never complains.",
        )


def _names(value):
    if value is None:
        raise Mismatch(
            "Expected a list of names. Received: None.", "Did you forget the `return` statement?"
        )
    fits = isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value)
    expect(
        fits,
        f"Expected a list of names, which are texts. Received: {kind_of(value)}"
        f"{'' if not isinstance(value, (list, tuple)) else ' of something else'}.",
        "[layer.name for layer in ...]",
    )
    return list(value)


def _listed(names):
    shown = ", ".join(repr(name[:30]) for name in names[:8])
    return f"[{shown}{', ...' if len(names) > 8 else ''}]"
