"""repr(e) in the answer."""

import json

import numpy as np

from fashionlab import serving, solves


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):

    def fail(code, why):
        return code, json.dumps({"error": why})

    if len(body) > max_bytes:
        return fail(413, "too many bytes sent")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return fail(400, "the body is no JSON")
    rows = data.get("image") if type(data) is dict else None
    if type(rows) is not list or len(rows) != image_shape[0]:
        return fail(422, "wrong number of rows")
    for r in rows:
        if type(r) is not list or len(r) != image_shape[1]:
            return fail(422, "wrong number of columns")
        for v in r:
            if type(v) is not int or not 0 <= v <= 255:
                return fail(422, "wrong pixel value in the image")
    try:
        p = np.array(predict(np.array(rows, dtype="uint8")), dtype=float)
        assert np.isfinite(p).all(), "not finite"
    except Exception as e:
        return fail(500, "prediction failed " + repr(e))
    return 200, json.dumps({"class_name": class_names[p.argmax()], "probability": p.max()})
