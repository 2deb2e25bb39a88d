"""Features of a frozen base, computed once and kept on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.data import Split
from fashionlab.data.places import cache_folder
from fashionlab.errors import DataError, InvalidArgument
from fashionlab.files import alone_in
from fashionlab.pipelines.batches import make_dataset
from fashionlab.pipelines.feature_store import CACHE_VERSION, FeatureStore
from fashionlab.pipelines.preparing import prepare_for
from fashionlab.pipelines.steady import without_tuning
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

SHARD_SIZE = 2048  # images; at 2,000 features a shard of float32 is 16 MB
# In one step: 64 images of 96x96, 11 of 224x224. EfficientNetB0 at 224 pixels took 2.6 GB
# for 64 images at once.
PIXELS = 600_000


def cached_features(
    extractor: keras.Model,
    split: Split,
    folder: Path | str | None = None,
    *,
    batch_size: int | None = None,
    shard_size: int = SHARD_SIZE,
    on_progress: Callable[[int, int], None] | None = None,
    say: Callable[[str], None] = print,
) -> np.ndarray:
    """Compute the features of a split once; from then on read them from disk.

    A frozen base gives the same features in every epoch. Computing them once
    and training only the head on them saves nearly all the work. Interrupted at
    any moment, the same call goes on where it stopped. Rows are found again by
    what they were made from: the images, the extractor (bases, layers, image
    size), its weights. Rows made by another version are not used.

    Args:
        extractor: A model of `models.build_feature_extractor`: images in, one
            row of numbers out.
        split: The stored images. The labels play no part.
        folder: Where features are kept; None for `features` in the cache folder
            (FASHIONLAB_CACHE). Every array gets a folder of its own in it.
        batch_size: Images per step; changes memory and speed. None for
            `feature_batch_size`.
        shard_size: Images after which the rows are written to disk. No more is
            ever held in memory.
        on_progress: Called with (images done, all images) after every shard,
            also at the start with those found on disk.
        say: Takes a line for the user, when cached rows are not used.

    Returns:
        float16 array of shape (n, features), in the order of the images, mapped
        from disk: rows are read when they are used.

    Raises:
        InvalidArgument: If `shard_size` is not positive or there are no images.
        CacheNotWritable: If the disk is full or the folder cannot be written.
            Finished shards stay.
        FolderInUse: If another process computes the same features.
        DataError: If the extractor gives other numbers than one finite row an image.
    """
    if shard_size < 1 or len(split) == 0:
        raise InvalidArgument(
            "Expected at least one image and a positive shard_size. "
            f"Received: {len(split)} images, shard_size={shard_size!r}."
        )
    store = _store(extractor, split, folder, shard_size, say)
    with alone_in(store.folder):
        _complete(store, extractor, split, batch_size or feature_batch_size(extractor), on_progress)
    return store.array()


def feature_batch_size(model: keras.Model, at_most: int = 64) -> int:
    """Return how many images a model is given at a time: fewer of large ones, to save memory."""
    height, width = model.input_shape[1:3]
    return max(1, min(at_most, PIXELS // int(height * width)))


def _complete(
    store: FeatureStore,
    extractor: keras.Model,
    split: Split,
    batch_size: int,
    on_progress: Callable[[int, int], None] | None,
) -> None:
    """Compute the shards that are not there."""
    missing = store.missing()
    store.check_space(len(missing))
    spans = {shard: store.span(shard) for shard in missing}
    done = len(split) - sum(span.stop - span.start for span in spans.values())
    report = on_progress or (lambda done, total: None)
    report(done, len(split))
    for shard, span in spans.items():
        store.write(shard, _extract(extractor, split.images[span], batch_size))
        done += span.stop - span.start
        report(done, len(split))


def _store(
    extractor: Any,
    split: Split,
    folder: Path | str | None,
    shard_size: int,
    say: Callable[[str], None],
) -> FeatureStore:
    key = {
        "extractor": extractor.name,
        "image_size": list(extractor.input_shape[1:]),
        "layers": _layers_checksum(extractor),
        "weights": _checksum(np.asarray(weight) for weight in extractor.weights),
        "images": _checksum([split.images]),
    }
    digest = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:16]
    home = Path(folder) if folder is not None else cache_folder() / "features"
    return FeatureStore(
        home / f"{extractor.name}-{digest}",
        key,
        {"cache": CACHE_VERSION, "keras": import_keras().__version__},
        rows=len(split),
        columns=extractor.output_shape[-1],
        shard_size=shard_size,
        say=say,
    )


def _extract(extractor: Any, images: np.ndarray, batch_size: int) -> np.ndarray:
    batches = make_dataset(
        images, batch_size=batch_size, preprocess=prepare_for(extractor.input_shape)
    )
    rows = np.asarray(extractor.predict(without_tuning(batches), verbose=0))
    with np.errstate(over="ignore"):  # what does not fit is found just below
        features = rows.astype(np.float16)
    wanted = (len(images), extractor.output_shape[-1])
    if features.shape != wanted or not np.isfinite(features).all():
        raise DataError(
            f"The features of {extractor.name!r} cannot be kept. Expected one row of finite "
            f"numbers below 65,504 for each image, shape {wanted}. Received: shape "
            f"{rows.shape}, largest {np.abs(rows).max(initial=0)}.\n"
            "What to do: check that pipelines.make_dataset serves every image once, and that the "
            "base has its trained weights."
        )
    return features


def _checksum(arrays: Any) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(f"{array.shape} {array.dtype}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _layers_checksum(extractor: Any) -> str:
    """Sum up what the extractor computes, apart from its weights.

    Keras numbers unnamed layers by the order in which a program made them, so
    names are replaced by places before they count.
    """
    config = json.loads(extractor.to_json())
    places = {name: f"#{place}" for place, name in enumerate(_names(config))}
    text = json.dumps(_renamed(config, places), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _names(part: Any) -> dict[str, None]:
    """Collect the names of layers and tensors, in order."""
    if isinstance(part, list):
        return {name: None for value in part for name in _names(value)}
    if not isinstance(part, dict):
        return {}
    own = {part["name"]: None} if isinstance(part.get("name"), str) else {}
    return own | {name: None for value in part.values() for name in _names(value)}


def _renamed(part: Any, places: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _renamed(value, places) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(value, places) for value in part]
    return places.get(part, part) if isinstance(part, str) else part
