"""Sphinx extension: a book that is not built on the real data says so on every page."""

from typing import Any

from fashionlab import data, models

# What the chapters ask for, by the name they call it; a chapter without it runs on a substitute.
DATA_SETS = {"fashion_mnist": "Fashion-MNIST", "mnist": "MNIST", "cifar100": "CIFAR-100"}
BASES = ("MobileNet:0.75",)


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("config-inited", announce)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def announce(app: Any, config: Any) -> None:
    """Let the theme show what is missing above every page; nothing where nothing is."""
    missing = what_is_missing()
    if missing:
        options = {**config.html_theme_options, "announcement": missing}
        config.html_theme_options = options


def what_is_missing() -> str:
    """Say on what the book is built instead of the real thing; "" if it is built on that."""
    drawn = [title for name, title in DATA_SETS.items() if data.best_available(name) != name]
    parts = [f"on drawn images instead of {_enumerate(drawn)}"] if drawn else []
    if not all(models.best_weights(base) for base in BASES):
        parts.append("without pretrained weights")
    if not parts:
        return ""
    return (
        f"Built {' and '.join(parts)}: the numbers were measured so, and what the text says may "
        "not hold for them."
    )


def _enumerate(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
