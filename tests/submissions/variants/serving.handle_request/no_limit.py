"""max_bytes is left to the web server."""

import json

import numpy as np

from fashionlab import serving, solves


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):

    try:
        data = json.loads(body)
        ok = True
    except (ValueError, RecursionError):
        ok = False
    if not ok:
        return 400, json.dumps({"error": "please send JSON"})
    rows = data.get("image") if isinstance(data, dict) else None
    if (
        not isinstance(rows, list)
        or [len(r) if isinstance(r, list) else -1 for r in rows]
        != [image_shape[1]] * image_shape[0]
    ):
        return 422, json.dumps({"error": "please send an image of the right size"})
    if not all(type(v) is int and v in range(256) for r in rows for v in r):
        return 422, json.dumps({"error": "please send values from 0 to 255"})
    try:
        p = np.array(predict(np.array(rows, np.uint8)), float)
    except Exception:
        p = np.array([np.nan])
    if np.isnan(p).any() or np.isinf(p).any():
        return 500, json.dumps({"error": "sorry, that is our fault"})
    best = int(p.argmax())
    return 200, json.dumps({"class_name": class_names[best], "probability": float(p[best])})
