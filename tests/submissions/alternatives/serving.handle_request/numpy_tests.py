"""The shape and the values are tested as a NumPy array of objects."""

import json

import numpy as np

from fashionlab import serving, solves


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):

    def error(status, words):
        return (status, json.dumps({"error": words}))

    if len(body) > max_bytes:
        return error(413, "That is too much to read.")
    try:
        request = json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return error(400, "Expected a JSON object.")
    if not isinstance(request, dict) or not isinstance(request.get("image"), list):
        return error(422, 'Expected an object with rows under "image".')
    rows = request["image"]
    cells = np.empty((len(rows), image_shape[1]), dtype=object)
    for number, row in enumerate(rows):
        if type(row) is not list or len(row) != image_shape[1]:
            return error(422, f"Row {number} is not a list of {image_shape[1]} numbers.")
        for column, value in enumerate(row):
            cells[number, column] = value
    if cells.shape != tuple(image_shape):
        return error(422, f"Expected {image_shape[0]} rows.")
    kinds = {type(value) for value in cells.flat}
    if kinds != {int} or cells.min() < 0 or cells.max() > 255:
        return error(422, "Expected whole numbers, none below 0 and none above 255.")
    try:
        answer = [float(p) for p in predict(cells.astype(np.uint8))]
    except Exception:
        return error(500, "The server could not answer.")
    if any(p != p or p in (float("inf"), float("-inf")) for p in answer):
        return error(500, "The server could not answer.")
    best = max(range(len(answer)), key=answer.__getitem__)
    return 200, json.dumps({"class_name": class_names[best], "probability": answer[best]})
