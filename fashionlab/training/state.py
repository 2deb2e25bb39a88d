"""Everything a training run needs to go on, in one file with a checksum."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np

from fashionlab.errors import CheckpointDamaged
from fashionlab.files import replace_atomically, sha256

HEADER = 65  # bytes: 64 hexadecimal digits and a line end, in front of an npz file
ARRAYS = ("model", "optimizer", "kept")


@dataclasses.dataclass
class State:
    """A training run after a whole number of epochs.

    Attributes:
        epochs_done: Epochs trained so far.
        best_epoch: The one with the lowest validation loss, from 1; None
            without validation data.
        finished: Whether there is nothing left to train.
        history: Metric name to one float per epoch done.
        seconds: Wall time so far.
        cpu_seconds: Processor time so far.
        best_sha256: Of `best.weights.h5`.
        model: Values of the model's variables, the states of its random
            numbers among them. Empty once finished.
        optimizer: Values of the optimizer's variables. Empty once finished.
        kept: The weights the model gets at the end: of the best epoch, or
            without validation data of the last; averaged if the recipe says so.
    """

    epochs_done: int = 0
    best_epoch: int | None = None
    finished: bool = False
    history: dict[str, list[float]] = dataclasses.field(default_factory=dict)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    best_sha256: str = ""
    model: list[np.ndarray] = dataclasses.field(default_factory=list)
    optimizer: list[np.ndarray] = dataclasses.field(default_factory=list)
    kept: list[np.ndarray] = dataclasses.field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """Return what is not an array, as JSON-able data."""
        names = [field.name for field in dataclasses.fields(self) if field.name not in ARRAYS]
        return {name: getattr(self, name) for name in names}


def write_state(path: Path, state: State) -> None:
    """Write a state; the file is there whole or as it was before.

    Args:
        path: The file.
        state: The state.
    """
    arrays = {
        f"{group}_{index}": array
        for group in ARRAYS
        for index, array in enumerate(getattr(state, group))
    }
    facts = np.frombuffer(json.dumps(state.facts()).encode(), dtype=np.uint8)

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:
            file.write(b" " * (HEADER - 1) + b"\n")
            np.savez(file, facts=facts, **arrays)
        digest = sha256(temporary, skip=HEADER)
        with temporary.open("rb+") as file:
            file.write(digest.encode())

    replace_atomically(path, write)


def read_state(path: Path) -> State:
    """Read a state and check that it is what was written.

    Args:
        path: A file of `write_state`.

    Raises:
        CheckpointDamaged: If the file is cut short or altered.
    """
    with path.open("rb") as file:
        recorded = file.read(HEADER - 1)
    found = sha256(path, skip=HEADER)
    if recorded != found.encode():
        raise CheckpointDamaged(
            f"{path} is cut short or altered. Expected SHA-256 "
            f"{recorded[:12].decode('ascii', 'replace')}..., as recorded when it was written. "
            f"Received: {found[:12]}... ({path.stat().st_size:,} bytes)."
        )
    with path.open("rb") as file:
        file.seek(HEADER)
        with np.load(file) as arrays:
            facts = json.loads(arrays["facts"].tobytes())
            groups: dict[str, Any] = {
                group: [
                    arrays[f"{group}_{index}"]
                    for index in range(sum(name.startswith(f"{group}_") for name in arrays))
                ]
                for group in ARRAYS
            }
    return State(**facts, **groups)
