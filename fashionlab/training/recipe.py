"""The settings of a training run."""

import dataclasses
import numbers
from typing import Any

from fashionlab.errors import InvalidArgument

OPTIMIZERS = ("adam", "adamw", "muon", "sgd")
SCHEDULES = ("constant", "cosine", "one_cycle", "plateau")
POLICIES = ("float32", "mixed_bfloat16", "mixed_float16")


@dataclasses.dataclass(frozen=True)
class Recipe:
    """How a model is trained. Immutable, and plain data: `as_dict()` is JSON.

    Attributes:
        epochs: How often the training examples are gone through, an int >= 1.
        batch_size: Examples per step, an int >= 1.
        optimizer: "adam" (Kingma and Ba 2015), "adamw" (Loshchilov and Hutter
            2019), "muon" (Jordan et al. 2024; see `training.muon`) or "sgd"
            with Nesterov momentum 0.9.
        learning_rate: Float > 0. With a schedule it is the highest rate.
        schedule: "constant"; "cosine", down to 0 (Loshchilov and Hutter 2017);
            "one_cycle", up and down in straight lines (Smith 2018); "plateau",
            halved when the validation loss has not fallen for 2 epochs.
        warmup_epochs: Float >= 0: epochs in which the rate rises from 0 in a
            straight line. For "cosine" only; "one_cycle" rises by itself.
        weight_decay: Float >= 0: share of a weight, times the learning rate,
            that is taken off at every step. Biases and the scales and offsets
            of normalization are left alone. For all but "adam".
        label_smoothing: Float in [0, 1): share of the label that is spread
            evenly over all classes (Szegedy et al. 2016). Both the training
            and the validation loss are measured with it.
        ema_momentum: None, or a float in (0, 1), such as 0.999: an average of
            the weights over the last steps is kept; it is what is measured on
            the validation examples and what the model holds at the end.
        augment: Names from `pipelines.AUGMENTATIONS`, applied to training images.
        mixup: Float >= 0: alpha of mixup (Zhang et al. 2018); 0 is off.
        cutmix: Float >= 0: alpha of CutMix (Yun et al. 2019); 0 is off.
        patience: None, or an int >= 1: stop after so many epochs in a row
            without a lower validation loss.
        gradient_accumulation_steps: Int >= 1: batches whose gradients are
            averaged before the weights change. 4 x batches of 16 use the
            memory of 16 images and act like a batch of 64.
        dtype_policy: "float32", "mixed_bfloat16" or "mixed_float16"
            (Micikevicius et al. 2018). Build the model in `precision(policy)`.
        jit_compile: Whether XLA compiles the step. JAX always compiles it.
    """

    epochs: int = 5
    batch_size: int = 64
    optimizer: str = "adam"
    learning_rate: float = 1e-3
    schedule: str = "constant"
    warmup_epochs: float = 0.0
    weight_decay: float = 0.0
    label_smoothing: float = 0.0
    ema_momentum: float | None = None
    augment: tuple[str, ...] = ()
    mixup: float = 0.0
    cutmix: float = 0.0
    patience: int | None = None
    gradient_accumulation_steps: int = 1
    dtype_policy: str = "float32"
    jit_compile: bool = False

    def __post_init__(self) -> None:
        for name in ("epochs", "batch_size", "gradient_accumulation_steps"):
            self._whole(name)
        if self.patience is not None:
            self._whole("patience")
        self._real("learning_rate", above=0.0)
        for name in ("warmup_epochs", "weight_decay", "mixup", "cutmix"):
            self._real(name, at_least=0.0)
        self._real("label_smoothing", at_least=0.0, below=1.0)
        if self.ema_momentum is not None:
            self._real("ema_momentum", above=0.0, below=1.0)
        self._one_of("optimizer", OPTIMIZERS)
        self._one_of("schedule", SCHEDULES)
        self._one_of("dtype_policy", POLICIES)
        self._one_of("jit_compile", (False, True))
        self._known_augmentations()
        self._fits_together()

    def as_dict(self) -> dict[str, Any]:
        """Return the settings as JSON-able data; `Recipe(**data)` makes it again."""
        return {**dataclasses.asdict(self), "augment": list(self.augment)}

    @property
    def needs_validation(self) -> str | None:
        """The setting that watches the validation loss, or None."""
        if self.patience is not None:
            return f"patience={self.patience}"
        return 'schedule="plateau"' if self.schedule == "plateau" else None

    def _whole(self, name: str) -> None:
        value = getattr(self, name)
        if not isinstance(value, numbers.Integral) or isinstance(value, bool) or value < 1:
            raise InvalidArgument(f"Expected an int of at least 1. Received: {name}={value!r}.")
        # A NumPy number would not go into JSON.
        object.__setattr__(self, name, int(value))

    def _real(
        self,
        name: str,
        *,
        above: float | None = None,
        at_least: float | None = None,
        below: float | None = None,
    ) -> None:
        value = getattr(self, name)
        fits = isinstance(value, numbers.Real) and not isinstance(value, bool)
        fits = fits and abs(value) < float("inf")  # False for nan
        fits = fits and (above is None or value > above)
        fits = fits and (at_least is None or value >= at_least)
        fits = fits and (below is None or value < below)
        if not fits:
            bounds = [
                f"{word} {bound:g}"
                for word, bound in (("above", above), ("at least", at_least), ("below", below))
                if bound is not None
            ]
            raise InvalidArgument(
                f"Expected a number {' and '.join(bounds)}. Received: {name}={value!r}."
            )
        object.__setattr__(self, name, float(value))

    def _one_of(self, name: str, allowed: tuple[Any, ...]) -> None:
        value = getattr(self, name)
        if value not in allowed:
            names = ", ".join(repr(choice) for choice in allowed)
            raise InvalidArgument(f"Expected one of {names}. Received: {name}={value!r}.")

    def _known_augmentations(self) -> None:
        if isinstance(self.augment, str):
            raise InvalidArgument(
                f"Expected a tuple of names, such as ({self.augment!r},). "
                f"Received: augment={self.augment!r}."
            )
        object.__setattr__(self, "augment", tuple(self.augment))
        if not self.augment:
            return
        from fashionlab import pipelines

        unknown = [name for name in self.augment if name not in pipelines.AUGMENTATIONS]
        if unknown:
            raise InvalidArgument(
                f"Expected names out of {', '.join(map(repr, sorted(pipelines.AUGMENTATIONS)))}. "
                f"Received: augment={self.augment!r}; not known: {', '.join(map(repr, unknown))}."
            )

    def _fits_together(self) -> None:
        if self.weight_decay and self.optimizer == "adam":
            raise InvalidArgument(
                'Weight decay belongs to "adamw", "muon" or "sgd". Received: optimizer="adam", '
                f'weight_decay={self.weight_decay:g}. Set optimizer="adamw".'
            )
        if self.warmup_epochs and self.schedule != "cosine":
            raise InvalidArgument(
                f'Warm-up belongs to schedule="cosine". Received: schedule={self.schedule!r}, '
                f"warmup_epochs={self.warmup_epochs:g}."
            )
        if self.warmup_epochs >= self.epochs:
            raise InvalidArgument(
                f"The warm-up must end before the training does. Received: "
                f"warmup_epochs={self.warmup_epochs:g}, epochs={self.epochs}."
            )


def resolve(recipe: Recipe | None, settings: dict[str, Any]) -> Recipe:
    """Return the recipe that was given, or the one that single settings describe.

    Args:
        recipe: A recipe or None.
        settings: Field names of `Recipe` to values.

    Raises:
        InvalidArgument: If both are given, or a setting has an unknown name.
    """
    if recipe is not None and settings:
        raise InvalidArgument(
            "Expected either a recipe or single settings. Received both: recipe and "
            f"{', '.join(sorted(settings))}. Use dataclasses.replace(recipe, ...)."
        )
    known = [field.name for field in dataclasses.fields(Recipe)]
    unknown = sorted(set(settings) - set(known))
    if unknown:
        raise InvalidArgument(
            f"Unknown setting of a training run. Expected names out of {', '.join(known)}. "
            f"Received: {', '.join(unknown)}."
        )
    return recipe or Recipe(**settings)
