"""Accuracy thresholds, as `fashionlab calibrate` measured them."""

import functools
import pathlib
import sys
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PATH = pathlib.Path(__file__).with_name("thresholds.toml")


@functools.lru_cache(maxsize=1)
def load() -> dict[str, Any]:
    """Return the whole table: check id, then data set, then its figures."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def datasets() -> list[str]:
    """Return the data sets that every threshold was measured on, sorted by name."""
    return sorted(set.intersection(*(set(by_data) for by_data in load().values())))


def threshold(check_id: str, data: str) -> float:
    """Return the accuracy a correct solution reaches, a float in [0, 1].

    Args:
        check_id: For example `"models.build_ann.learns_garments"`.
        data: Name of the data set the check trained on.

    Raises:
        KeyError: If the check was never calibrated on this data set.
    """
    return float(load()[check_id][data]["threshold"])
