"""A model card: what a model is, what it was measured on, what it is not for.

The headings follow Mitchell et al. 2019, "Model Cards for Model Reporting".
"""

import os
import pathlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fashionlab.errors import NotImplementedYet
from fashionlab.evaluation.report import Report
from fashionlab.files import write_text

_INTENDED_USE = (
    "Teaching and comparing networks. The model names one class for a picture like those it "
    "was trained on: one centred object, the same size, the same kind of background."
)
_LIMITS = (
    "It names one of its classes for every picture, also for one that shows none of them.",
    "Its probabilities are not checked against how often it is right.",
    "Photographs from elsewhere look different from its data; expect far lower accuracy there.",
)

# What Markdown, or the HTML inside it, would act on: anywhere, and at the start of a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]|<>~$&])")
_SPECIAL_START = re.compile(r"^(\d*)([-+#=.)])")


def write_model_card(
    path: "str | os.PathLike[str]",
    record: Mapping[str, Any],
    *,
    recipe: Mapping[str, Any] | None = None,
    report: Report | None = None,
    split: str = "test",
    intended_use: str = _INTENDED_USE,
    limits: Iterable[str] = _LIMITS,
    figures: Mapping[str, str] | None = None,
) -> pathlib.Path:
    """Write a model card as Markdown. A file in its place is replaced at once or not at all.

    Args:
        path: The file, ending in `.md`; its folder is made.
        record: One record of `results.json`. Used where present: `title` or `model`, `row`,
            `dataset`, `train_images`, `subset`, `is_synthetic`, `parameters`, `flops`, `seeds`,
            `validation_accuracy_mean`, `validation_accuracy_sd`, `test_accuracy_mean`,
            `test_accuracy_sd`, `given_accuracy`, `superclass_accuracy_mean`, `cpu_seconds`,
            `peak_memory_mb`, `latency_ms`, `images_per_second`, `versions`, `date`. What is
            missing is said to be not measured.
        recipe: How it was trained, `Recipe.as_dict()`.
        report: Figures per class, of one of the seeds.
        split: What the report was measured on, "test" or "validation".
        intended_use: What the model is for.
        limits: What it cannot do, one sentence each.
        figures: Text that describes a picture, to its path beside the card.

    Returns:
        The path.
    """
    path = pathlib.Path(path)
    sections = [
        f"# Model card: {escaped(record.get('title') or record.get('model', 'unnamed'))}",
        _details(record),
        f"## Intended use\n\n{escaped(intended_use)}",
        _data(record),
        _training(recipe),
        _results(record, report),
        _classes(report, split),
        _pictures(figures or {}),
        "## Limits\n\n" + "\n".join(f"- {escaped(limit)}" for limit in limits),
    ]
    write_text(path, "\n\n".join(section for section in sections if section) + "\n")
    return path


def escaped(value: Any) -> str:
    """Return a value as Markdown text that shows just this and does nothing else."""
    text = " ".join(str(value).split())
    return _SPECIAL_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _details(record: Mapping[str, Any]) -> str:
    versions = record.get("versions") or {}
    rows = [
        ("Parameters", _number(record.get("parameters"))),
        ("Floating-point operations per image", _number(record.get("flops"))),
        ("Compared in", escaped(record.get("row", "no comparison"))),
        ("Date", escaped(record.get("date", "unknown"))),
        ("Made with", ", ".join(f"{escaped(k)} {escaped(v)}" for k, v in versions.items())),
    ]
    return "## Model\n\n" + _table(("", ""), [row for row in rows if row[1]])


def _data(record: Mapping[str, Any]) -> str:
    lines = [f"Data set: {escaped(record.get('dataset', 'unknown'))}."]
    if record.get("is_synthetic") or record.get("dataset") == "synthetic_fashion":
        lines.append(
            "**The images were drawn by a program.** The figures below say nothing about real "
            "garments."
        )
    lines.append(f"Training images: {_number(record.get('train_images'))}.")
    if record.get("subset"):
        lines.append(
            "This is a part of the training images, the same share of every class; with all of "
            "them the figures are others."
        )
    lines.append("The best epoch was chosen on validation images.")
    if record.get("test_accuracy_mean") is not None:
        lines.append("Test images were used once per seed, for the figures below.")
    return "## Data\n\n" + "\n".join(lines)


def _training(recipe: Mapping[str, Any] | None) -> str:
    if recipe is None:
        return "## Training\n\nThe recipe was not recorded."
    rows = [(escaped(name), escaped(value)) for name, value in recipe.items()]
    return "## Training\n\n" + _table(("setting", "value"), rows)


def _results(record: Mapping[str, Any], report: Report | None) -> str:
    rows = [
        ("Validation accuracy", _accuracy(record, "validation")),
        ("Test accuracy", _accuracy(record, "test")),
        ("Given accuracy to compare with", _percent(record.get("given_accuracy"), "none")),
        ("CPU seconds of training", _number(record.get("cpu_seconds"))),
        ("Peak memory, MB", _number(record.get("peak_memory_mb"))),
        ("Time for one image, ms", _number(record.get("latency_ms"), 2)),
        ("Images per second, in batches", _number(record.get("images_per_second"))),
    ]
    if record.get("superclass_accuracy_mean") is not None:
        rows.append(("Superclass accuracy", _percent(record["superclass_accuracy_mean"])))
    if report is not None:
        rows += [
            (f"Top-{report.k} accuracy", _percent(report.top_k_accuracy)),
            ("Cross-entropy", _number(report.loss, 3)),
        ]
    return "## Results\n\n" + _table(("figure", "value"), rows)


def _classes(report: Report | None, split: str) -> str:
    if report is None:
        return ""
    measured = f"One seed, {report.images:,} {escaped(split)} images."
    try:
        told = _class_figures(report)
    except NotImplementedYet as missing:  # a learner's card, made before the chapter on this
        told = f"The figures per class are missing. {escaped(missing)}"
    return f"## Results per class\n\n{measured}\n\n{told}"


def _class_figures(report: Report) -> str:
    rows = [
        (
            escaped(figures.name),
            _percent(figures.precision),
            _percent(figures.recall),
            _percent(figures.f1),
            _number(figures.support),
        )
        for figures in report.per_class
    ]
    table = _table(("class", "precision", "recall", "F1", "images"), rows)
    mean = f"Mean F1 of the classes: {_percent(report.macro_f1)}."
    mistakes = [
        f"- {escaped(pair.right)} taken for {escaped(pair.predicted)}: {pair.count} times, "
        f"{_percent(pair.share)} of its images"
        for pair in report.confused(5)
    ]
    listed = "\n\nMost frequent mistakes:\n\n" + "\n".join(mistakes) if mistakes else ""
    return f"{table}\n\n{mean}{listed}"


def _pictures(figures: Mapping[str, str]) -> str:
    if not figures:
        return ""
    # Angle brackets let a path hold spaces; a path holds no line breaks.
    lines = [
        f"![{escaped(text)}](<{re.sub('[<>]', '', ' '.join(str(path).split()))}>)"
        for text, path in figures.items()
    ]
    return "## Figures\n\n" + "\n\n".join(lines)


def _accuracy(record: Mapping[str, Any], split: str) -> str:
    """Mean and standard deviation over the seeds, "94.20 % ± 0.13 (3 seeds)"."""
    mean = record.get(f"{split}_accuracy_mean")
    spread = record.get(f"{split}_accuracy_sd")
    if mean is None:
        return "not measured"
    seeds = record.get("seeds", 1)
    count = len(seeds) if isinstance(seeds, Sequence) else int(seeds)
    plus_minus = f" ± {100 * spread:.2f}" if spread is not None and count > 1 else ""
    return f"{_percent(mean)}{plus_minus} ({count} {'seed' if count == 1 else 'seeds'})"


def _percent(share: float | None, missing: str = "not measured") -> str:
    return missing if share is None else f"{100 * share:.2f} %"


def _number(value: float | None, digits: int = 0) -> str:
    return "not measured" if value is None else f"{value:,.{digits}f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
