"""`load`: find a data set, check it, cut it into splits."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from fashionlab.data import catalogue, npz, places, synthetic
from fashionlab.data.catalogue import DatasetSpec
from fashionlab.data.cut import count, validation_mask
from fashionlab.data.dataset import Dataset, Split, Superclasses
from fashionlab.data.download import download
from fashionlab.errors import CacheNotWritable, DataCorrupted, DataNotFound, InvalidArgument

LABEL_MODES = ("fine", "coarse")


class _Store(NamedTuple):
    """Where the arrays come from, and how to read one by name."""

    source: str
    read: Callable[[str], np.ndarray]


def load(
    name: str = "fashion_mnist",
    *,
    validation_size: float | None = None,
    seed: int = 0,
    label_mode: str = "fine",
) -> Dataset:
    """Load a data set as training, validation and sealed test splits.

    Looked for in FASHIONLAB_DATA (a folder of `<name>.npz`), then in the cache,
    then downloaded through `keras.datasets` and cached. Every array is checked
    by MD5. The test arrays are not read before `open_test`. Real data is never
    replaced by drawn images: ask for "synthetic_fashion" by name.

    Args:
        name: One of `DATASETS`.
        validation_size: Images to cut from the official training part: an int is
            a number of images, a float in [0, 1) a share. Default: a sixth (10,000 of
            the 60,000 images of Fashion-MNIST and MNIST), a fifth for CIFAR-100.
        seed: Non-negative int that decides which images are cut.
        label_mode: "fine", or for CIFAR-100 also "coarse" (20 superclasses). Both
            modes cut the same images.

    Returns:
        A `Dataset`.

    Raises:
        UnknownDataset: If there is no data set of that name.
        DataNotFound: If it is in none of the three places.
        DataCorrupted: If a file is there but is not what was published.
        ValueError: If an argument is out of range.

    Warns:
        UserWarning: If the data was downloaded but could not be cached.
    """
    spec = catalogue.find(name)
    _check_arguments(spec, seed, label_mode)
    store = _embedded() if spec.is_synthetic else _find(spec)
    fine_labels = store.read("y_train")
    size = count(
        spec.validation_fraction if validation_size is None else validation_size, len(fine_labels)
    )
    part = _read_part(store, "train", label_mode)
    in_validation = validation_mask(fine_labels, size, seed)
    return Dataset(
        name=name,
        train=Split(part.images[~in_validation], part.labels[~in_validation]),
        validation=Split(part.images[in_validation], part.labels[in_validation]),
        class_names=spec.coarse_names if label_mode == "coarse" else spec.class_names,
        source=store.source,
        image_shape=spec.image_shape,
        is_synthetic=spec.is_synthetic,
        read_test=functools.partial(_read_part, store, "test", label_mode),
        superclasses=_superclasses(spec, store) if spec.coarse_names else None,
    )


def _check_arguments(spec: DatasetSpec, seed: int, label_mode: str) -> None:
    accepted = LABEL_MODES if spec.coarse_names else LABEL_MODES[:1]
    if label_mode not in accepted:
        raise InvalidArgument(
            f"Expected label_mode to be one of {accepted} for {spec.name!r}. "
            f"Received: label_mode={label_mode!r}."
        )
    if not isinstance(seed, int) or seed < 0:
        raise InvalidArgument(f"Expected seed to be an int of 0 or more. Received: seed={seed!r}.")


def _read_part(store: _Store, part: str, label_mode: str) -> Split:
    """Read the images and labels of the official "train" or "test" part."""
    suffix = "_coarse" if label_mode == "coarse" else ""
    # int64, because arithmetic on uint8 labels overflows without a word.
    labels = store.read(f"y_{part}{suffix}").astype(np.int64)
    return Split(store.read(f"x_{part}"), labels)


def _embedded() -> _Store:
    synthetic.announce()
    return _Store(places.EMBEDDED, synthetic.read_array)


def _find(spec: DatasetSpec) -> _Store:
    """Try the three places in order."""
    looked = places.locate(spec.name)
    for place in looked:
        if place.found and place.path is not None:
            return _Store(place.place, functools.partial(npz.read_array, place.path, spec))
    try:
        arrays = download(spec)
    except DataNotFound as error:
        raise _not_found(spec.name, looked, str(error)) from None
    try:
        npz.write_atomically(places.cache_folder() / f"{spec.name}.npz", arrays)
    except CacheNotWritable as error:
        warnings.warn(str(error), UserWarning, stacklevel=3)
    return _Store(places.DOWNLOAD, arrays.__getitem__)


def _not_found(name: str, looked: tuple[places.Place, ...], reason: str) -> DataNotFound:
    lines = [
        f"  {place.place}: {place.path}: {place.status}"
        if place.path
        else f"  {place.place}: {place.status}"
        for place in looked
        if place.place != places.DOWNLOAD
    ]
    return DataNotFound(
        f"The data set {name!r} is in none of the three places looked at:\n"
        + "\n".join(lines)
        + f"\n  {places.DOWNLOAD}: keras.datasets.{name} failed: {reason}\n"
        f"What to do: connect to a network and load again; or set FASHIONLAB_DATA to a folder "
        f"that holds {name}.npz; or stay offline with drawn images: "
        'load("synthetic_fashion").'
    )


def _superclasses(spec: DatasetSpec, store: _Store) -> Superclasses:
    """Read the superclass of each fine class off the training labels."""
    fine, coarse = store.read("y_train"), store.read("y_train_coarse")
    coarse_of_fine = np.full(len(spec.class_names), -1)
    coarse_of_fine[fine] = coarse
    if (coarse_of_fine < 0).any() or (coarse_of_fine[fine] != coarse).any():
        raise DataCorrupted(
            f"The labels of {spec.name!r} ({store.source}) do not fit together. Expected every "
            "fine class to stand in exactly one superclass.\n"
            "What to do: load the data set afresh."
        )
    return Superclasses(
        spec.class_names, spec.coarse_names, tuple(int(label) for label in coarse_of_fine)
    )
