"""How the learning rate changes from step to step."""

from typing import Any

from fashionlab.quiet import import_keras
from fashionlab.training.recipe import Recipe

# Of the steps of one cycle: rising, falling, and the last stretch far below where it began.
RISING, FALLING = 0.45, 0.45
# The rate starts at a tenth of the highest and ends at a thousandth (Smith 2018, section 4).
START, END = 1 / 10, 1 / 1000


def learning_rate(recipe: Recipe, steps_per_epoch: int) -> Any:
    """Return what a Keras optimizer takes as its learning rate.

    Args:
        recipe: The settings.
        steps_per_epoch: Batches in an epoch, an int >= 1.

    Returns:
        A float, or a `keras.optimizers.schedules.LearningRateSchedule` over
        the number of batches seen.
    """
    if recipe.schedule == "one_cycle":
        return one_cycle(recipe.learning_rate, recipe.epochs * steps_per_epoch)
    if recipe.schedule != "cosine":
        return recipe.learning_rate  # "plateau" is the work of a callback
    schedules = import_keras().optimizers.schedules
    total = recipe.epochs * steps_per_epoch
    warmup = round(recipe.warmup_epochs * steps_per_epoch)
    if not warmup:
        return schedules.CosineDecay(recipe.learning_rate, total)
    return schedules.CosineDecay(
        0.0, total - warmup, warmup_target=recipe.learning_rate, warmup_steps=warmup
    )


def one_cycle(highest: float, steps: int) -> Any:
    """Make a one-cycle schedule: straight up, straight down, then far down.

    Smith 2018, "A disciplined approach to neural network hyper-parameters".
    The momentum, which the paper moves the opposite way, stays as it is.

    Args:
        highest: The highest learning rate, reached after 45 % of the steps.
        steps: Batches in the whole training.

    Returns:
        A `keras.optimizers.schedules.LearningRateSchedule`. It starts and
        ends the cycle at a tenth of `highest` and the training at a thousandth.
    """
    keras = import_keras()

    class OneCycle(keras.optimizers.schedules.LearningRateSchedule):  # type: ignore[misc, name-defined]
        def __call__(self, step: Any) -> Any:
            share = keras.ops.cast(step, "float32") / steps
            up = START + (1 - START) * share / RISING
            down = 1 - (1 - START) * (share - RISING) / FALLING
            last = START - (START - END) * (share - RISING - FALLING) / (1 - RISING - FALLING)
            # The lower of two lines that cross is the tent; the last stretch falls more slowly.
            tent = keras.ops.minimum(up, down)
            return highest * keras.ops.where(
                share < RISING + FALLING, tent, keras.ops.maximum(last, END)
            )

        def get_config(self) -> dict[str, Any]:
            return {"highest": highest, "steps": steps}

    return OneCycle()
