"""The web application: a page to try a model, and the same as an API."""

import pathlib
import threading
import time
from typing import Annotated, Any

import python_multipart  # noqa: F401  (FastAPI needs it for forms and would fail later)
from fastapi import FastAPI, File, Query, UploadFile
from fastapi.responses import HTMLResponse
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel

import fashionlab
from fashionlab.errors import FashionlabError
from fashionlab.serving.faults import FaultAnswer, answer_faults
from fashionlab.serving.guard import BodyLimit, SecurityHeaders, page_policy
from fashionlab.serving.heat import grad_cam_url, picture_url
from fashionlab.serving.predictor import Prediction, Predictor

_PAGE = pathlib.Path(__file__).with_name("page.html")
_FORM_BYTES = 16 * 1024  # what a form adds around the picture


class ClassProbability(BaseModel):
    """One class and how probable it is."""

    class_name: str
    probability: float


class Prepared(BaseModel):
    """The picture as the model was given it."""

    image: str
    inverted: bool
    steps: list[str]


class Answer(BaseModel):
    """What the model says about a picture."""

    class_name: str
    probability: float
    probabilities: list[ClassProbability]
    prepared: Prepared
    grad_cam: str | None
    grad_cam_note: str | None
    seconds: float


class Health(BaseModel):
    """What is being served."""

    status: str
    model: str
    dataset: str
    class_names: list[str]
    parameters: int
    max_bytes: int
    max_pixels: int
    fashionlab: str


_REFUSALS: dict[int | str, dict[str, Any]] = {
    413: {"model": FaultAnswer, "description": "Too many bytes or pixels"},
    415: {"model": FaultAnswer, "description": "Not a picture"},
    422: {"model": FaultAnswer, "description": "Empty, damaged, or no picture sent"},
}


def create_app(predictor: Predictor) -> FastAPI:
    """Make the application.

    Args:
        predictor: The model to ask.

    Returns:
        An ASGI application: `GET /` a page, `POST /predict`, `GET /health`,
        `GET /docs` and `/redoc` (which load nothing from elsewhere).
    """
    html = _PAGE.read_text(encoding="utf-8")
    app: FastAPI = FastAPIOffline(
        title="fashionlab",
        version=fashionlab.__version__,
        description=f"Asks the model {predictor.info.name!r}, trained on {predictor.info.dataset}.",
    )
    app.add_middleware(BodyLimit, max_bytes=predictor.max_bytes + _FORM_BYTES)
    app.add_middleware(SecurityHeaders, page_policy=page_policy(html))
    answer_faults(app)
    # Several large pictures decoded at once would add up; one takes milliseconds.
    one_at_a_time = threading.Lock()

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def page() -> str:
        return html

    @app.get("/health")
    def health() -> Health:
        """Say that the server is up, and what it serves."""
        return _health(predictor)

    @app.post("/predict", responses=_REFUSALS)
    def predict(
        file: Annotated[UploadFile, File(description="A PNG, JPEG, GIF, BMP or WebP picture.")],
        top: Annotated[int | None, Query(ge=1, description="How many classes to list.")] = None,
        grad_cam: Annotated[bool, Query(description="Also draw where the model looked.")] = False,
    ) -> Answer:
        """Say what a picture shows: every class with its probability, the most probable first."""
        started = time.perf_counter()
        with one_at_a_time:
            prediction = predictor.predict(file.file.read())
            heat, note = _heat(predictor, prediction) if grad_cam else (None, None)
        return _as_answer(prediction, top, heat, note, time.perf_counter() - started)

    return app


def _heat(predictor: Predictor, prediction: Prediction) -> tuple[str | None, str | None]:
    """Return the Grad-CAM, or None and why there is none."""
    try:
        return grad_cam_url(predictor, prediction), None
    except FashionlabError as error:
        return None, str(error)


def _as_answer(
    prediction: Prediction, top: int | None, heat: str | None, note: str | None, seconds: float
) -> Answer:
    ranking = [
        ClassProbability(class_name=name, probability=probability)
        for name, probability in prediction.ranking(top)
    ]
    return Answer(
        class_name=ranking[0].class_name,
        probability=ranking[0].probability,
        probabilities=ranking,
        prepared=Prepared(
            image=picture_url(prediction.image),
            inverted=prediction.inverted,
            steps=list(prediction.steps),
        ),
        grad_cam=heat,
        grad_cam_note=note,
        seconds=round(seconds, 6),
    )


def _health(predictor: Predictor) -> Health:
    return Health(
        status="ok",
        model=predictor.info.name,
        dataset=predictor.info.dataset,
        class_names=list(predictor.info.class_names),
        parameters=predictor.info.parameters,
        max_bytes=predictor.max_bytes,
        max_pixels=predictor.max_pixels,
        fashionlab=fashionlab.__version__,
    )
