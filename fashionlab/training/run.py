"""What a training run leaves behind."""

import dataclasses

from fashionlab.training.recipe import Recipe


@dataclasses.dataclass(frozen=True)
class Run:
    """One training run.

    Attributes:
        history: Metric name to one float per epoch: `"loss"`, `"accuracy"`,
            and with validation data `"val_loss"`, `"val_accuracy"`; with a
            schedule also `"learning_rate"`.
        seed: The seed it was made with.
        seconds: Wall time of the training, all its parts if it was interrupted.
        cpu_seconds: Processor time of this process, the cores added up.
        epochs_run: Epochs that were trained; less than the recipe's when
            training stopped early.
        best_epoch: The epoch, counted from 1, with the lowest validation loss,
            whose weights the model holds; None without validation data.
        versions: Package name to version.
        recipe: The settings it was made with.
    """

    history: dict[str, list[float]]
    seed: int
    seconds: float
    cpu_seconds: float
    epochs_run: int
    best_epoch: int | None
    versions: dict[str, str]
    recipe: Recipe
