"""Keep a trained model in a folder, with what is needed to use it again."""

import dataclasses
import datetime
import json
import os
import pathlib
import tempfile
from typing import TYPE_CHECKING, Any

from fashionlab.data import catalogue
from fashionlab.errors import CacheNotWritable, DataCorrupted, DataNotFound, InvalidArgument
from fashionlab.files import sha256
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

MODEL_FILE = "model.keras"
INFO_FILE = "model.json"
FORMAT = 1  # of the folder; raised when an older fashionlab could not read it


@dataclasses.dataclass(frozen=True)
class ModelInfo:
    """What is known about a saved model.

    Attributes:
        name: The folder's name.
        dataset: Name of the data set it was trained on.
        class_names: One name per output, in order.
        input_shape: (height, width, channels) of the model's input.
        image_shape: (height, width) or (height, width, 3) of a stored image
            of the data set.
        parameters: Number of weights.
        record: Figures and settings, plain JSON.
        versions: Package name to version, when it was saved.
        created: ISO date and time, UTC.
        sha256: Of the file `model.keras`.
    """

    name: str
    dataset: str
    class_names: tuple[str, ...]
    input_shape: tuple[int, ...]
    image_shape: tuple[int, ...]
    parameters: int
    record: dict[str, Any]
    versions: dict[str, str]
    created: str
    sha256: str


@dataclasses.dataclass(frozen=True)
class SavedModel:
    """A model that was loaded, and what is known about it."""

    model: "keras.Model"
    info: ModelInfo


def save_model(
    model: "keras.Model",
    path: str | os.PathLike[str],
    *,
    class_names: tuple[str, ...],
    dataset: str,
    record: dict[str, Any] | None = None,
) -> pathlib.Path:
    """Write `model.keras` and `model.json` into a folder.

    Both files are written whole before either takes its place, so that an
    interruption leaves the model that was there before.

    Args:
        model: A classifier with one input and one softmax output.
        path: The folder; made where it does not exist.
        class_names: One name per output, in order.
        dataset: Name of the data set it was trained on.
        record: Figures and settings to keep with it; must fit into JSON.

    Returns:
        The folder.

    Raises:
        InvalidArgument: If the class names do not fit the model's outputs.
        CacheNotWritable: If the folder cannot be written.
    """
    from fashionlab import training

    outputs = model.output_shape[-1]
    if len(class_names) != outputs:
        raise InvalidArgument(
            f"Expected one class name per output of the model, {outputs}. "
            f"Received: {len(class_names)} class names."
        )
    folder = pathlib.Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".saving-") as made:
            new = pathlib.Path(made)
            model.save(new / MODEL_FILE)
            info = ModelInfo(
                name=folder.resolve().name,
                dataset=dataset,
                class_names=tuple(class_names),
                input_shape=tuple(model.input_shape[1:]),
                image_shape=_image_shape(dataset, model.input_shape),
                parameters=int(model.count_params()),
                record=record or {},
                versions=training.versions(),
                created=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                sha256=sha256(new / MODEL_FILE),
            )
            text = json.dumps({"format": FORMAT, **dataclasses.asdict(info)}, indent=1)
            (new / INFO_FILE).write_text(text + "\n", encoding="utf-8")
            for name in (MODEL_FILE, INFO_FILE):
                os.replace(new / name, folder / name)
    except OSError as error:
        raise CacheNotWritable(
            f"The model could not be saved. Expected a folder that can be written, with room. "
            f"Received: {folder}: {error.strerror or error}. Free some space or name another "
            "folder. A model that was there before is still there."
        ) from error
    return folder


def load_model(path: str | os.PathLike[str]) -> SavedModel:
    """Load a model that `save_model` wrote.

    The checksum finds damage and mix-ups; it does not make a stranger's file
    safe. Keras's safe mode is on, so a file that carries Python code of its
    own is refused. Load models that you trained or trust.

    Args:
        path: The folder.

    Returns:
        The model and its metadata.

    Raises:
        DataNotFound: If there is no saved model.
        DataCorrupted: If a file is damaged or was altered.
        InvalidArgument: If a newer fashionlab wrote the folder.
    """
    folder = pathlib.Path(path)
    info = read_info(folder)
    file = folder / MODEL_FILE
    if not file.is_file():
        raise _not_found(folder, MODEL_FILE)
    found = sha256(file)
    if found != info.sha256:
        raise DataCorrupted(
            f"{file} is not the file that was saved. Expected SHA-256 {info.sha256[:16]}... as "
            f"noted in {INFO_FILE}. Received: {found[:16]}.... Copy both files again from where "
            "they were saved, or train the model again."
        )
    keras = import_keras()
    # Registers the project's own layers, if any, under their names.
    import fashionlab.models  # noqa: F401

    try:
        model = keras.models.load_model(file, compile=False, safe_mode=True)
    # Keras raises errors of many kinds for files it cannot rebuild.
    except Exception as error:
        saved = info.versions.get("keras", "unknown")
        raise DataCorrupted(
            f"Keras could not load {file}. Expected a model file of Keras {saved}, with layers "
            f"that Keras or fashionlab knows. Received: {type(error).__name__}: "
            f"{str(error).strip().splitlines()[0] if str(error).strip() else 'no message'}. "
            f"Installed is Keras {keras.__version__}. Train the model again with it."
        ) from error
    if tuple(model.input_shape[1:]) != info.input_shape:
        raise _altered(folder, "input_shape", str(tuple(model.input_shape[1:])))
    if model.output_shape[-1] != len(info.class_names):
        raise _altered(folder, "class_names", f"{model.output_shape[-1]} outputs")
    return SavedModel(model, info)


def read_info(path: str | os.PathLike[str]) -> ModelInfo:
    """Read what is known about a saved model, without loading it.

    Args:
        path: The folder.

    Returns:
        The contents of `model.json`.

    Raises:
        DataNotFound: If there is no such file.
        DataCorrupted: If it cannot be read as one.
        InvalidArgument: If a newer fashionlab wrote it.
    """
    folder = pathlib.Path(path)
    file = folder / INFO_FILE
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise _not_found(folder, INFO_FILE) from None
    except (OSError, ValueError) as error:
        raise _altered(folder, "JSON", str(error)) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("format"), int):
        raise _altered(folder, "a number called format", "none")
    if raw["format"] > FORMAT:
        raise InvalidArgument(
            f"{file} was written by a newer fashionlab. Expected format {FORMAT} or older. "
            f"Received: format {raw['format']}. Update fashionlab."
        )
    fields = {field.name for field in dataclasses.fields(ModelInfo)}
    missing = fields - set(raw)
    if missing:
        raise _altered(folder, ", ".join(sorted(missing)), "nothing")
    values = {name: raw[name] for name in fields}
    try:
        for name in ("class_names", "input_shape", "image_shape"):
            values[name] = tuple(values[name])
    except TypeError as error:
        raise _altered(folder, "lists", str(error)) from error
    return ModelInfo(**values)


def _image_shape(dataset: str, input_shape: tuple[int | None, ...]) -> tuple[int, ...]:
    """Return the shape of the data set's stored images; of an unknown one, the model's own."""
    if dataset in catalogue.CATALOGUE:
        return catalogue.CATALOGUE[dataset].image_shape
    height, width, channels = (size or 0 for size in input_shape[1:])
    return (height, width) if channels == 1 else (height, width, channels)


def _not_found(folder: pathlib.Path, name: str) -> DataNotFound:
    return DataNotFound(
        f"There is no saved model in {folder}. Expected a folder with {MODEL_FILE} and "
        f"{INFO_FILE}. Received: no {name}. Train one: fashionlab train cnn --out {folder}."
    )


def _altered(folder: pathlib.Path, expected: str, received: str) -> DataCorrupted:
    return DataCorrupted(
        f"{folder / INFO_FILE} does not describe the model beside it. Expected {expected} as it "
        f"was saved. Received: {received}. Copy the folder again from where it was saved, or "
        "train the model again."
    )
