"""Mixed precision: fast arithmetic inside a model, float32 where it matters."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras
from fashionlab.training.recipe import POLICIES

if TYPE_CHECKING:
    import keras


@contextlib.contextmanager
def precision(policy: str) -> Iterator[None]:
    """Build models under a dtype policy.

    Example::

        with training.precision("mixed_bfloat16"):
            model = models.build_cnn()
        training.fit(model, train, dtype_policy="mixed_bfloat16")

    Layers compute in the small type and keep their weights in float32
    (Micikevicius et al. 2018). A policy is taken on when a layer is made, so
    the model has to be built inside.

    Args:
        policy: "float32", "mixed_bfloat16" or "mixed_float16".

    Raises:
        InvalidArgument: If the policy is none of these.
    """
    if policy not in POLICIES:
        raise InvalidArgument(
            f"Expected a dtype policy out of {', '.join(POLICIES)}. Received: policy={policy!r}."
        )
    keras = import_keras()
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


def match_policy(model: "keras.Model", policy: str) -> None:
    """Check that a model was built under a policy; let its softmax run in float32.

    Args:
        model: Its last layer is changed to float32 under a mixed policy: the
            steps of bfloat16 near 1 are 0.4 %, too coarse for probabilities.
        policy: What the recipe says.

    Raises:
        InvalidArgument: If the model was built under another policy.
    """
    built_under = model.dtype_policy.name
    if built_under != policy:
        raise InvalidArgument(
            f"A dtype policy is taken on when a model is built. Expected a model built under "
            f"{policy!r}, as the recipe says. Received: one built under {built_under!r}. "
            f"Build it inside `with training.precision({policy!r}):`."
        )
    if policy != "float32":
        last = model
        while getattr(last, "layers", None):  # a model may itself end in a model
            last = last.layers[-1]
        last.dtype_policy = "float32"
