"""Find a row, and take a part of it."""

import dataclasses
from collections.abc import Sequence

from fashionlab.comparison.plan import Entry, Row
from fashionlab.comparison.rows.table import ROWS
from fashionlab.data import DATASETS
from fashionlab.errors import UnknownDataset, UnknownModel, UnknownRow

# A learner names the data, not the row.
_MAIN_ROW_OF = {"fashion_mnist": "B1", "cifar100": "B2", "mnist": "C"}


def get_row(name: str) -> Row:
    """Find a row by its id, in any case, or by the name of its data set.

    Raises:
        UnknownRow: If there is none.
    """
    found = ROWS.get(_MAIN_ROW_OF.get(name.lower(), name.upper()))
    if found is None:
        ids = ", ".join(f"{row.id} ({row.title})" for row in ROWS.values())
        raise UnknownRow(
            f"There is no comparison {name!r}. Expected one of {ids}, or one of the data sets "
            f"{', '.join(_MAIN_ROW_OF)}. Received: {name!r}."
        )
    return found


def choose(
    row: Row,
    *,
    only: Sequence[str] | None = None,
    dataset: str | None = None,
    random_weights: bool = False,
) -> Row:
    """Take some models of a row, the same models on other images, or bases without training.

    Args:
        row: The row.
        only: Names of the entries to take; None for all.
        dataset: Other images than the row's.
        random_weights: Whether pretrained bases start from random weights,
            where theirs cannot be had: time and memory are the same, and
            accuracies mean nothing. Names and titles say so.

    Raises:
        UnknownModel: If a name in `only` is not in the row.
        UnknownDataset: If there is no data set of that name.
    """
    names = [entry.name for entry in row.entries]
    for name in only or []:
        if name not in names:
            raise UnknownModel(
                f"Row {row.id} has no model {name!r}. Expected one of {', '.join(names)}. "
                f"Received: --only {name}."
            )
    if dataset is not None and dataset not in DATASETS:
        raise UnknownDataset(
            f"There is no data set {dataset!r}. Expected one of {', '.join(DATASETS)}."
        )
    entries = tuple(entry for entry in row.entries if not only or entry.name in only)
    if random_weights:
        entries = tuple(_without_weights(entry) for entry in entries)
    return dataclasses.replace(row, entries=entries, dataset=dataset or row.dataset)


def _without_weights(entry: Entry) -> Entry:
    if entry.pretrained is None:
        return entry
    return dataclasses.replace(
        entry,
        name=f"{entry.name}_random",
        title=f"{entry.title}, random weights: costs only",
        pretrained=dataclasses.replace(entry.pretrained, weights=None),
        given_accuracy=None,
    )
