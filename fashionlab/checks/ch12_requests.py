"""Checks of chapter 12: requests of an API."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import json
import re
from typing import Any

import numpy as np

from fashionlab import serving
from fashionlab.checks.asserts import (
    Mismatch,
    counted,
    expect,
    expect_close,
    expect_equal,
    kind_of,
)
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import (
    Setting,
    send_requests,
)
from fashionlab.checks.registry import check
from fashionlab.checks.watched import ERRORS

# --- serving.handle_request

SIZE = (6, 5)  # small images, height and width different
SECRET = "cannot open /srv/models/private/weights.h5"


def _pixels(rng: np.random.Generator, shape: tuple[int, int] = SIZE) -> list[list[int]]:
    pixels: list[list[int]] = rng.integers(0, 256, shape).tolist()
    return pixels


def _as_body(request: Any) -> bytes:
    return json.dumps(request).encode()


def _sent(
    body: bytes,
    *,
    row: Any = (0.25, 0.75),
    fault: str = "",
    error: str = "",
    name: str = "class {}",
    **kwargs: Any,
) -> dict[str, Any]:
    """A request; `name` becomes the names of the classes, {} their numbers."""
    return {
        "body": np.frombuffer(body, np.uint8),
        "row": np.asarray(row, np.float32),
        "fault": fault,
        "error": error,
        "names": [name.format(number) for number in range(len(row))],
        "kwargs": {"image_shape": SIZE, **kwargs},
    }


def good_requests(
    *shapes: tuple[int, int],
    fault: str = "",
    errors: tuple[str, ...] = (),
    spoiled: tuple[float, ...] = (),
    odd: bool = False,
) -> Share:
    """Draw a good request for each shape, and the probabilities that `predict` gives.

    Args:
        *shapes: Of the images.
        fault: Text of the error that `predict` raises; empty for none.
        errors: Which error that is, for each request.
        spoiled: What one of the probabilities is in place of a number, for each request.
        odd: Whether the second request has an entry beside the image, and the third
            is for classes with quotation marks in their names.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        requests: list[Any] = []
        images: list[Any] = []
        for shape in shapes:
            images.append(_pixels(setting.rng, shape))
            images[-1][0][0], images[-1][-1][-1] = 255, 0
            row = setting.rng.dirichlet(np.full(7, 0.5))
            if spoiled:
                row[int(setting.rng.integers(7))] = spoiled[len(requests)]
            place = len(requests) if odd else 0
            body = _as_body({**({"id": 7} if place == 1 else {}), "image": images[-1]})
            name = 'size "{}" \\ short' if place == 2 else "class {}"
            error = errors[len(requests)] if errors else ""
            requests.append(
                _sent(body, row=row, fault=fault, error=error, name=name, image_shape=shape)
            )
        return {"requests": requests}, {"images": images}

    return share


def bad_requests(*bodies: bytes) -> Share:
    """Requests that are to be refused."""
    return lambda _: ({"requests": [_sent(body) for body in bodies]}, {})


def _with_value(text: str) -> bytes:
    """A good request but for one value, written as `text`."""
    rows = [[7] * SIZE[1] for _ in range(SIZE[0])]
    rows[2][3] = 99
    return _as_body({"image": rows}).replace(b"99", text.encode())


def _told(request):
    """The body of a request, shortened, for messages."""
    body = request["body"].tobytes()
    # What stands there many times is shown once, so that the odd value is seen.
    shown = re.sub(rb'(7, |77|\xff|\[|\{"image":|x| )\1{2,}', rb"\1...", body)
    return f"{shown[:60]!r}{' ...' if len(shown) > 60 else ''} ({counted(len(body), 'byte')})"


def _not_json(text):
    raise ValueError(text)


def _reply(told, request):
    """The status and the object of an answer."""
    for_what = f"for the body {_told(request)}"
    expect(
        not told["raised"],
        f"Expected an answer {for_what}. Received: {told['raised']}, an exception that left the "
        "function.",
        "try and except around what may fail: reading JSON, and predict. Test what was sent "
        "before you use it.",
    )
    value = told["value"]
    if value is None:
        raise Mismatch(
            f"Expected a tuple (status, text) {for_what}. Received: None.",
            "Did you forget a `return` statement?",
        )
    expect(
        isinstance(value, (list, tuple)) and len(value) == 2 and type(value[0]) is int,
        f"Expected a tuple (status, text) {for_what}. Received: {kind_of(value)}.",
        "return 200, json.dumps(answer)",
    )
    status, text = value
    expect(
        isinstance(text, str),
        f"Expected the answer to be JSON, a text, {for_what}. Received: {kind_of(text)}.",
        "json.dumps makes a text of a dict.",
    )
    try:
        answer = json.loads(text, parse_constant=_not_json)
    except (ValueError, RecursionError):
        raise Mismatch(
            f"Expected the answer to be JSON {for_what}. Received: {text[:80]!r}.",
            "json.dumps makes JSON of a dict, whatever quotation marks stand in its texts. It "
            "writes nan as NaN, which is no JSON.",
        ) from None
    expect(
        isinstance(answer, dict),
        f"Expected a JSON object {for_what}. Received: {text[:80]!r}.",
        'Make a dict, {"error": "..."} for example, and json.dumps of it.',
    )
    return status, answer


def _replies(answer, asked):
    requests = asked.fields["requests"]
    return [
        (told, request, *_reply(told, request))
        for told, request in zip(answer, requests, strict=True)
    ]


def _expect_refusals(answer, asked, statuses, hint):
    named = " or ".join(map(str, statuses))
    for told, request, status, reply in _replies(answer, asked):
        expect(
            status in statuses,
            f"Expected status {named} for the body {_told(request)}. Received: {status}.",
            hint,
        )
        sentence = reply.get("error")
        expect(
            isinstance(sentence, str) and len(sentence.strip()) >= 5,
            f'Expected a sentence under "error" for the body {_told(request)}. '
            f"Received: {json.dumps(reply)[:80]}.",
            "Say what was expected, so that whoever sent it knows what to change.",
        )
        if statuses != (500,):
            expect(
                not told["given"],
                f"Expected predict not to be called for the body {_told(request)}. "
                f"Received: {counted(len(told['given']), 'call')}.",
                "Test the image before you ask the network.",
            )


def _expect_one_call(answer):
    for told in answer:
        expect(
            len(told["given"]) == 1,
            "Expected predict to be called once, whatever comes of it. "
            f"Received: {counted(len(told['given']), 'call')}.",
            "What failed once most likely fails again, and whoever asked waits twice as long.",
        )


@check(serving.handle_request, ask=send_requests(good_requests(SIZE, SIZE, SIZE, odd=True)))
def answers_with_the_most_probable_class(answer, asked):
    """A good request gets status 200, the name of the class and its probability."""
    for _, request, status, reply in _replies(answer, asked):
        expect(
            status == 200,
            f"Expected status 200 for the good request {_told(request)}. "
            f"Received: {status}, {str(reply)[:100]}.",
            'The image stands under "image": rows of whole numbers from 0 to 255. Other entries '
            "may stand beside it.",
        )
        best = int(request["row"].argmax())
        name, received = request["names"][best], reply.get("class_name")
        expect(
            received == name,
            f'Expected "class_name" to be {name!r}. Received: {str(received)[:40]!r}.',
            "class_names[probabilities.argmax()]",
        )
        expect_close(
            reply.get("probability"),
            float(request["row"][best]),
            what='"probability"',
            tolerance=1e-5,
            hint="The probability of that class, from 0 to 1: probabilities.max().",
        )


@check(serving.handle_request, ask=send_requests(good_requests(SIZE, (28, 28), (3, 8))))
def hands_predict_the_image(answer, asked):
    """One call of predict, with a uint8 array of the image's shape and values."""
    for (told, request, status, _), image in zip(
        _replies(answer, asked), asked.secret["images"], strict=True
    ):
        expect(
            status == 200,
            f"Expected status 200 for a good request with image_shape="
            f"{tuple(request['kwargs']['image_shape'])}. Received: {status}.",
            "Height and width are those of image_shape.",
        )
        expect(
            len(told["given"]) == 1,
            f"Expected predict to be called once. Received: {counted(len(told['given']), 'call')}.",
            "Keep what predict returns in a variable: class and probability come from it.",
        )
        given = told["given"][0]
        expect(
            given is not None,
            "Expected predict to be given an array. Received: something else.",
            "np.array(rows, dtype=np.uint8)",
        )
        expect(
            given.dtype == np.uint8 and given.shape == np.shape(image),
            f"Expected predict to be given a uint8 array of shape {np.shape(image)}. "
            f"Received: {given.dtype} of shape {given.shape}.",
            "np.array(rows, dtype=np.uint8). It is predict that divides by 255 and adds axes.",
        )
        expect_equal(given, image, what="the image that predict is given")


@check(
    serving.handle_request,
    ask=send_requests(
        bad_requests(
            *(
                b"",
                b"hello",
                b"{",
                b'{"image": [[1, 2',
                b"\xff\xfe\xfa",
                b"image=7",
                b"{'image': 1}",
            ),
            b"\xff" + _with_value("99"),
        )
    ),
)
def says_400_to_what_is_not_json(answer, asked):
    """What is not JSON, or not even text, gets status 400 and a sentence."""
    _expect_refusals(
        answer,
        asked,
        (400,),
        "json.loads raises ValueError for what is no JSON, and for bytes that are no text: no "
        "byte is left out to make a text of them.",
    )


@check(
    serving.handle_request,
    ask=send_requests(
        bad_requests(
            *(b"[" * 15_000, b'{"image":' * 2_000, b'{"image": ' + b"7" * 6_000 + b"}"),
            _with_value("7" * 6_000),
        )
    ),
)
def stands_json_made_to_break_it(answer, asked):
    """Thousands of brackets or digits, well below max_bytes, get 400 or 422."""
    _expect_refusals(
        answer,
        asked,
        (400, 422),
        "json.loads raises RecursionError where brackets are nested too deeply, and ValueError "
        "for a number of thousands of digits.",
    )


@check(
    serving.handle_request,
    ask=send_requests(
        bad_requests(
            *(b"[]", b"{}", b"3", b"null", b'"image"', b"true", b'["image"]'),
            *(b'{"picture": [[1]]}', b'{"image": null}', b'{"image": "a"}', b'{"image": {"0": 1}}'),
        )
    ),
)
def says_422_to_json_without_an_image(answer, asked):
    """JSON of another kind, or without rows under "image", gets status 422."""
    _expect_refusals(
        answer,
        asked,
        (422,),
        'JSON may be a list, a number or null: test isinstance(request, dict) before ["image"].',
    )


def _wrong_shapes() -> list[bytes]:
    height, width = SIZE
    row, rows = [7] * width, [[7] * width for _ in range(height)]
    shapes: list[Any] = [
        *([], [[]], row, [7] * (height * width)),
        *(rows[:-1], [*rows, row], [line[:-1] for line in rows], [[*line, 7] for line in rows]),
        *([list(line) for line in zip(*rows, strict=True)], [*rows[:-1], row[:-1]]),
        *(
            [*rows[:-1], 7],
            [*rows[:-1], "7" * width],
            [[[value] for value in line] for line in rows],
        ),
        [rows],
    ]
    return [_as_body({"image": shape}) for shape in shapes]


@check(serving.handle_request, ask=send_requests(bad_requests(*_wrong_shapes())))
def says_422_to_another_shape(answer, asked):
    """Too few rows, too many, rows of other lengths, single values in lists: status 422."""
    _expect_refusals(
        answer,
        asked,
        (422,),
        "Count the rows, and the values of every row: one may be shorter than the others. "
        "Each row must be a list.",
    )


@check(
    serving.handle_request,
    ask=send_requests(
        bad_requests(
            *map(_with_value, ("-1", "256", "1000", "1e3", "0.5", "1.5", "9" * 25)),
            *map(_with_value, ('"7"', "null", "[]", "{}", '"a"', "true", "false")),
        )
    ),
)
def says_422_to_what_is_no_grey_level(answer, asked):
    """Below 0, above 255, between two whole numbers, a text, true: status 422."""
    _expect_refusals(
        answer,
        asked,
        (422,),
        "Test every value before it becomes uint8: NumPy would cut 1.5 to 1, read the text "
        '"7" as a 7, and take true for a 1. isinstance(True, int) is True; type(True) is bool.',
    )


@check(
    serving.handle_request,
    ask=send_requests(bad_requests(*map(_with_value, ("NaN", "Infinity", "-Infinity")))),
)
def refuses_nan(answer, asked):
    """NaN and Infinity, which Python reads as JSON, get 400 or 422."""
    _expect_refusals(
        answer,
        asked,
        (400, 422),
        "json.loads makes a float nan of NaN. It is neither below 0 nor above 255: ask whether "
        "the value is an int.",
    )


def _sizes(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
    """Bodies one byte above a limit, and one exactly at it."""
    good = _as_body({"image": _pixels(setting.rng)})
    limit = len(good) + int(setting.rng.integers(1, 50))
    padded = good + b" " * (limit - len(good))
    requests = [_sent(padded, max_bytes=limit), _sent(padded + b" ", max_bytes=limit)]
    requests += [_sent(b"x" * (limit + 1), max_bytes=limit), _sent(good + b" " * 20_000)]
    # No text at all; and one with fewer letters than bytes.
    requests.append(_sent(b"\xff" * (limit + 1), max_bytes=limit))
    accents = b'{"by": "' + "é".encode() * 60 + b'", ' + good[1:]
    requests.append(_sent(accents, max_bytes=len(accents) - 1))
    return {"requests": requests}, {}


@check(serving.handle_request, ask=send_requests(_sizes))
def says_413_to_too_many_bytes(answer, asked):
    """More than max_bytes bytes get status 413, whatever they are; max_bytes bytes are read."""
    hint = (
        "`if len(body) > max_bytes:` comes first, before json.loads and decode: letters are not "
        "bytes."
    )
    requests = asked.fields["requests"]
    status, reply = _reply(answer[0], requests[0])
    expect(
        status == 200,
        f"Expected status 200 for a good request of exactly max_bytes bytes. Received: {status}, "
        f"{str(reply)[:100]}.",
        hint,
    )
    for told, request in zip(answer[1:], requests[1:], strict=True):
        status, reply = _reply(told, request)
        expect(
            status == 413,
            f"Expected status 413 for the body {_told(request)} with max_bytes="
            f"{request['kwargs'].get('max_bytes', 20_000):,}. Received: {status}.",
            hint,
        )
        expect(
            isinstance(reply.get("error"), str) and not told["given"],
            'Expected a sentence under "error", and no call of predict, for too many bytes. '
            f"Received: {str(reply)[:80]}.",
            hint,
        )


@check(
    serving.handle_request,
    ask=send_requests(good_requests(*[SIZE] * len(ERRORS), fault=SECRET, errors=tuple(ERRORS))),
)
def says_500_when_predict_fails(answer, asked):
    """An exception in predict, of any kind, gets status 500, and its text stays inside."""
    for told, error in zip(answer, ERRORS, strict=True):
        expect(
            not told["raised"],
            f"Expected status 500 when predict raises {error}. Received: {told['raised']}, which "
            "left the function.",
            "TensorFlow and Keras raise errors of many kinds: except Exception around predict.",
        )
    _expect_refusals(
        answer,
        asked,
        (500,),
        "Nobody who sent a good request is to blame: try and except Exception around predict, "
        "status 500.",
    )
    _expect_one_call(answer)
    for told in answer:
        text = told["value"][1]
        expect(
            SECRET not in text and "private" not in text,
            "Expected an answer without the exception's text. Received: an answer with it.",
            "str(error) may hold paths and names of the server. Write it to a log, and say no "
            "more than that the server failed.",
        )


@check(
    serving.handle_request,
    ask=send_requests(good_requests(*[SIZE] * 4, spoiled=(np.nan, np.nan, np.inf, -np.inf))),
)
def says_500_when_predict_gives_nan(answer, asked):
    """A probability that is nan or infinite gets status 500, never NaN in the answer."""
    _expect_refusals(
        answer,
        asked,
        (500,),
        "np.isfinite(probabilities).all(), of every one and not only of the largest: a network "
        "that gives nan is broken.",
    )
    _expect_one_call(answer)
