"""Every recorded figure of a small subset comes out again, within its stated error.

The figures over all images take hours; these stand for them: the same rows, the
same command, fewer images.
"""

import pathlib

import pytest

from fashionlab import comparison, data

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDS = comparison.read_records(ROOT / "book" / "results.json")
SMALL = [
    record
    for record in RECORDS
    if record["train_images"] <= 2_000 and not record["model"].endswith("_random")
]


def each_model_once(records):
    """Rows share models that are trained alike: once is enough."""
    found = {}
    for record in records:
        row = comparison.get_row(record["row"])
        (entry,) = comparison.choose(row, only=[record["model"]]).entries
        found.setdefault((record["dataset"], record["train_images"], repr(entry)), record)
    return list(found.values())


ONCE = each_model_once(SMALL)
ERROR = 0.03  # of one run: threads and library versions move it by about a point


def test_every_row_has_figures_of_a_small_subset():
    assert {record["row"] for record in SMALL} == set(comparison.ROWS)


@pytest.mark.slow
@pytest.mark.parametrize(
    "record", ONCE, ids=[f"{record['row']}-{record['model']}" for record in ONCE]
)
def test_a_subset_of_every_row_gives_its_recorded_accuracy(record, tmp_path):
    if data.best_available(record["dataset"]) != record["dataset"]:
        pytest.skip(f"{record['dataset']} is not here: set FASHIONLAB_DATA")
    row = comparison.choose(comparison.get_row(record["row"]), only=[record["model"]])
    plan = comparison.plan_jobs(
        row, folder=tmp_path, subset=record["train_images"], seeds=1, fill=ROOT / "solutions"
    )
    (outcome,) = comparison.run_jobs(plan, lambda job, news: None)
    if outcome.missing:
        pytest.skip(outcome.missing)
    (result,) = outcome.results
    for split in ("validation", "test"):
        mean, sd = (record[f"{split}_accuracy_{name}"] for name in ("mean", "sd"))
        assert result[f"{split}_accuracy"] == pytest.approx(mean, abs=ERROR + 3 * (sd or 0))
    assert result["parameters"] == record["parameters"]
    assert result["flops"] == record["flops"]
