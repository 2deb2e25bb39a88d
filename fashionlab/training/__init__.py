"""Train a model, keep what happened, and ask the trained model."""

from fashionlab.training.callbacks import make_callbacks
from fashionlab.training.diagnosis import diagnose
from fashionlab.training.discriminant import solve_head
from fashionlab.training.ensemble import build_ensemble
from fashionlab.training.fit import fit
from fashionlab.training.folds import CrossValidation, cross_validate
from fashionlab.training.phases import fine_tune
from fashionlab.training.precision import precision
from fashionlab.training.predict import predict
from fashionlab.training.range_test import RangeTest, range_test
from fashionlab.training.recipe import Recipe
from fashionlab.training.run import Run
from fashionlab.training.stratified import stratified_folds
from fashionlab.training.suggestion import suggest_learning_rate
from fashionlab.training.versions import versions
from fashionlab.training.warmup import warmup_cosine
from fashionlab.training.whitening import Whitening, fit_whitening

__all__ = [
    "CrossValidation",
    "RangeTest",
    "Recipe",
    "Run",
    "Whitening",
    "build_ensemble",
    "cross_validate",
    "diagnose",
    "fine_tune",
    "fit",
    "fit_whitening",
    "make_callbacks",
    "precision",
    "predict",
    "range_test",
    "solve_head",
    "stratified_folds",
    "suggest_learning_rate",
    "versions",
    "warmup_cosine",
]
