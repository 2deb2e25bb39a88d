"""Train a model and keep what happened."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fashionlab.data import Split
from fashionlab.errors import InvalidArgument, TrainingDiverged
from fashionlab.files import alone_in
from fashionlab.quiet import import_keras
from fashionlab.training.fingerprint import fingerprint
from fashionlab.training.fused import fused_normalization
from fashionlab.training.inputs import (
    Examples,
    check_examples,
    ensure_built,
    labels_of,
    training_batches,
    validation_batches,
)
from fashionlab.training.keeper import Keeper, OnEpoch
from fashionlab.training.optimizers import compile_model, leave_plain
from fashionlab.training.precision import match_policy
from fashionlab.training.recipe import Recipe, resolve
from fashionlab.training.resume import Folder
from fashionlab.training.run import Run
from fashionlab.training.state import State
from fashionlab.training.versions import versions

if TYPE_CHECKING:
    import keras

# Schedule "plateau": the rate is halved after 2 epochs without a lower validation loss.
PLATEAU_FACTOR, PLATEAU_PATIENCE = 0.5, 2


def fit(
    model: "keras.Model",
    train: Examples,
    validation: Examples | None = None,
    *,
    recipe: Recipe | None = None,
    seed: int = 0,
    folder: str | Path | None = None,
    on_epoch: OnEpoch | None = None,
    **settings: Any,
) -> Run:
    """Train a classifier with cross-entropy.

    Stored images go through the task `pipelines.make_dataset`, so a learner's
    own pipeline feeds a learner's own model. Arrays go in as they are, on any
    Keras backend.

    Args:
        model: Model with a softmax output. It is compiled anew and trained in
            place.
        train: What to learn from: a `data.Split` of stored images, or a pair
            of arrays (float inputs, shape (n, ...), and integer labels, shape
            (n,)).
        validation: What to measure on after every epoch, of the same kinds, or
            None. With it the model ends with the weights of the epoch with the
            lowest validation loss; without it, with those of the last epoch.
        recipe: The settings. Or give single ones: `epochs=5, learning_rate=1e-3`.
        seed: Decides the order of the examples, dropout and augmentation.
        folder: None, or where to save the run after every epoch. Called again
            with the same arguments, an interrupted run goes on with the epoch
            that was cut off, and a finished one returns at once.
        on_epoch: Called after every epoch with the epoch (from 1), the number
            of epochs and the metrics of the epoch.
        **settings: Fields of `Recipe`.

    Returns:
        The run.

    Raises:
        InvalidArgument: If the settings do not fit together, the examples, or
            what is kept in the folder.
        TrainingDiverged: If the loss becomes NaN or infinite. The model holds
            the last good weights.
        CheckpointDamaged: If it cannot be told what the folder keeps.
        CacheNotWritable: If the folder cannot be written.
        FolderInUse: If another process trains in the folder.
    """
    recipe, seed = resolve(recipe, settings), int(seed)  # a NumPy number would not go into JSON
    _check(recipe, train, validation)
    keras = import_keras()
    keras.utils.set_random_seed(seed)
    ensure_built(model, train)
    match_policy(model, recipe.dtype_policy)
    with alone_in(Path(folder)) if folder is not None else contextlib.nullcontext():
        place = _open(folder, model, train, validation, recipe, seed)
        state = _stand(model, place)
        if not state.finished:
            _train(model, train, validation, recipe, seed, state, place, on_epoch)
    model.set_weights(state.kept)
    return Run(
        state.history,
        seed,
        state.seconds,
        state.cpu_seconds,
        state.epochs_done,
        state.best_epoch,
        versions(),
        recipe,
    )


def _check(recipe: Recipe, train: Examples, validation: Examples | None) -> None:
    check_examples("train", train)
    if validation is not None:
        check_examples("validation", validation)
    elif recipe.needs_validation:
        raise InvalidArgument(
            f"{recipe.needs_validation} watches the validation loss. Expected validation "
            "examples. Received: validation=None."
        )


def _open(
    folder: str | Path | None,
    model: "keras.Model",
    train: Examples,
    validation: Examples | None,
    recipe: Recipe,
    seed: int,
) -> Folder | None:
    if folder is None:
        return None
    return Folder(Path(folder), fingerprint(model, train, validation, recipe, seed))


def _stand(model: "keras.Model", folder: Folder | None) -> State:
    """Where the run stands: at its beginning, or where it was interrupted."""
    state = folder.load() if folder else None
    if folder is None or state is None:
        return State()
    model.set_weights(state.kept)
    folder.repair_best(model, state)
    return state


def _train(
    model: "keras.Model",
    train: Examples,
    validation: Examples | None,
    recipe: Recipe,
    seed: int,
    state: State,
    folder: Folder | None,
    on_epoch: OnEpoch | None,
) -> None:
    compile_model(model, recipe, -(-len(labels_of(train)) // recipe.batch_size))
    batches = training_batches(model, train, recipe, seed)
    _fast_forward(batches, train, state.epochs_done)
    watchers = _watchers(recipe)
    keeper = Keeper(model, recipe, state, folder=folder, watchers=watchers, on_epoch=on_epoch)
    try:
        with fused_normalization(model):
            model.fit(
                batches,
                validation_data=(
                    None if validation is None else validation_batches(model, validation)
                ),
                epochs=recipe.epochs,
                initial_epoch=state.epochs_done,
                callbacks=[*watchers, *_reorder(batches, train), keeper.callback()],
                shuffle=False,  # the batches come mixed
                verbose=0,
            )
    except (KeyboardInterrupt, TrainingDiverged) as error:
        if state.epochs_done or isinstance(error, TrainingDiverged):
            model.set_weights(state.kept)
        raise
    if recipe.label_smoothing or recipe.mixup or recipe.cutmix or recipe.schedule == "one_cycle":
        leave_plain(model)


def _watchers(recipe: Recipe) -> list[Any]:
    """Keras's own callbacks that count epochs without progress."""
    callbacks = import_keras().callbacks
    watchers = []
    if recipe.patience is not None:
        watchers.append(callbacks.EarlyStopping("val_loss", patience=recipe.patience, mode="min"))
    if recipe.schedule == "plateau":
        watchers.append(
            callbacks.ReduceLROnPlateau(
                "val_loss", factor=PLATEAU_FACTOR, patience=PLATEAU_PATIENCE, mode="min"
            )
        )
    return watchers


def _reorder(batches: Any, train: Examples) -> list[Any]:
    if isinstance(train, Split):
        return []  # a dataset mixes its examples anew by itself
    callbacks = import_keras().callbacks
    return [callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: batches.start(epoch))]


def _fast_forward(batches: Any, train: Examples, epochs: int) -> None:
    """Leave out the orders of the epochs that were done before the interruption."""
    if isinstance(train, Split):
        for _ in range(2 * epochs):  # Keras starts a dataset twice per epoch
            iter(batches)
