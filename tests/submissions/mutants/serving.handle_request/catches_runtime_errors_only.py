"""Catches the errors of one kind around predict.

Hint: TensorFlow and Keras raise errors of many kinds, ValueError most of all. except Exception catches them.
Fails: says_500_when_predict_fails
"""

import json

import numpy as np

from fashionlab import serving, solves


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):
    def refuse(status, sentence):
        return status, json.dumps({"error": sentence})

    height, width = image_shape
    if len(body) > max_bytes:
        return refuse(413, f"Expected at most {max_bytes} bytes.")
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        return refuse(400, "Expected JSON in the body.")
    rows = request.get("image") if isinstance(request, dict) else None
    if not (
        isinstance(rows, list)
        and len(rows) == height
        and all(isinstance(row, list) and len(row) == width for row in rows)
    ):
        return refuse(422, f"Expected {height} rows of {width} numbers.")
    if not all(type(value) is int and 0 <= value <= 255 for row in rows for value in row):
        return refuse(422, "Expected whole numbers from 0 to 255.")
    try:
        probabilities = np.asarray(predict(np.array(rows, np.uint8)), dtype=float)
        best = int(probabilities.argmax())
    except RuntimeError:
        return refuse(500, "The server failed. Try again later.")
    if not np.isfinite(probabilities).all():
        return refuse(500, "The server failed. Try again later.")
    answer = {"class_name": class_names[best], "probability": float(probabilities[best])}
    return 200, json.dumps(answer)
