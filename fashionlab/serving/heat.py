"""The Grad-CAM of a prediction, drawn over the picture the model saw."""

import base64
import io

import numpy as np
from PIL import Image

from fashionlab.serving.predictor import Prediction, Predictor

_SIDE = 224  # pixels; what the page shows


def picture_url(image: np.ndarray) -> str:
    """Return a stored image as the text of a PNG data URI, enlarged without smoothing.

    Args:
        image: uint8 array of shape (height, width) or (height, width, 3).
    """
    return _data_url(_enlarged(image))


def grad_cam_url(predictor: Predictor, prediction: Prediction) -> str:
    """Draw where the model looked for its most probable class.

    Args:
        predictor: Who made the prediction.
        prediction: What it said.

    Returns:
        The text of a PNG data URI, 224 pixels along the longer side.

    Raises:
        InvalidArgument: If the model has no convolution to look at.
    """
    import matplotlib

    from fashionlab import evaluation, pipelines

    prepare = pipelines.prepare_for(predictor.model.input_shape)
    inputs = np.asarray(prepare(prediction.image[None]))
    heat = np.asarray(evaluation.grad_cam(predictor.model, inputs, prediction.class_index))[0]
    picture = _enlarged(prediction.image)
    shades = Image.fromarray((heat * 255).clip(0, 255).astype(np.uint8))
    smooth = np.asarray(shades.resize(picture.size, Image.Resampling.BICUBIC)) / 255
    colours = matplotlib.colormaps["inferno"](smooth)[..., :3] * 255
    # Where there is no heat the picture stays as it is; where there is most, it shines through.
    weight = 0.7 * smooth[..., None]
    mixed = (1 - weight) * np.asarray(picture) + weight * colours
    return _data_url(Image.fromarray(mixed.astype(np.uint8)))


def _enlarged(image: np.ndarray) -> Image.Image:
    picture = Image.fromarray(image).convert("RGB")
    scale = _SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.NEAREST)


def _data_url(picture: Image.Image) -> str:
    written = io.BytesIO()
    picture.save(written, "PNG")
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()
