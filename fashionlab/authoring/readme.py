"""The README's table of result figures, made from the results file."""

import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

from fashionlab.comparison.results import FULL, read_records
from fashionlab.comparison.table import percent
from fashionlab.errors import SourceError
from fashionlab.files import write_text

BEGIN = "<!-- results: made by `fashionlab release` from book/results.json -->"
END = "<!-- end of results -->"


def table_text(records: Sequence[Mapping[str, Any]]) -> str:
    """Return the Markdown table of the measurements over many images.

    Args:
        records: Of `book/results.json`.
    """
    full = [record for record in records if record["train_images"] >= FULL]
    if not full:
        return "No comparison has been run over all images yet.\n"
    lines = [
        "| row | model | data | parameters | test accuracy, % | seeds | given, % | CPU-s |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {record['row']} | {record['title']} | {record['dataset']} | "
        f"{record['parameters']:,} | "
        f"{percent(record['test_accuracy_mean'], record['test_accuracy_sd'])} | "
        f"{record['seeds']} | {percent(record['given_accuracy'])} | "
        f"{record['cpu_seconds']:,.0f} |"
        for record in full
    ]
    return "\n".join(lines) + "\n"


def fresh_readme(readme: pathlib.Path, results: pathlib.Path) -> str:
    """Return the README with the table as it should be.

    Raises:
        SourceError: If the README has no place for the table.
    """
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SourceError(
            f"{readme}: expected the lines {BEGIN!r} and {END!r}, between which the table of "
            "results goes. Received: a file without them."
        )
    return f"{before}{BEGIN}\n{table_text(read_records(results))}{END}{after}"


def is_stale(readme: pathlib.Path, results: pathlib.Path) -> bool:
    """Return whether the README's table differs from the results; without a README, False."""
    return readme.exists() and fresh_readme(readme, results) != readme.read_text(encoding="utf-8")


def refresh(readme: pathlib.Path, results: pathlib.Path) -> None:
    """Write the README with a fresh table."""
    text = fresh_readme(readme, results)
    write_text(readme, text)
