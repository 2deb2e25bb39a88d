"""How good a model is, what it gets wrong, and what it costs."""

from fashionlab.evaluation.backends import compiled_call
from fashionlab.evaluation.by_size import compare_by_size
from fashionlab.evaluation.cam import grad_cam_heatmap
from fashionlab.evaluation.class_scores import per_class_scores
from fashionlab.evaluation.confusions import confused_pairs
from fashionlab.evaluation.flops import LayerFlops, count_flops, flops_by_layer
from fashionlab.evaluation.heatmaps import grad_cam
from fashionlab.evaluation.latency import Latency, measure_latency
from fashionlab.evaluation.layer_rows import describe_layers
from fashionlab.evaluation.mcnemar import mcnemar_exact
from fashionlab.evaluation.memory import PeakMemory, peak_memory_mb, track_peak_memory
from fashionlab.evaluation.metrics import accuracy, confusion_matrix
from fashionlab.evaluation.model_card import write_model_card
from fashionlab.evaluation.multiply_adds import count_multiply_adds
from fashionlab.evaluation.paired import PairedComparison, compare_paired
from fashionlab.evaluation.paired_interval import paired_interval
from fashionlab.evaluation.parameters import count_parameters
from fashionlab.evaluation.pareto import pareto_front
from fashionlab.evaluation.per_class import (
    ClassFigures,
    ConfusedPair,
    classification_report,
    most_confused_pairs,
)
from fashionlab.evaluation.probabilities import cross_entropy, softmax
from fashionlab.evaluation.report import Report, evaluate, report_of
from fashionlab.evaluation.seeds import compare_runs
from fashionlab.evaluation.superclass_scores import superclass_scores
from fashionlab.evaluation.superclasses import (
    SuperclassFigures,
    superclass_accuracy,
    superclass_report,
)
from fashionlab.evaluation.timing import time_calls
from fashionlab.evaluation.top_k import top_k_accuracy

__all__ = [
    "ClassFigures",
    "ConfusedPair",
    "Latency",
    "LayerFlops",
    "PairedComparison",
    "PeakMemory",
    "Report",
    "SuperclassFigures",
    "accuracy",
    "classification_report",
    "compare_by_size",
    "compare_paired",
    "compare_runs",
    "compiled_call",
    "confused_pairs",
    "confusion_matrix",
    "count_flops",
    "count_multiply_adds",
    "count_parameters",
    "cross_entropy",
    "describe_layers",
    "evaluate",
    "flops_by_layer",
    "grad_cam",
    "grad_cam_heatmap",
    "mcnemar_exact",
    "measure_latency",
    "most_confused_pairs",
    "paired_interval",
    "pareto_front",
    "peak_memory_mb",
    "per_class_scores",
    "report_of",
    "softmax",
    "superclass_accuracy",
    "superclass_report",
    "superclass_scores",
    "time_calls",
    "top_k_accuracy",
    "track_peak_memory",
    "write_model_card",
]
