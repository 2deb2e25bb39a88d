"""How an entry of a comparison is trained: from scratch, on frozen features, or fine-tuned."""

import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from fashionlab import data, models, pipelines, training
from fashionlab.comparison.plan import Entry, Phase
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

SLICE = 256  # images a pass over all is estimated from


class Tell(Protocol):
    """Takes news of a run: `epoch`, `epochs`, metrics; or `features`, `of`."""

    def __call__(self, **what: Any) -> None:
        """Take one piece of news."""


@dataclasses.dataclass(frozen=True)
class Trained:
    """A trained entry.

    Attributes:
        model: The whole classifier: images in, probabilities out.
        predict: Gives the probabilities of a split, with the entry's
            test-time augmentation.
        prepare: Stored images to the model's input.
        cpu_seconds: Processor time of the training. Features count as computed
            once per run, also where another run left them in the cache.
        seconds: Wall time of the training; features found in the cache cost nothing.
        feature_cpu_seconds: Processor time of one pass of the frozen base over
            the training images, from a slice of them; None without frozen features.
        epochs: Epochs that were trained.
        history: Metric to one float per epoch, all phases in a row.
    """

    model: "keras.Model"
    predict: Callable[[data.Split], np.ndarray]
    prepare: Callable[[np.ndarray], np.ndarray]
    cpu_seconds: float
    seconds: float
    feature_cpu_seconds: float | None
    epochs: int
    history: dict[str, list[float]]


def train(
    entry: Entry,
    dataset: data.Dataset,
    train_split: data.Split,
    folder: Path,
    seed: int,
    tell: Tell,
) -> Trained:
    """Train an entry; what is kept in `folder` is not done again."""
    import_keras().utils.set_random_seed(seed)
    if entry.pretrained and entry.pretrained.frozen:
        return _on_frozen_features(entry, dataset, train_split, folder, seed, tell)
    model = _build(entry, dataset)
    runs = _fit(entry, model, train_split, dataset.validation, folder, seed, tell)

    def predict(split: data.Split) -> np.ndarray:
        return training.predict(model, split.images, flip=entry.flip, shift=entry.shift)

    return _trained(model, runs, predict)


def _build(entry: Entry, dataset: data.Dataset) -> "keras.Model":
    with training.precision(entry.phases[0].recipe.dtype_policy):
        if entry.pretrained is None:
            shape = dataset.image_shape
            shape = shape if len(shape) == 3 else (*shape, 1)
            build = models.get_builder(entry.builder, **entry.options)
            return build(shape, dataset.num_classes)
        (base,) = entry.pretrained.bases
        return models.build_transfer(
            base,
            dataset.num_classes,
            image_size=entry.pretrained.image_size,
            depths=entry.pretrained.depths,
            smallest_map=entry.pretrained.smallest_map,
            weights=entry.pretrained.weights,
            **entry.options,
        )


def _fit(
    entry: Entry,
    model: "keras.Model",
    train_data: Any,
    validation: Any,
    folder: Path,
    seed: int,
    tell: Tell,
) -> list[training.Run]:
    """Run the phases one after the other, each in a folder of its own."""
    runs: list[training.Run] = []
    done = 0
    for number, phase in enumerate(entry.phases, start=1):
        _thaw(model, phase)

        def on_epoch(epoch: int, epochs: int, logs: dict[str, float], before: int = done) -> None:
            tell(epoch=before + epoch, epochs=entry.epochs, **logs)

        runs.append(
            training.fit(
                model,
                train_data,
                validation,
                recipe=phase.recipe,
                seed=seed,
                folder=folder / f"phase-{number}",
                on_epoch=on_epoch,
            )
        )
        done += phase.recipe.epochs
        tell(epoch=done, epochs=entry.epochs)
    return runs


def _thaw(model: "keras.Model", phase: Phase) -> None:
    if phase.keep_first is not None:
        models.unfreeze(model, keep_first=phase.keep_first)


def _on_frozen_features(
    entry: Entry,
    dataset: data.Dataset,
    train_split: data.Split,
    folder: Path,
    seed: int,
    tell: Tell,
) -> Trained:
    """Compute the features once, train a head on them, and join the two."""
    assert entry.pretrained is not None
    extractor = models.build_feature_extractor(
        entry.pretrained.bases,
        image_size=entry.pretrained.image_size,
        depths=entry.pretrained.depths,
        flip=entry.pretrained.flip,
        weights=entry.pretrained.weights,
    )

    def features(split: data.Split) -> np.ndarray:
        return pipelines.cached_features(
            extractor,
            split,
            on_progress=lambda done, of: tell(features=done, of=of),
            say=lambda line: tell(line=line),
        )

    started = time.perf_counter()
    rows = features(train_split), features(dataset.validation)
    head = models.build_head(rows[0].shape[1], dataset.num_classes, **entry.options)
    solving = time.process_time()
    whitening = _solve_or_whiten(entry, head, rows[0], train_split.labels)
    if whitening is not None:
        rows = whitening.apply(rows[0]), whitening.apply(rows[1])
    solving, wall = time.process_time() - solving, time.perf_counter() - started
    runs = _fit(
        entry,
        head,
        (rows[0], train_split.labels),
        (rows[1], dataset.validation.labels),
        folder,
        seed,
        tell,
    )
    if whitening is not None:
        whitening.fold_into(head)

    def predict(split: data.Split) -> np.ndarray:
        inputs = np.asarray(features(split), dtype=np.float32)
        return np.asarray(head.predict(inputs, batch_size=512, verbose=0), dtype=np.float32)

    trained = _trained(
        models.join(extractor, head), runs, predict, wall, _pass_cpu_seconds(extractor, train_split)
    )
    return dataclasses.replace(trained, cpu_seconds=trained.cpu_seconds + solving)


def _solve_or_whiten(
    entry: Entry, head: "keras.Model", features: np.ndarray, labels: np.ndarray
) -> training.Whitening | None:
    """Solve a head that has no phases; say how features are whitened for one that has."""
    assert entry.pretrained is not None
    shrinkage = entry.pretrained.shrinkage
    if shrinkage is None:
        return None
    if entry.phases:
        return training.fit_whitening(head, features, labels, shrinkage=shrinkage)
    training.solve_head(head, features, labels, shrinkage=shrinkage)
    return None


def _pass_cpu_seconds(extractor: "keras.Model", train_split: data.Split) -> float:
    """Processor time of one pass over the images, from a slice of them."""
    images = train_split.images[:SLICE]
    batches = pipelines.make_dataset(
        images,
        batch_size=pipelines.feature_batch_size(extractor),
        preprocess=pipelines.prepare_for(extractor.input_shape),
    )
    batches = pipelines.without_tuning(batches)
    extractor.predict(batches, verbose=0)  # compiles, which a full pass does once
    started = time.process_time()
    extractor.predict(batches, verbose=0)
    return (time.process_time() - started) * len(train_split) / len(images)


def _trained(
    model: "keras.Model",
    runs: list[training.Run],
    predict: Callable[[data.Split], np.ndarray],
    feature_wall: float = 0.0,
    feature_cpu: float | None = None,
) -> Trained:
    history: dict[str, list[float]] = {}
    for run in runs:
        for name, values in run.history.items():
            history.setdefault(name, []).extend(values)
    prepare = pipelines.prepare_for(model.input_shape[1:])
    keras = import_keras()
    return Trained(
        model,
        predict,
        lambda images: keras.ops.convert_to_numpy(prepare(images)),
        (feature_cpu or 0.0) + sum(run.cpu_seconds for run in runs),
        feature_wall + sum(run.seconds for run in runs),
        feature_cpu,
        sum(run.epochs_run for run in runs),
        history,
    )
