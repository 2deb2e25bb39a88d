"""What a search found."""

import csv
import dataclasses
import json
import pathlib
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.files import replace_atomically
from fashionlab.tuning.space import Value

if TYPE_CHECKING:
    import rich.table

OBJECTIVES = {"val_accuracy": "max", "val_loss": "min"}
"""What a search can aim at, and whether more or less of it is better."""

FINISHED, FAILED, PRUNED = "finished", "failed", "pruned"


@dataclasses.dataclass(frozen=True)
class Trial:
    """One model, built with one set of values and trained.

    Attributes:
        number: Its place in the order of the search, from 1.
        values: Name of a setting to the value tried.
        score: The best validation figure over its epochs; None if it failed.
        epochs: Epochs it was trained, including those taken over from the trial
            it continues (Hyperband).
        seconds: Wall time of this trial.
        state: "finished", "failed", or "pruned" (stopped early as hopeless).
        reason: Why it failed or was pruned, one line; else empty.
        worker: Which process ran it; empty when it was the calling one.
    """

    number: int
    values: dict[str, Value]
    score: float | None
    epochs: int
    seconds: float
    state: str
    reason: str = ""
    worker: str = ""


@dataclasses.dataclass(frozen=True)
class Search:
    """The trials of a search.

    Attributes:
        trials: Every trial, in the order of the search.
        method: How values were chosen: "random", "bayesian", "hyperband", "optuna".
        objective: What the score is: "val_accuracy" or "val_loss".
    """

    trials: tuple[Trial, ...]
    method: str
    objective: str

    @property
    def ranked(self) -> tuple[Trial, ...]:
        """The finished trials, best first; of equal ones the earlier first."""
        sign = -1 if OBJECTIVES[self.objective] == "max" else 1
        finished = [trial for trial in self.trials if trial.state == FINISHED]
        return tuple(sorted(finished, key=lambda trial: sign * (trial.score or 0.0)))

    @property
    def best(self) -> Trial:
        """The best finished trial.

        Raises:
            InvalidArgument: If every trial failed; the message says why.
        """
        if not self.ranked:
            raise InvalidArgument(all_failed(self.trials))
        return self.ranked[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the settings that were searched."""
        return tuple(self.trials[0].values) if self.trials else ()

    def table(self, count: int = 10) -> "rich.table.Table":
        """Return the best trials as a table for the terminal.

        Args:
            count: How many trials at most.
        """
        import rich.table
        from rich.markup import escape

        # A setting's name or value may hold brackets, which rich would read as markup.
        table = rich.table.Table("trial", self.objective, *map(escape, self.names), "epochs", "s")
        for trial in self.ranked[:count]:
            values = (escape(shown(trial.values[name])) for name in self.names)
            cells = (f"{trial.score:.4f}", *values, str(trial.epochs), f"{trial.seconds:.1f}")
            table.add_row(str(trial.number), *cells)
        failed = sum(trial.state == FAILED for trial in self.trials)
        pruned = sum(trial.state == PRUNED for trial in self.trials)
        table.caption = f"{len(self.trials)} trials, {failed} failed, {pruned} pruned"
        return table

    def write_csv(self, path: str | pathlib.Path) -> pathlib.Path:
        """Write every trial, the best first, then those that did not finish.

        Args:
            path: The file; an existing one is replaced.

        Returns:
            The path.
        """
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_atomically(path, self._write_rows)
        return path

    def _write_rows(self, path: pathlib.Path) -> None:
        rest = [trial for trial in self.trials if trial.state != FINISHED]
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([*_COLUMNS, *self.names, "reason", "worker"])
            for trial in (*self.ranked, *rest):
                writer.writerow(self._row(trial))

    def _row(self, trial: Trial) -> list[Any]:
        figures = [getattr(trial, name) for name in _COLUMNS]
        values = [trial.values[name] for name in self.names]
        values = [json.dumps(v) if isinstance(v, tuple) else v for v in values]
        return [*figures, *values, trial.reason, trial.worker]


_COLUMNS = ("number", "state", "score", "epochs", "seconds")


def shown(value: Value) -> str:
    """Write a value in a few characters: tuples as "128-64", floats in four digits."""
    if isinstance(value, tuple):
        return "-".join(shown(item) for item in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def all_failed(trials: tuple[Trial, ...]) -> str:
    """Say that no trial finished, and each reason once."""
    reasons = dict.fromkeys(f"  {trial.reason}" for trial in trials)
    listed = "\n".join([*reasons][:5])
    return (
        f"No trial of the search finished; expected at least one of {len(trials)}. Reasons:\n"
        f"{listed}\nWhat to do: correct the space or the builder and search in another folder."
    )
