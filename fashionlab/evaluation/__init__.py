"""How good a model is, and what it gets wrong."""

from fashionlab.evaluation.metrics import accuracy, confusion_matrix
from fashionlab.evaluation.probabilities import cross_entropy, softmax

__all__ = ["accuracy", "confusion_matrix", "cross_entropy", "softmax"]
