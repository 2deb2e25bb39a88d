"""Comparisons: planned, run in processes of their own, resumed, summarised."""

import csv
import dataclasses
import io
import json
import os
import pathlib
import signal

import pytest

from fashionlab import comparison
from fashionlab.comparison import Entry, Phase, Pretrained, Row
from fashionlab.comparison.plan import entry_from
from fashionlab.comparison.results import Record, record_of
from fashionlab.errors import (
    CacheNotWritable,
    InvalidArgument,
    RunFailed,
    UnknownDataset,
    UnknownModel,
    UnknownRow,
)
from fashionlab.filling import fill_from
from fashionlab.tasks import separate_solutions
from fashionlab.training import Recipe

SOLUTIONS = pathlib.Path(__file__).resolve().parents[2] / "solutions"

ANN = Entry(
    "ann",
    "A small ANN",
    (Phase(Recipe(epochs=2)),),
    builder="ann",
    options={"hidden_units": (8,)},
    validation_size=100,
    given_accuracy=0.88,
)


def row_of(*entries):
    return Row("T", "A test", "Does it run?", "synthetic_fashion", entries)


def plan(row, folder, **more):
    settings = {"subset": 60, "seeds": 1, "fill": SOLUTIONS, **more}
    return comparison.plan_jobs(row, folder=folder, **settings)


def run(plan, watch=lambda job, news: None):
    return list(comparison.run_jobs(plan, watch))


def result(**more):
    return {
        "seed": 0, "dataset": "fashion_mnist", "train_images": 100, "validation_images": 50,
        "parameters": 10, "flops": 20, "validation_accuracy": 0.5, "test_accuracy": 0.4,
        "top5_accuracy": None, "superclass_accuracy": None, "cpu_seconds": 2.0, "seconds": 1.0,
        "feature_cpu_seconds": None, "cache_speedup": None,
        "peak_memory_mb": 100.0, "latency_ms": 0.5, "images_per_second": 1000.0, "epochs": 3,
        "history": {"loss": [1.0]}, "versions": {"python": "3"}, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    "entry", [entry for row in comparison.ROWS.values() for entry in row.entries]
)
def test_an_entry_survives_its_way_to_another_process(entry):
    assert entry_from(json.loads(json.dumps(entry.as_dict()))) == entry


def test_names_are_unique_in_a_row():
    for row in comparison.ROWS.values():
        assert len({entry.name for entry in row.entries}) == len(row.entries)


def test_rows_are_found_by_id_and_by_data_set():
    assert comparison.get_row("b1").id == "B1"
    assert comparison.get_row("mnist").id == "C"
    with pytest.raises(UnknownRow, match="Expected one of A "):
        comparison.get_row("B3")


def test_some_models_of_a_row_on_other_images():
    row = comparison.choose(
        comparison.get_row("B1"), only=["ann_128_64"], dataset="synthetic_fashion"
    )
    assert [entry.name for entry in row.entries] == ["ann_128_64"]
    assert row.dataset == "synthetic_fashion"
    with pytest.raises(UnknownModel, match="Expected one of ann_128_64"):
        comparison.choose(row, only=["vgg"])
    with pytest.raises(UnknownDataset):
        comparison.choose(row, dataset="imagenet")


def test_folders_are_named_by_what_a_result_depends_on(tmp_path):
    folders = {
        plan(row_of(ANN), tmp_path)["ann"][0].folder,
        plan(row_of(ANN), tmp_path, subset=80)["ann"][0].folder,
        plan(row_of(ANN), tmp_path, fill=None)["ann"][0].folder,
        plan(row_of(dataclasses.replace(ANN, flip=True)), tmp_path)["ann"][0].folder,
        plan(dataclasses.replace(row_of(ANN), dataset="mnist"), tmp_path)["ann"][0].folder,
    }
    assert len(folders) == 5
    assert plan(row_of(ANN), tmp_path)["ann"][0].folder in folders


def test_another_solution_is_another_run(tmp_path):
    mine = tmp_path / "mine.py"
    mine.write_text("from fashionlab import models, solves\n\n\n@solves(models.build_ann)\n"
                    "def build_ann(input_shape=(28, 28, 1), num_classes=10, *, "
                    "hidden_units=(128, 64), dropout_rate=0.0):\n    return 1\n")  # fmt: skip
    first = plan(row_of(ANN), tmp_path, fill=mine)["ann"][0].folder
    mine.write_text(mine.read_text().replace("return 1", "return 2"))
    assert plan(row_of(ANN), tmp_path, fill=mine)["ann"][0].folder != first


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comparison")
    news = []
    row = row_of(ANN)
    jobs = plan(row, folder)
    outcomes = run(jobs, lambda job, what: news.append(what))
    return row, folder, jobs, outcomes, news


def test_a_run_tells_its_progress_and_its_figures(finished):
    _, _, _, (outcome,), news = finished
    assert [what["epoch"] for what in news if "val_accuracy" in what] == [1, 2]
    assert news[-1] == {"finished": True}
    (figures,) = outcome.results
    assert figures["train_images"] == 60
    assert figures["validation_images"] == 100
    assert figures["parameters"] == 784 * 8 + 8 + 8 * 10 + 10
    assert figures["flops"] > 2 * 784 * 8
    assert 0 <= figures["test_accuracy"] <= 1
    assert figures["cpu_seconds"] > 0
    assert figures["peak_memory_mb"] > 100
    assert figures["epochs"] == len(figures["history"]["val_loss"]) == 2


def test_costs_whose_exercises_are_blank_are_left_out(tmp_path):
    for chapter in ("ch01_data", "ch02_ann", "ch03_cnn"):
        (tmp_path / f"{chapter}.py").write_text((SOLUTIONS / f"{chapter}.py").read_text())
    row = row_of(ANN)
    outcomes = list(run(plan(row, tmp_path / "out", fill=tmp_path)))
    (figures,) = outcomes[0].results
    costs = [figures[name] for name in ("flops", "latency_ms", "images_per_second")]
    assert costs == [None, None, None]
    with separate_solutions():
        fill_from(tmp_path)
        (record,) = comparison.write_report(row, outcomes, tmp_path / "report")
    assert record.latency_ms is None
    assert not list((tmp_path / "report").rglob("*pareto*"))
    cells = [list(column._cells) for column in comparison.rich_tables(row, [record])[1].columns]
    assert cells[1] == ["-"]


def test_what_is_finished_is_not_run_again(finished):
    row, folder, jobs, _, _ = finished
    before = (jobs["ann"][0].folder / "result.json").stat().st_mtime_ns
    news = []
    run(plan(row, folder), lambda job, what: news.append(what))
    assert news == [{"finished": True}]
    assert (jobs["ann"][0].folder / "result.json").stat().st_mtime_ns == before


def test_a_report_holds_everything(finished, tmp_path):
    fill_from(SOLUTIONS)
    row, _, _, outcomes, _ = finished
    (record,) = comparison.write_report(row, outcomes, tmp_path)
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {
        "table.csv",
        "table.json",
        "cards/ann.md",
        "figures/confusion-ann.png",
        "figures/predictions-ann.png",
        "figures/plotly.min.js",
        *(f"figures/curves-{m}.{s}" for m in ("loss", "accuracy") for s in ("png", "html")),
        *(
            f"figures/pareto-{cost}.{s}"
            for cost in ("parameters", "flops", "latency_ms")
            for s in ("png", "html")
        ),
    }
    (line,) = csv.DictReader(io.StringIO((tmp_path / "table.csv").read_text()))
    assert float(line["test_accuracy_mean"]) == record.test_accuracy_mean
    assert record.given_accuracy == 0.88
    assert "A small ANN" in "".join(
        str(table.columns[0]._cells) for table in comparison.rich_tables(row, [record])
    )


def test_a_killed_run_goes_on_with_the_epoch_that_was_cut_off(tmp_path):
    """The process is killed after its second epoch; the first two are not done again."""
    long = dataclasses.replace(ANN, phases=(Phase(Recipe(epochs=6)),))
    jobs = plan(row_of(long), tmp_path)
    epochs = []

    def kill_after_two(job, news):
        epochs.append(news.get("epoch"))
        if news.get("epoch") == 2:
            for process in _processes_of(job.folder):
                os.kill(process, signal.SIGKILL)

    with pytest.raises(RunFailed, match="It was killed, perhaps because memory ran out"):
        run(jobs, kill_after_two)
    again = []
    (outcome,) = run(jobs, lambda job, news: again.append(news.get("epoch")))
    trained = [epoch for epoch in again[:-2] if epoch]  # the last lines tell the end
    # Its next epoch may have been finished before the signal came.
    assert trained[0] >= 3
    assert trained[-1] == 6
    assert outcome.results[0]["epochs"] == 6
    assert len(outcome.results[0]["history"]["loss"]) == 6


def _processes_of(folder):
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if "comparison.job" in command and str(folder) in command:
                found.append(int(entry.name))
    return found


def test_missing_weights_leave_out_their_model_alone(tmp_path, monkeypatch):
    from fashionlab.comparison import runner
    from fashionlab.errors import WeightsNotFound

    def no_weights(job, watch):
        raise WeightsNotFound("The weights of VGG16 are nowhere.")

    monkeypatch.setattr(runner, "_run", no_weights)
    (outcome,) = run(plan(row_of(ANN), tmp_path))
    assert outcome.results == ()
    assert "nowhere" in outcome.missing
    assert comparison.write_report(row_of(ANN), [outcome], tmp_path) == []


def test_a_head_on_cached_features_of_a_frozen_base(tmp_path, monkeypatch):
    """The base sees every image once, however many epochs and runs there are."""
    monkeypatch.setenv("FASHIONLAB_CACHE", str(tmp_path / "cache"))
    frozen = Entry(
        "frozen",
        "A frozen base",
        (Phase(Recipe(epochs=3, batch_size=16)),),
        pretrained=Pretrained(("MobileNet:0.25",), 32, weights=None),
        validation_size=100,
    )
    (outcome,) = run(plan(row_of(frozen), tmp_path, seeds=2))
    for figures in outcome.results:
        assert figures["epochs"] == 3
        assert figures["feature_cpu_seconds"] > 0
        assert figures["cache_speedup"] > 1
        assert figures["cpu_seconds"] > figures["feature_cpu_seconds"]


def test_a_head_solved_in_one_step_needs_no_epochs(tmp_path, monkeypatch):
    monkeypatch.setenv("FASHIONLAB_CACHE", str(tmp_path / "cache"))
    solved = Entry(
        "solved",
        "A solved head",
        (),
        pretrained=Pretrained(("MobileNet:0.25",), 32, weights=None, shrinkage=0.3),
        validation_size=100,
    )
    outcomes = list(run(plan(row_of(solved), tmp_path)))
    (figures,) = outcomes[0].results
    assert figures["epochs"] == 0
    assert figures["cache_speedup"] is None
    with separate_solutions():
        fill_from(SOLUTIONS)
        (record,) = comparison.write_report(row_of(solved), outcomes, tmp_path)
    assert record.epochs == 0
    assert "shrinkage" in (tmp_path / "cards" / "solved.md").read_text()


def test_a_head_trained_on_whitened_features_takes_plain_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("FASHIONLAB_CACHE", str(tmp_path / "cache"))
    whitened = Entry(
        "whitened",
        "A head on whitened features",
        (Phase(Recipe(epochs=4, batch_size=16)),),
        pretrained=Pretrained(("MobileNet:0.25",), 32, weights=None, shrinkage=0.1),
        validation_size=100,
    )
    (outcome,) = run(plan(row_of(whitened), tmp_path, subset=200))
    figures = outcome.results[0]
    history = figures["history"]
    best = history["val_loss"].index(min(history["val_loss"]))
    assert figures["validation_accuracy"] == pytest.approx(history["val_accuracy"][best], abs=0.02)


def test_costs_can_be_measured_without_weights():
    row = comparison.choose(comparison.get_row("A"), random_weights=True)
    assert all(entry.name.endswith("_random") for entry in row.entries)
    assert all(entry.pretrained.weights is None for entry in row.entries)
    assert all("costs only" in entry.title for entry in row.entries)


def test_a_subset_needs_every_class(tmp_path):
    with pytest.raises(InvalidArgument, match="classes without an image"):
        run(plan(row_of(ANN), tmp_path, subset=5))


def test_means_and_deviations_over_seeds():
    results = [result(test_accuracy=0.4), result(test_accuracy=0.6, peak_memory_mb=300.0)]
    record = record_of(row_of(ANN), ANN, results)
    assert record.seeds == 2
    assert record.test_accuracy_mean == 0.5
    assert record.test_accuracy_sd == pytest.approx(0.1414, abs=1e-4)
    assert record.validation_accuracy_sd == 0
    assert record.peak_memory_mb == 300
    assert record.top5_accuracy_mean is None
    assert record_of(row_of(ANN), ANN, results[:1]).test_accuracy_sd is None


def test_records_replace_those_of_the_same_measurement(tmp_path):
    path = tmp_path / "results.json"
    one = record_of(row_of(ANN), ANN, [result()])
    other = dataclasses.replace(one, model="cnn")
    assert comparison.write_records(path, [one, other]) == []
    better = dataclasses.replace(one, seeds=3, test_accuracy_mean=0.7)
    assert comparison.write_records(path, [better]) == []
    (sentence,) = comparison.write_records(path, [one])
    assert "3 seeds, this run over 1" in sentence
    kept = {
        record["model"]: record["test_accuracy_mean"] for record in json.loads(path.read_text())
    }
    assert kept == {"ann": 0.7, "cnn": 0.4}


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "[1]"])
def test_a_damaged_results_file_is_told_and_kept(tmp_path, text):
    path = tmp_path / "results.json"
    path.write_text(text)
    with pytest.raises(InvalidArgument, match=r"results\.json"):
        comparison.write_records(path, [record_of(row_of(ANN), ANN, [result()])])
    assert path.read_text() == text


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    path = tmp_path / "results.json"
    path.write_text("[]")

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CacheNotWritable, match="No space left on device"):
        comparison.write_records(path, [record_of(row_of(ANN), ANN, [result()])])
    assert path.read_text() == "[]"
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]


def test_every_field_of_a_record_is_explained():
    for field in dataclasses.fields(Record):
        assert (
            f"\n        {field.name}: " in Record.__doc__ or f"    {field.name}:" in Record.__doc__
        )
