"""From a recipe to a compiled model."""

from typing import TYPE_CHECKING, Any

from fashionlab.quiet import import_keras
from fashionlab.training.losses import accuracy, cross_entropy
from fashionlab.training.muon import muon
from fashionlab.training.recipe import Recipe
from fashionlab.training.schedules import learning_rate

if TYPE_CHECKING:
    import keras

MOMENTUM = 0.9  # of SGD, with Nesterov's look ahead


def compile_model(model: "keras.Model", recipe: Recipe, steps_per_epoch: int) -> None:
    """Give a model the optimizer, loss and metric of a recipe.

    Args:
        model: A built classifier; compiled in place.
        recipe: The settings.
        steps_per_epoch: Batches in an epoch, for the schedule.
    """
    rows = bool(recipe.label_smoothing or recipe.mixup or recipe.cutmix)
    model.compile(
        optimizer=build_optimizer(model, recipe, steps_per_epoch),
        loss=cross_entropy(recipe.label_smoothing) if rows else "sparse_categorical_crossentropy",
        metrics=[accuracy] if rows else ["accuracy"],
        jit_compile=_compiled(recipe.jit_compile),
    )
    # Else TensorFlow traces the step twice: once more when its variables have come to be.
    model.optimizer.build(model.trainable_variables)


def build_optimizer(model: "keras.Model", recipe: Recipe, steps_per_epoch: int) -> Any:
    """Make the optimizer of a recipe; not yet built.

    Args:
        model: The model it will train; decides what weight decay leaves alone.
        recipe: The settings.
        steps_per_epoch: Batches in an epoch, for the schedule.
    """
    keras = import_keras()
    accumulate = recipe.gradient_accumulation_steps
    settings: dict[str, Any] = {"learning_rate": learning_rate(recipe, steps_per_epoch)}
    if accumulate > 1:
        settings["gradient_accumulation_steps"] = accumulate
    if recipe.ema_momentum is not None:
        # Keras averages after every batch, also where the weights have not changed.
        settings.update(use_ema=True, ema_momentum=recipe.ema_momentum ** (1 / accumulate))
    if recipe.weight_decay or recipe.optimizer == "adamw":
        settings["weight_decay"] = recipe.weight_decay
    if recipe.optimizer == "sgd":
        optimizer = keras.optimizers.SGD(momentum=MOMENTUM, nesterov=True, **settings)
    elif recipe.optimizer == "muon":
        optimizer = muon(model, **settings)
    else:
        kind = keras.optimizers.AdamW if recipe.optimizer == "adamw" else keras.optimizers.Adam
        optimizer = kind(**settings)
    if recipe.weight_decay:
        # Biases, and the scales and offsets of normalization, have one axis; kernels have more.
        optimizer.exclude_from_weight_decay(
            [variable for variable in model.trainable_variables if len(variable.shape) < 2]
        )
    return optimizer


def leave_plain(model: "keras.Model") -> None:
    """Compile a trained model with Keras's own loss and metric, so that it can be saved.

    Args:
        model: A trained classifier whose loss or schedule is fashionlab's own:
            a program without fashionlab could not load it.
    """
    model.compile(
        optimizer="sgd",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=_compiled(False),
    )
    # A saved optimizer that was never built makes Keras warn when the model is loaded.
    model.optimizer.build(model.trainable_variables)


def _compiled(wanted: bool) -> Any:
    """Whether XLA compiles: as wanted. Keras's own choice is yes, and slow on a CPU."""
    return "auto" if import_keras().config.backend() == "jax" else wanted
