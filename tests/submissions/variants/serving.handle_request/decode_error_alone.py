"""JSONDecodeError, and RecursionError is news."""

import json

import numpy as np

from fashionlab import serving, solves


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):

    if len(body) > max_bytes:
        return 413, json.dumps({"error": "the body is too large"})
    try:
        data = json.loads(body)
    except json.decoder.JSONDecodeError as e:
        return 400, json.dumps({"error": "not valid JSON: " + str(e)})
    try:
        rows = data["image"]
        good = isinstance(rows, list) and len(rows) == image_shape[0]
        good = good and all(type(r) is list and len(r) == image_shape[1] for r in rows)
    except (KeyError, TypeError, IndexError):
        good = False
    if not good or any(type(v) is not int or v < 0 or v > 255 for r in rows for v in r):
        return 422, json.dumps({"error": "this is not an image"})
    try:
        p = [float(x) for x in predict(np.array(rows).astype(np.uint8))]
        i = p.index(max(p))
        text = json.dumps({"class_name": class_names[i], "probability": p[i]})
        if not np.isfinite(p).all():
            raise RuntimeError
    except Exception:
        return 500, json.dumps({"error": "internal server error"})
    return 200, text
