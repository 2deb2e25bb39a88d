"""The folder in which a training run is kept, and from which it goes on."""

import json
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fashionlab.errors import CacheNotWritable, CheckpointDamaged, InvalidArgument
from fashionlab.files import replace_atomically, sha256
from fashionlab.training.fingerprint import differences
from fashionlab.training.state import State, read_state, write_state

if TYPE_CHECKING:
    import keras


class Folder:
    """A training run on disk.

    `state.npz` is everything needed to go on; `state.previous.npz` is the one
    before it, for when the last is damaged. `best.weights.h5` holds the weights
    of the best epoch for `model.load_weights`. `history.json` is for reading.

    Args:
        path: Made if it does not exist.
        fingerprint: What the run is; see `fingerprint.fingerprint`.

    Raises:
        InvalidArgument: If another run is kept there.
        CheckpointDamaged: If it cannot be told which run is kept there.
        CacheNotWritable: If it cannot be written.
    """

    def __init__(self, path: Path, fingerprint: dict[str, Any]) -> None:
        self.state = path / "state.npz"
        self.previous = path / "state.previous.npz"
        self.best = path / "best.weights.h5"
        self.history = path / "history.json"
        self._path = path
        self._claim(fingerprint)

    def _claim(self, fingerprint: dict[str, Any]) -> None:
        belongs_to = self._path / "fingerprint.json"
        # As JSON gives it back: tuples as lists.
        fingerprint = json.loads(json.dumps(fingerprint))
        advice = "Give another folder, or delete this one to start anew."
        if belongs_to.exists():
            try:
                there = json.loads(belongs_to.read_text(encoding="utf-8"))
            except ValueError as error:
                raise CheckpointDamaged(
                    f"{belongs_to} is cut short or altered: it cannot be told which training "
                    f"run is kept there. {advice}"
                ) from error
            differing = differences(there, fingerprint)
            if differing:
                raise InvalidArgument(
                    f"{self._path} keeps another training run, which is not gone on with. "
                    f"Different: {'; '.join(differing)}. {advice}"
                )
            return
        if self.state.exists() or self.previous.exists():
            raise CheckpointDamaged(
                f"{belongs_to} is missing: it cannot be told which training run is kept there. "
                f"{advice}"
            )
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CacheNotWritable(
                f"Cannot make the folder {self._path}: {error.strerror}. Give another folder."
            ) from error
        text = json.dumps(fingerprint, indent=1)
        replace_atomically(belongs_to, lambda file: file.write_text(text, encoding="utf-8"))

    def load(self) -> State | None:
        """Return the last good state, or None if there is none.

        Warns:
            UserWarning: If the last state is damaged and an earlier one, or the
                beginning, stands in for it.
        """
        for path in (self.state, self.previous):
            if not path.exists():
                continue
            try:
                return read_state(path)
            except CheckpointDamaged as error:
                instead = (
                    "The state of one epoch earlier is used."
                    if path == self.state and self.previous.exists()
                    else "Training starts from the beginning."
                )
                warnings.warn(f"{error} {instead}", UserWarning, stacklevel=4)
                path.unlink()  # else the next save would put it in the place of a good one
        return None

    def save_best(self, model: "keras.Model") -> str:
        """Write the weights the model holds to `best.weights.h5`.

        Returns:
            The file's SHA-256.
        """
        replace_atomically(self.best, model.save_weights)
        return sha256(self.best)

    def save(self, state: State) -> None:
        """Write a state, and the history for reading.

        Killed at any moment, this leaves the new state, or the one before it.
        """
        if self.state.exists():
            os.replace(self.state, self.previous)
        write_state(self.state, state)
        text = json.dumps(state.facts(), indent=1)
        replace_atomically(self.history, lambda file: file.write_text(text, encoding="utf-8"))
        if state.finished:
            self.previous.unlink(missing_ok=True)

    def repair_best(self, model: "keras.Model", state: State) -> None:
        """Write `best.weights.h5` again if it is not what the state recorded.

        Killed between the two files, an unfinished run leaves a newer one: that
        is nothing to speak of.

        Args:
            model: Holds the best weights.
            state: The state they come from; its record is brought up to date.

        Warns:
            UserWarning: If the file of a finished run is missing or damaged.
        """
        if self.best.exists() and sha256(self.best) == state.best_sha256:
            return
        if state.finished:
            warnings.warn(
                f"{self.best} is missing, cut short or altered. It is written again from the "
                "saved state.",
                UserWarning,
                stacklevel=4,
            )
        state.best_sha256 = self.save_best(model)
        write_state(self.state, state)
