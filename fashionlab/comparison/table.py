"""The tables of a comparison, for the terminal and as CSV."""

import csv
import io
from collections.abc import Callable, Sequence

import rich.table

from fashionlab.comparison.plan import Row
from fashionlab.comparison.results import Record

Columns = dict[str, Callable[[Record], str]]


def rich_tables(row: Row, records: Sequence[Record]) -> list[rich.table.Table]:
    """Return what a terminal shows: how good each model is, and what it costs.

    Two tables, because both together do not fit into 80 columns.
    """
    first = records[0] if records else None
    images = f", {first.train_images:,} training images of {first.dataset}" if first else ""
    title = f"{row.id}. {row.title}{images}"
    return [_table(title, _QUALITY, records), _table("What each costs", _COST, records)]


def percent(mean: float | None, sd: float | None = None) -> str:
    """Write a share in percent, with its standard deviation where there is one."""
    if mean is None:
        return "-"
    return f"{100 * mean:.2f}" + (f" ± {100 * sd:.2f}" if sd is not None else "")


def _number(value: float | None, digits: int = 0) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


_QUALITY: Columns = {
    "parameters": lambda record: f"{record.parameters:,}",
    "validation %": lambda r: percent(r.validation_accuracy_mean, r.validation_accuracy_sd),
    "test %": lambda record: percent(record.test_accuracy_mean, record.test_accuracy_sd),
    "given %": lambda record: percent(record.given_accuracy),
}
_COST: Columns = {
    "MFLOPs": lambda record: _number(record.flops and record.flops / 1e6, 1),
    "CPU-s": lambda record: f"{record.cpu_seconds:,.0f}",
    "ms/image": lambda record: _number(record.latency_ms, 2),
    "images/s": lambda record: _number(record.images_per_second),
    "MB": lambda record: f"{record.peak_memory_mb:,.0f}",
}


def _table(title: str, columns: Columns, records: Sequence[Record]) -> rich.table.Table:
    table = rich.table.Table(title=title, title_justify="left")
    table.add_column("model")
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    for record in records:
        table.add_row(record.title, *(cell(record) for cell in columns.values()))
    return table


def csv_text(records: Sequence[Record]) -> str:
    """Return the records as CSV, a column per field but the versions."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    names = [name for name in Record.__dataclass_fields__ if name != "versions"]
    writer.writerow(names)
    for record in records:
        values = (getattr(record, name) for name in names)
        writer.writerow(["" if value is None else value for value in values])
    return buffer.getvalue()
