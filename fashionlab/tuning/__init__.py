"""Search for good settings: KerasTuner and Optuna behind one function."""

from fashionlab.tuning.drawing import draw_values
from fashionlab.tuning.random_trials import random_search
from fashionlab.tuning.records import read_search
from fashionlab.tuning.results import Search, Trial
from fashionlab.tuning.search import search
from fashionlab.tuning.space import Choice, Float, Int

__all__ = [
    "Choice",
    "Float",
    "Int",
    "Search",
    "Trial",
    "draw_values",
    "random_search",
    "read_search",
    "search",
]
