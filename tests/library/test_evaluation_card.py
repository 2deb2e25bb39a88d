"""The model card: complete, honest about what is missing, and safe to render."""

import pathlib

import numpy as np
import pytest

from fashionlab import evaluation
from fashionlab.filling import fill_from
from fashionlab.tasks import separate_solutions

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORD = {
    "row": "B1",
    "model": "cnn",
    "title": None,
    "dataset": "fashion_mnist",
    "train_images": 50_000,
    "parameters": 225_034,
    "flops": 10_800_000,
    "seeds": [1, 2, 3],
    "validation_accuracy_mean": 0.921,
    "test_accuracy_mean": 0.9134,
    "test_accuracy_sd": 0.0021,
    "given_accuracy": 0.91,
    "cpu_seconds": 1234.5,
    "peak_memory_mb": 812.3,
    "latency_ms": 0.345,
    "versions": {"keras": "3.15.1"},
    "date": "2026-01-02",
}


@pytest.fixture(scope="module")
def report():
    with separate_solutions():
        fill_from(ROOT / "solutions")
        probabilities = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.3, 0.7]])
        yield evaluation.report_of(probabilities, np.array([0, 1, 1, 1]), ("T-shirt", "coat"))


def html_of(path):
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8"))


def test_a_card_holds_data_training_figures_classes_use_and_limits(tmp_path, report):
    path = evaluation.write_model_card(
        tmp_path / "cards" / "cnn.md",
        RECORD,
        recipe={"epochs": 5, "optimizer": "adam"},
        report=report,
        figures={"Confusion matrix": "confusion matrix.png"},
    )
    page = html_of(path)
    for heading in (
        "Model card: cnn", "Intended use", "Data", "Training", "Results", "Results per class",
        "Figures", "Limits",
    ):  # fmt: skip
        assert f">{heading}</h" in page
    for told in (
        "225,034", "50,000", "91.34 % ± 0.21 (3 seeds)", "92.10 % (3 seeds)", "91.00 %", "1,234",
        "812", "0.34", "keras 3.15.1", "2026-01-02", "adam", "fashion_mnist",
        "One seed, 4 test images.", "Test images were used once per seed",
        "coat taken for T-shirt: 1 times, 33.33 % of its images",
        '<img src="confusion%20matrix.png" alt="Confusion matrix"',
    ):  # fmt: skip
        assert told in page, told
    assert "<td>coat</td>\n<td>100.00 %</td>\n<td>66.67 %</td>\n<td>80.00 %</td>" in page
    assert [each.name for each in path.parent.iterdir()] == ["cnn.md"]


def test_a_card_made_before_the_chapter_on_it_says_what_is_missing(tmp_path, report):
    with separate_solutions():
        page = html_of(evaluation.write_model_card(tmp_path / "a.md", RECORD, report=report))
    assert "evaluation.per_class_scores is not written yet" in page
    assert "ch06_evaluation.ipynb" in page
    assert "Limits" in page


def test_what_was_not_measured_is_said(tmp_path):
    page = html_of(evaluation.write_model_card(tmp_path / "a.md", {"model": "a"}))
    assert page.count("not measured") >= 7
    assert "The recipe was not recorded" in page
    assert "Results per class" not in page
    assert "Test images were used" not in page


def test_one_seed_has_no_spread(tmp_path):
    record = {**RECORD, "seeds": 1, "test_accuracy_sd": 0.0}
    text = evaluation.write_model_card(tmp_path / "a.md", record).read_text(encoding="utf-8")
    assert "91.34 % (1 seed)" in text
    assert "±" not in text


def test_drawn_images_and_subsets_are_said(tmp_path):
    record = {**RECORD, "dataset": "synthetic_fashion", "subset": 500}
    page = html_of(evaluation.write_model_card(tmp_path / "a.md", record))
    assert "<strong>The images were drawn by a program.</strong>" in page
    assert "a part of the training images" in page
    assert "drawn by a program" not in html_of(
        evaluation.write_model_card(tmp_path / "b.md", RECORD)
    )


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "a | b | c",
        "# heading\n# heading",
        "[link](http://example.org)",
        "![x](y)",
        "**bold** _thin_ `code` ~~gone~~",
        "&lt; &amp; \\",
        "- list",
        "1. list",
        "----",
    ],
)
def test_names_are_shown_as_they_are(tmp_path, name):
    import html

    record = {**RECORD, "model": name, "row": name, "versions": {name: name}}
    path = evaluation.write_model_card(
        tmp_path / "a.md", record, recipe={"optimizer": name}, limits=[name], intended_use=name
    )
    page = html_of(path)
    plain = html.escape(" ".join(name.split()), quote=False).replace("&quot;", '"')
    assert f"<h1>Model card: {plain}</h1>" in page
    assert f"<td>{plain}</td>" in page
    assert f"<li>{plain}</li>" in page
    assert f"<p>{plain}</p>" in page


def test_a_card_that_cannot_be_finished_leaves_the_old_one(tmp_path):
    path = evaluation.write_model_card(tmp_path / "a.md", RECORD)
    before = path.read_bytes()
    with pytest.raises(UnicodeEncodeError):
        evaluation.write_model_card(path, {**RECORD, "model": "\ud800"})
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
