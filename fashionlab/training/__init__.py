"""Train a model, keep what happened, and ask the trained model."""

from fashionlab.training.ensemble import build_ensemble
from fashionlab.training.fit import fit
from fashionlab.training.folds import CrossValidation, cross_validate
from fashionlab.training.precision import precision
from fashionlab.training.predict import predict
from fashionlab.training.range_test import RangeTest, range_test
from fashionlab.training.recipe import Recipe
from fashionlab.training.run import Run
from fashionlab.training.versions import versions

__all__ = [
    "CrossValidation",
    "RangeTest",
    "Recipe",
    "Run",
    "build_ensemble",
    "cross_validate",
    "fit",
    "precision",
    "predict",
    "range_test",
    "versions",
]
