"""Figures: garments, learning curves, confusion matrices, what a model costs."""

from fashionlab.plots.confusion import show_confusion
from fashionlab.plots.curves import learning_curves
from fashionlab.plots.images import show_heatmaps, show_images, show_predictions
from fashionlab.plots.interactive import interactive_curves, interactive_pareto, write_html
from fashionlab.plots.style import alt_text, save_figure
from fashionlab.plots.tradeoff import show_pareto

__all__ = [
    "alt_text",
    "interactive_curves",
    "interactive_pareto",
    "learning_curves",
    "save_figure",
    "show_confusion",
    "show_heatmaps",
    "show_images",
    "show_pareto",
    "show_predictions",
    "write_html",
]
