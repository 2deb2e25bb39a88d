"""Every answer that is not a success: JSON that says what, expected, received, do."""

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from fashionlab.serving.refused import ImageRefused


class Fault(BaseModel):
    """Why a request was not answered."""

    what: str
    expected: str
    received: str
    do: str


class FaultAnswer(BaseModel):
    """An answer that is not a success."""

    error: Fault


_FORM = "a form (multipart/form-data) with the picture in the field file"
_EXAMPLE = "For example: curl -F file=@shirt.png http://127.0.0.1:8000/predict"
_FAULTS = {
    400: ("The request cannot be read.", _FORM, _EXAMPLE),
    404: ("There is no such page.", "/, /predict, /health or /docs", "Check the address."),
    405: ("This page does not take that method.", "another method", "See /docs."),
    413: ("The request is too large.", "a smaller picture", "512 pixels a side are plenty."),
}


def answer_faults(app: FastAPI) -> None:
    """Make an application answer its faults as JSON, and never with a traceback."""

    @app.exception_handler(ImageRefused)
    def refused(request: Request, error: ImageRefused) -> JSONResponse:
        return _answer(error.status, Fault(**error.as_dict()))

    @app.exception_handler(StarletteHTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        what, expected, do = _FAULTS.get(
            error.status_code, ("The request cannot be answered.", "another request", "See /docs.")
        )
        if error.status_code == 405:
            expected = (error.headers or {}).get("Allow", expected)
        received = f"{request.method} {request.url.path}"
        if error.status_code not in (404, 405):
            received = str(error.detail)
        fault = Fault(what=what, expected=expected, received=received, do=do)
        return _answer(error.status_code, fault, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        fault = Fault(
            what="The request is not complete, or a value in it is wrong.",
            expected=_FORM if first["loc"][0] == "body" else "values as listed in /docs",
            received=f"{place}: {first['msg']}",
            do=_EXAMPLE,
        )
        return _answer(422, fault)

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        # The server's own log has the traceback.
        fault = Fault(
            what="The server failed.",
            expected="an answer",
            received=type(error).__name__,
            do="The server's log says more. Try another picture.",
        )
        return _answer(500, fault)


def _answer(status: int, fault: Fault, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(FaultAnswer(error=fault).model_dump(), status, headers)
