"""What is installed, what is found where, and what to do about each gap."""

import dataclasses
import importlib
import importlib.metadata
import importlib.util
import platform
import sys

from fashionlab import data
from fashionlab.data import weights


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        topic: `"packages"`, `"data"`, `"weights"` or `"isolation"`.
        name: What was looked at.
        good: Whether it is as it should be.
        detail: What was found.
        remedy: What to do about it, or empty.
    """

    topic: str
    name: str
    good: bool
    detail: str
    remedy: str = ""


# The learner's own library.
_PACKAGES = (
    "tensorflow",
    "keras",
    "numpy",
    "scikit-learn",
    "matplotlib",
    "keras-tuner",
    "tensorboard",
    "optuna",
    "plotly",
    "pillow",
)
# What else a command may need, and the extra that brings it.
EXTRA_OF = {
    "jinja2": "grade",
    "nbformat": "grade",
    "nbgrader": "grade",
    "pytest": "grade",
    "ai-edge-litert": "serve",
    "fastapi": "serve",
    "fastapi-offline": "serve",
    "python-multipart": "serve",
    "uvicorn": "serve",
    "jupyterlab": "lab",
    "jupyter-book": "book",
}


def examine() -> list[Finding]:
    """Look at packages, data sets, weights and the wall."""
    return [*_python(), *_packages(), *_data(), *_weights(), *_isolation()]


def _python() -> list[Finding]:
    good = (3, 10) <= sys.version_info[:2] <= (3, 13)
    remedy = "" if good else "Use Python 3.10, 3.11, 3.12 or 3.13."
    return [Finding("packages", "python", good, platform.python_version(), remedy)]


def _packages() -> list[Finding]:
    findings = []
    for name in (*_PACKAGES, *EXTRA_OF):
        try:
            findings.append(Finding("packages", name, True, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            wanted = f"fashionlab[{EXTRA_OF[name]}]" if name in EXTRA_OF else "fashionlab"
            findings.append(
                Finding("packages", name, False, "not installed", f"pip install '{wanted}'")
            )
    return findings


def _data() -> list[Finding]:
    findings = []
    for name in data.DATASETS:
        places = data.locate(name)
        found = next((place for place in places if place.found), None)
        if found is not None:
            where = f" {found.path}" if found.path else ""
            findings.append(Finding("data", name, True, f"{found.place}{where}: {found.status}"))
            continue
        tried = "; ".join(f"{place.place}: {place.status}" for place in places)
        findings.append(
            Finding(
                "data",
                name,
                False,
                tried,
                f"Set FASHIONLAB_DATA to a folder with {name}.npz, or download it: run "
                f'`data.load("{name}")` once. Without either: data.load("synthetic_fashion").',
            )
        )
    return findings


def _weights() -> list[Finding]:
    return [
        Finding(
            "weights",
            place.path.name if place.path and place.found else place.place,
            place.found,
            f"{place.place}: {place.status}" if place.found else f"{place.path}: {place.status}",
            "" if place.found else "Put them in FASHIONLAB_DATA/weights, or let Keras download.",
        )
        for place in weights.locate_all()
    ]


def _isolation() -> list[Finding]:
    if importlib.util.find_spec("fashionlab.grading") is None:
        return []
    # The one place where the learner's room looks over the wall: to say how high it is.
    level = importlib.import_module("fashionlab.grading.isolation").isolation_level()
    summary = Finding("isolation", "level", level.level == "full", level.level)
    layers = [
        Finding("isolation", layer.name, layer.available, layer.detail, layer.remedy)
        for layer in level.layers
    ]
    return [summary, *layers]
