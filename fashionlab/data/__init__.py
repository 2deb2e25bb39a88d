"""Data sets: find them, check them, cut them into splits."""

from fashionlab.data.catalogue import DATASETS
from fashionlab.data.dataset import Dataset, Split, Superclasses
from fashionlab.data.loading import load
from fashionlab.data.places import Place, best_available, locate
from fashionlab.data.subset import stratified_subset

__all__ = [
    "DATASETS",
    "Dataset",
    "Place",
    "Split",
    "Superclasses",
    "best_available",
    "load",
    "locate",
    "stratified_subset",
]
