"""Use a trained model: keep it, ask it about a picture, serve it, export it."""

from typing import TYPE_CHECKING, Any

from fashionlab.serving.card import model_card
from fashionlab.serving.comparing import measure_parity
from fashionlab.serving.handler import handle_request
from fashionlab.serving.make import make_model
from fashionlab.serving.parity import Parity, check_parity
from fashionlab.serving.pictures import read_picture
from fashionlab.serving.predictor import Prediction, Predictor
from fashionlab.serving.refused import ImageRefused
from fashionlab.serving.saved import ModelInfo, SavedModel, load_model, save_model
from fashionlab.serving.single import make_predictor
from fashionlab.serving.tflite import TFLiteModel, export_tflite

if TYPE_CHECKING:
    from fashionlab.serving.app import create_app

__all__ = [
    "ImageRefused",
    "ModelInfo",
    "Parity",
    "Prediction",
    "Predictor",
    "SavedModel",
    "TFLiteModel",
    "check_parity",
    "create_app",
    "export_tflite",
    "handle_request",
    "load_model",
    "make_model",
    "make_predictor",
    "measure_parity",
    "model_card",
    "read_picture",
    "save_model",
]


def __getattr__(name: str) -> Any:
    """Import the web application when it is first asked for: it needs the extra `serve`."""
    if name == "create_app":
        from fashionlab.serving.app import create_app

        return create_app
    raise AttributeError(f"module 'fashionlab.serving' has no attribute {name!r}")
