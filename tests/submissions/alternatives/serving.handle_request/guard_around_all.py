"""A last guard around everything; values tested against a set."""

import json

import numpy as np

from fashionlab import serving, solves

LEVELS = frozenset(range(256))


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):
    try:
        status, answer = respond(body, predict, class_names, image_shape, max_bytes)
    except Exception:
        status, answer = 500, {"error": "An unexpected fault of the server."}
    return status, json.dumps(answer, allow_nan=False)


def respond(body, predict, class_names, image_shape, max_bytes):
    height, width = image_shape
    if len(body) > max_bytes:
        return 413, {"error": f"{len(body)} bytes are too many."}
    try:
        request = json.loads(body)
    except (RecursionError, ValueError) as fault:
        return 400, {"error": f"The body is not JSON: {type(fault).__name__}."}
    match request:
        case {"image": [*rows]} if len(rows) == height:
            pass
        case _:
            return 422, {"error": "Expected an image with the right number of rows."}
    flat = []
    for row in rows:
        if not isinstance(row, list) or len(row) != width:
            return 422, {"error": "A row is too short, too long, or no row."}
        flat += row
    if any(isinstance(v, bool) or not isinstance(v, int) or v not in LEVELS for v in flat):
        return 422, {"error": "Every value is a whole number from 0 to 255."}
    probabilities = predict(np.reshape(np.array(flat, np.uint8), image_shape))
    best = np.argmax(probabilities)
    if not np.all(np.isfinite(probabilities)):
        raise ArithmeticError
    return 200, {"class_name": class_names[best], "probability": float(probabilities[best])}
