"""Train a model of the catalogue and save it: what `fashionlab train` does."""

import dataclasses
import os
import pathlib
from collections.abc import Callable, Mapping
from typing import Any

from fashionlab import data
from fashionlab.data import Dataset, Split
from fashionlab.errors import InvalidArgument
from fashionlab.serving.saved import ModelInfo, read_info, save_model


def make_model(
    name: str,
    dataset: Dataset,
    folder: str | os.PathLike[str],
    *,
    subset: int | None = None,
    seed: int = 0,
    settings: Mapping[str, Any] | None = None,
    on_epoch: Callable[[int, int, dict[str, float]], None] | None = None,
) -> ModelInfo:
    """Build, train and save a model. Called again after an interruption, it goes on.

    Only training and validation images are used; the test split stays sealed.

    Args:
        name: One of `models.names()`.
        dataset: What to train on.
        folder: Where the model is saved. Its part `training` holds what is
            needed to go on after an interruption.
        subset: How many training images to use, stratified; None for all.
        seed: Decides the weights at the start and the order of the images.
        settings: Fields of `training.Recipe`, and arguments of the builder such
            as `dropout_rate`.
        on_epoch: Called after every epoch with its number (from 1), the
            number of epochs, and the figures.

    Returns:
        What is known about the saved model.

    Raises:
        UnknownModel: If there is no model of that name.
        InvalidArgument: If a setting is unknown or out of range.
    """
    from fashionlab import models, training
    from fashionlab.quiet import import_keras

    recipe_names = {field.name for field in dataclasses.fields(training.Recipe)}
    of_recipe = {k: v for k, v in (settings or {}).items() if k in recipe_names}
    of_model = {k: v for k, v in (settings or {}).items() if k not in recipe_names}
    builder = models.get_builder(name, **of_model)
    recipe = training.Recipe(**of_recipe)
    train = subset_of(dataset.train, subset, seed)
    import_keras().utils.set_random_seed(seed)
    with training.precision(recipe.dtype_policy):
        model = builder(model_input_shape(dataset), dataset.num_classes)
    folder = pathlib.Path(folder)
    run = training.fit(
        model,
        train,
        dataset.validation,
        recipe=recipe,
        seed=seed,
        folder=folder / "training",
        on_epoch=on_epoch,
    )
    best = run.best_epoch or run.epochs_run  # with validation data it is never None
    record = {
        "model": name,
        "train_images": len(train),
        "seed": seed,
        "arguments": of_model,
        "recipe": recipe.as_dict(),
        "epochs_run": run.epochs_run,
        "best_epoch": best,
        "validation_accuracy": run.history["val_accuracy"][best - 1],
        "seconds": run.seconds,
        "synthetic": dataset.is_synthetic,
    }
    save_model(model, folder, class_names=dataset.class_names, dataset=dataset.name, record=record)
    return read_info(folder)


def model_input_shape(dataset: Dataset) -> tuple[int, ...]:
    """Return (height, width, channels) of the data set's own images, 1 channel for grey."""
    shape = dataset.image_shape
    return shape if len(shape) == 3 else (*shape, 1)


def subset_of(train: Split, size: int | None, seed: int) -> Split:
    """Return a stratified part of the training images, by the task `data.stratified_subset`.

    Args:
        train: The training images.
        size: How many; None for all.
        seed: Decides which.

    Raises:
        InvalidArgument: If there are not so many.
    """
    if size is None or size == len(train):
        return train
    if size > len(train):
        raise InvalidArgument(
            f"Expected a subset of at most {len(train)} training images. Received: subset={size}."
        )
    return Split(*data.stratified_subset(train.images, train.labels, size, seed=seed))
