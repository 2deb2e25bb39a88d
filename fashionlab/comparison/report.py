"""Everything a finished comparison leaves in its folder, beside the runs themselves."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fashionlab import data, evaluation, plots
from fashionlab.comparison.job import PREDICTIONS
from fashionlab.comparison.plan import Row
from fashionlab.comparison.results import Record, record_of
from fashionlab.comparison.runner import Outcome
from fashionlab.comparison.table import csv_text
from fashionlab.errors import NotImplementedYet
from fashionlab.evaluation import write_model_card
from fashionlab.files import write_json, write_text

METRICS = ("loss", "accuracy")
COSTS = {"parameters": "parameters", "flops": "FLOPs", "latency_ms": "ms per image"}
PREDICTIONS_SHOWN = 8  # right ones, and as many wrong ones


def write_report(row: Row, outcomes: Sequence[Outcome], folder: Path) -> list[Record]:
    """Write table, curves, confusion matrices, predictions, Pareto plots and model cards.

    Args:
        row: What was compared.
        outcomes: How each entry ended; those without a result are passed over.
        folder: Gets `table.csv`, `table.json`, `figures/`, `cards/`.

    Returns:
        One record per entry that was run.
    """
    done = [outcome for outcome in outcomes if outcome.results]
    records = [record_of(row, outcome.entry, outcome.results) for outcome in done]
    write_text(folder / "table.csv", csv_text(records))
    write_json(folder / "table.json", [dataclasses.asdict(record) for record in records])
    if not done:
        return records
    figures = folder / "figures"
    _write_curves(done, figures)
    _write_pareto(records, figures)
    dataset = data.load(row.dataset)
    test = dataset.read_test()  # the runs have opened it; here their answers are drawn
    for outcome, record in zip(done, records, strict=True):
        _write_entry(outcome, record, test, dataset.class_names, folder)
    return records


def _write_curves(done: Sequence[Outcome], figures: Path) -> None:
    # A head solved in one step has no curve.
    drawn = [outcome for outcome in done if outcome.entry.phases]
    histories = {outcome.entry.title: outcome.results[0]["history"] for outcome in drawn}
    for metric in METRICS if histories else ():
        plots.save_figure(
            plots.learning_curves(histories, metric), figures / f"curves-{metric}.png"
        )
        plots.write_html(
            plots.interactive_curves(histories, metric), figures / f"curves-{metric}.html"
        )


def _write_pareto(records: Sequence[Record], figures: Path) -> None:
    for field, label in COSTS.items():
        points = {
            record.title: (float(getattr(record, field)), record.test_accuracy_mean)
            for record in records
            if getattr(record, field) is not None
        }
        try:
            drawn = (
                plots.show_pareto(points, cost=label),
                plots.interactive_pareto(points, cost=label),
            )
        except NotImplementedYet:  # a learner's comparison, made before the chapter on cost
            return
        plots.save_figure(drawn[0], figures / f"pareto-{field}.png")
        plots.write_html(drawn[1], figures / f"pareto-{field}.html")


def _write_entry(
    outcome: Outcome, record: Record, test: data.Split, names: Sequence[str], folder: Path
) -> None:
    """Confusion matrix, sample predictions and card, from the run with seed 0."""
    name = outcome.entry.name
    with np.load(outcome.jobs[0].folder / PREDICTIONS, allow_pickle=False) as arrays:
        probabilities = arrays["test"].astype(np.float32)
    report = evaluation.report_of(probabilities, test.labels, names)
    pictures: dict[str, Any] = {
        "confusion": plots.show_confusion(np.array(report.matrix), names),
        "predictions": plots.show_predictions(
            test.images, test.labels, probabilities, names, count=PREDICTIONS_SHOWN
        ),
    }
    paths = {}
    for kind, figure in pictures.items():
        path = plots.save_figure(figure, folder / "figures" / f"{kind}-{name}.png")
        paths[plots.alt_text(figure)] = f"../figures/{path.name}"
    write_model_card(
        folder / "cards" / f"{name}.md",
        dataclasses.asdict(record),
        recipe=outcome.entry.training,
        report=report,
        figures=paths,
    )
