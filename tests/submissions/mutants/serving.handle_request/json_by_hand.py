"""Puts the answer together as text, so that a quotation mark in a name ends it too early.

Hint: A name may hold quotation marks and backslashes. json.dumps knows how to write them.
Fails: answers_with_the_most_probable_class
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
        if not np.isfinite(probabilities).all():
            raise ValueError("nan")
    except Exception:
        return refuse(500, "The server failed. Try again later.")
    name, probability = class_names[best], float(probabilities[best])
    return 200, f'{{"class_name": "{name}", "probability": {probability}}}'
