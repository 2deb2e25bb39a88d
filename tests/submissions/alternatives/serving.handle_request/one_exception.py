"""Everything that is wrong is raised, and turned into a status in one place."""

import json

import numpy as np

from fashionlab import serving, solves


class Refused(Exception):
    pass


def read_image(body, image_shape, max_bytes):
    if len(body) > max_bytes:
        raise Refused(413, f"Please send no more than {max_bytes} bytes.")
    try:
        request = json.loads(body.decode("utf-8"), parse_constant=lambda name: 1 / 0)
    except Exception:
        raise Refused(400, "This is not JSON in UTF-8.") from None
    try:
        rows = request["image"]
        lengths = {len(row) for row in rows if isinstance(row, list)}
    except (TypeError, KeyError, IndexError):
        raise Refused(422, "There is no image: rows of numbers under 'image'.") from None
    if not isinstance(rows, list) or len(rows) != image_shape[0] or lengths != {image_shape[1]}:
        raise Refused(422, f"The image is not of shape {image_shape}.")
    if not all(isinstance(row, list) for row in rows):
        raise Refused(422, "Each row has to be a list.")
    for value in (value for row in rows for value in row):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 256:
            raise Refused(422, f"{str(value)[:20]} is not a whole number from 0 to 255.")
    return np.array(rows, "uint8")


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):
    try:
        image = read_image(body, image_shape, max_bytes)
    except Refused as refused:
        status, sentence = refused.args
        return status, json.dumps({"error": sentence})
    try:
        row = predict(image)
        place = row.argmax()
        assert np.isfinite(row).all()
    except Exception:
        return 500, json.dumps({"error": "Something is broken on our side."})
    return 200, json.dumps({"probability": row[place].item(), "class_name": class_names[place]})
