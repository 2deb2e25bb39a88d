"""Checks of chapter 12: requests of an API, and the model card."""

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
    expect_error,
    kind_of,
)
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import (
    Draw,
    Setting,
    call,
    call_each,
    errors_from_each,
    send_requests,
)
from fashionlab.checks.registry import check
from fashionlab.checks.rendered import Rendered, render

# --- serving.handle_request

SIZE = (6, 5)  # small images, height and width different
SECRET = "cannot open /srv/models/private/weights.h5"


def _pixels(rng: np.random.Generator, shape: tuple[int, int] = SIZE) -> list[list[int]]:
    pixels: list[list[int]] = rng.integers(0, 256, shape).tolist()
    return pixels


def _as_body(request: Any) -> bytes:
    return json.dumps(request).encode()


def _sent(
    body: bytes, *, row: Any = (0.25, 0.75), fault: str = "", **kwargs: Any
) -> dict[str, Any]:
    return {
        "body": np.frombuffer(body, np.uint8),
        "row": np.asarray(row, np.float32),
        "fault": fault,
        "kwargs": {"image_shape": SIZE, **kwargs},
    }


def good_requests(*shapes: tuple[int, int], fault: str = "", nan: bool = False) -> Share:
    """Draw a good request for each shape, and the probabilities that `predict` gives."""

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        requests, images = [], []
        for shape in shapes:
            images.append(_pixels(setting.rng, shape))
            images[-1][0][0], images[-1][-1][-1] = 255, 0
            row = setting.rng.dirichlet(np.full(7, 0.5))
            if nan:
                row[int(setting.rng.integers(7))] = np.nan
            body = _as_body({"image": images[-1]})
            requests.append(_sent(body, row=row, fault=fault, image_shape=shape))
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
    return f"{body[:40]!r}{' ...' if len(body) > 40 else ''} ({counted(len(body), 'byte')})"


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
            "json.dumps makes JSON of a dict. It writes nan as NaN, which is no JSON.",
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
            isinstance(sentence, str) and len(sentence.strip()) >= 10,
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


@check(serving.handle_request, ask=send_requests(good_requests(SIZE, SIZE, SIZE)))
def answers_with_the_most_probable_class(answer, asked):
    """A good request gets status 200, the name of the class and its probability."""
    for _, request, status, reply in _replies(answer, asked):
        expect(
            status == 200,
            f"Expected status 200 for a good request. Received: {status}, {str(reply)[:100]}.",
            'The image stands under "image": rows of whole numbers from 0 to 255.',
        )
        best = int(request["row"].argmax())
        received = reply.get("class_name")
        expect(
            received == f"class {best}",
            f'Expected "class_name" to be "class {best}". Received: {str(received)[:40]!r}.',
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
            b"", b"hello", b"{", b'{"image": [[1, 2', b"\xff\xfe\xfa", b"image=7", b"{'image': 1}"
        )
    ),
)
def says_400_to_what_is_not_json(answer, asked):
    """What is not JSON, or not even text, gets status 400 and a sentence."""
    _expect_refusals(
        answer,
        asked,
        (400,),
        "json.loads raises ValueError for what is no JSON, and for bytes that are no text.",
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
            *map(_with_value, ('"7"', "null", "[]", "{}", '"a"')),
        )
    ),
)
def says_422_to_what_is_no_grey_level(answer, asked):
    """A value below 0, above 255, between two whole numbers, or no number: status 422."""
    _expect_refusals(
        answer,
        asked,
        (422,),
        "Test every value before it becomes uint8: NumPy would cut 1.5 to 1, and read the text "
        '"7" as a 7.',
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
    return {"requests": requests}, {}


@check(serving.handle_request, ask=send_requests(_sizes))
def says_413_to_too_many_bytes(answer, asked):
    """More than max_bytes bytes get status 413, whatever they are; max_bytes bytes are read."""
    hint = "`if len(body) > max_bytes:` comes first, before json.loads."
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
            f"Expected status 413 for {counted(len(request['body']), 'byte')} with max_bytes="
            f"{request['kwargs'].get('max_bytes', 20_000):,}. Received: {status}.",
            hint,
        )
        expect(
            isinstance(reply.get("error"), str) and not told["given"],
            'Expected a sentence under "error", and no call of predict, for too many bytes. '
            f"Received: {str(reply)[:80]}.",
            hint,
        )


@check(serving.handle_request, ask=send_requests(good_requests(SIZE, fault=SECRET)))
def says_500_when_predict_fails(answer, asked):
    """An exception in predict gets status 500, and its text stays inside."""
    _expect_refusals(
        answer,
        asked,
        (500,),
        "Nobody who sent a good request is to blame: try and except around predict, status 500.",
    )
    text = answer[0]["value"][1]
    expect(
        SECRET not in text and "private" not in text,
        "Expected an answer without the exception's text. Received: an answer with it.",
        "str(error) may hold paths and names of the server. Write it to a log, and say no more "
        "than that the server failed.",
    )


@check(serving.handle_request, ask=send_requests(good_requests(SIZE, SIZE, nan=True)))
def says_500_when_predict_gives_nan(answer, asked):
    """A probability that is nan gets status 500, never NaN in the answer."""
    _expect_refusals(
        answer,
        asked,
        (500,),
        "np.isfinite(probabilities).all(): a network that gives nan is broken.",
    )


# --- serving.model_card

NAMES = ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits")
SPEAKING = ("Model card", "Data", "Results", "Limits")


def figures(seeds: int = 3, **other: Any) -> Draw:
    """Figures for a card, with accuracies drawn anew."""

    def draw(setting: Setting) -> dict[str, Any]:
        rng = setting.rng
        centre, spread = rng.uniform(0.7, 0.9), rng.uniform(0.01, 0.03)
        accuracies = centre + spread * rng.uniform(-1, 1, seeds)
        drawn = {
            "name": f"network {rng.integers(10, 99)}",
            "dataset": f"garments {rng.integers(10, 99)}",
            "train_images": int(rng.integers(1_200, 90_000)),
            "evaluated_on": f"pictures of shop {rng.integers(10, 99)}",
            "accuracies": [float(accuracy) for accuracy in accuracies],
            "limits": [f"It knows {rng.integers(3, 9)} classes.", "It was never shown a hat."],
        }
        return {**drawn, **other}

    return Draw(draw)


def _card(text: Any) -> Rendered:
    """The card, as a reader sees it."""
    if text is None:
        raise Mismatch(
            "Expected the card, a text. Received: None.", "Did you forget the `return` statement?"
        )
    expect(isinstance(text, str), f"Expected the card, a text. Received: {kind_of(text)}.")
    expect(
        len(text) <= 20_000,
        f"Expected a card of one page. Received: {counted(len(text), 'character')}.",
    )
    return render(text)


def _section(card, name):
    expect(
        name in card.sections,
        f'Expected a heading "## {name}". Received the headings: {card.headings}.'[:300],
        "A heading stands on a line of its own, between empty lines.",
    )
    return card.sections[name]


@check(serving.model_card, ask=call(figures()))
def has_four_headings(answer, asked):
    """The headings are "Model card: ..." with the name, Data, Results, Limits, in this order."""
    headings = _card(answer).headings
    wanted = [
        ("h1", f"Model card: {asked.args[0]['name']}"),
        *(("h2", name) for name in SPEAKING[1:]),
    ]
    expect(
        headings == wanted,
        f"Expected the headings {wanted}. Received: {headings}."[:500],
        "# for the first, ## for the others, each on a line of its own with an empty line before.",
    )


@check(serving.model_card, ask=call(figures()))
def says_what_it_learned_from(answer, asked):
    """The part "Data" names the data set and the number of training images."""
    text, given = _section(_card(answer), "Data"), asked.args[0]
    count = given["train_images"]
    expect(
        given["dataset"] in text and re.search(rf"\b{count}\b|\b{count:,}\b", text),
        f'Expected {given["dataset"]!r} and {count:,} under "Data". Received: {text[:120]!r}.',
        'figures["dataset"] and figures["train_images"] belong below "## Data".',
    )


def _accuracy(text):
    """What a text says of the accuracy, without any space: "89.5%±0.5(3seeds)"."""
    found = re.search(r"\d[\d.]*%[^A-Za-z]*\(\d+seeds?\)", re.sub(r"\s", "", text)[:2_000])
    return found[0] if found else ""


def _expect_accuracy(answer, given, expected, hint):
    text = _section(_card(answer), "Results")
    received = _accuracy(text)
    shown = f'"{received}"' if received else f"{text[:120]!r}"
    expect(
        received == re.sub(r"\s", "", expected),
        f'Expected "{expected}" under "Results" for the accuracies '
        f"{[round(a, 4) for a in given['accuracies']]}. Received: {shown}.",
        hint,
    )


def _expected(accuracies):
    mean = 100 * sum(accuracies) / len(accuracies)
    squares = sum((100 * accuracy - mean) ** 2 for accuracy in accuracies)
    return mean, (squares / (len(accuracies) - 1)) ** 0.5


@check(
    serving.model_card,
    ask=call_each(variants=[{"figures": figures(seeds)} for seeds in (2, 3, 5)]),
)
def gives_mean_spread_and_seeds(answer, asked):
    """The part "Results" has the mean in percent, ± the standard deviation, and the seeds."""
    for text, variant in zip(answer, asked.fields["variants"], strict=True):
        accuracies = variant["figures"]["accuracies"]
        mean, spread = _expected(accuracies)
        _expect_accuracy(
            text,
            variant["figures"],
            f"{mean:.1f} % ± {spread:.1f} ({len(accuracies)} seeds)",
            "100 * np.mean(accuracies) and 100 * np.std(accuracies, ddof=1), both as :.1f.",
        )


@check(serving.model_card, ask=call(figures(1)))
def one_seed_has_no_spread(answer, asked):
    """With one accuracy there is no ±, and "1 seed"."""
    given = asked.args[0]
    _expect_accuracy(
        answer,
        given,
        f"{100 * given['accuracies'][0]:.1f} % (1 seed)",
        "From one training nobody knows how much another would differ: no ±, not even ± 0.0.",
    )


@check(serving.model_card, ask=call(figures()))
def says_what_it_was_measured_on(answer, asked):
    """The part "Results" says what the accuracy was measured on."""
    text, wanted = _section(_card(answer), "Results"), asked.args[0]["evaluated_on"]
    expect(
        wanted in text,
        f'Expected {wanted!r} under "Results". Received: {text[:120]!r}.',
        'figures["evaluated_on"] says for which pictures the accuracy holds.',
    )


@check(serving.model_card, ask=call(figures()))
def lists_every_limit(answer, asked):
    """The part "Limits" is a list with one item for each limit."""
    card, wanted = _card(answer), asked.args[0]["limits"]
    _section(card, "Limits")
    expect(
        card.items == wanted,
        f'Expected a list below "Limits" with {wanted}. Received: {card.items}.'[:400],
        'One line "- " and the limit for each.',
    )


# Each alone would change the page: as Markdown, as HTML, at the start of a line.
HOSTILE = (
    *("a*b*c and _d_ and `e`", "<script>alert(1)</script>", "[click](http://example.org)"),
    *("one\n\n# two\nthree", "# no heading", "1. no list", "- no list", "> no quote", "---"),
    *("![x](y)", "&lt; is no <", "C:\\net\\*", "~~gone~~", "1 < 2 > 1 & 3"),
)


def _shown(text):
    return " ".join(text.split())


@check(
    serving.model_card,
    ask=call_each(
        variants=[
            {"figures": figures(name=text, dataset=text, evaluated_on=text, limits=[text, text])}
            for text in HOSTILE
        ]
    ),
)
def shows_texts_letter_for_letter(answer):
    """Stars, brackets, <script> and line breaks in a text are shown and do nothing."""
    for value, text in zip(answer, HOSTILE, strict=True):
        card = _card(value)
        hint = (
            'First " ".join(text.split()), then a backslash before every character that is in '
            "string.punctuation. For every text: name, dataset, evaluated_on and each limit."
        )
        strange = card.elements_of_texts
        expect(
            not strange,
            f"Expected the text {text!r} to do nothing. Received: it makes {strange[0]!r} of HTML."[
                :300
            ]
            if strange
            else "",
            hint,
        )
        shown = _shown(text)
        title = card.headings[0][1] if card.headings else "no heading"
        expect(
            title == f"Model card: {shown}" and len(card.headings) == 4,
            f"Expected the heading 'Model card: {shown}'. Received: {title!r}."[:300],
            hint,
        )
        expect(
            card.items == [shown, shown],
            f"Expected the limit {shown!r}. Received: {card.items}."[:300],
            hint,
        )
        for name in ("Data", "Results"):
            section = _section(card, name)
            expect(
                shown in section,
                f'Expected {shown!r} under "{name}". Received: {section[:120]!r}.',
                hint,
            )


def _without(name: str) -> Draw:
    def draw(setting: Setting) -> dict[str, Any]:
        drawn: dict[str, Any] = figures().draw(setting)
        del drawn[name]
        return drawn

    return Draw(draw)


def _expect_named(answer, whens):
    for told, (name, when) in zip(answer, whens, strict=True):
        expect_error(
            told,
            "ValueError",
            when=when,
            hint="Look at all six entries before the card is written. What was not measured is "
            "not invented.",
        )
        expect(
            name in told["message"],
            f"Expected {name!r} in the message of the error when {when}. "
            f"Received: {told['message'][:120]!r}.",
            "Whoever reads the message has to know what to measure.",
        )


@check(
    serving.model_card,
    ask=errors_from_each(variants=[{"figures": _without(name)} for name in NAMES]),
)
def refuses_without_an_entry(answer):
    """Where an entry is missing there is no card, and the message names it."""
    _expect_named(answer, [(name, f"{name!r} is missing") for name in NAMES])


EMPTY: tuple[tuple[str, Any], ...] = (
    *(("name", ""), ("dataset", None), ("train_images", None), ("evaluated_on", "")),
    *(("accuracies", []), ("accuracies", None), ("limits", []), ("limits", None)),
)


@check(
    serving.model_card,
    ask=errors_from_each(variants=[{"figures": figures(**{name: value})} for name, value in EMPTY]),
)
def refuses_an_empty_entry(answer):
    """An entry that is None, "" or [] is as good as missing."""
    _expect_named(answer, [(name, f"{name!r} is {value!r}") for name, value in EMPTY])


IMPOSSIBLE = ([0.9, float("nan")], [89.5, 90.1], [0.9, -0.1, 0.8], [float("inf")])


@check(
    serving.model_card,
    ask=errors_from_each(variants=[{"figures": figures(accuracies=each)} for each in IMPOSSIBLE]),
)
def refuses_impossible_accuracies(answer):
    """An accuracy that is nan, above 1 or below 0 is an error."""
    for told, accuracies in zip(answer, IMPOSSIBLE, strict=True):
        expect_error(
            told,
            "ValueError",
            when=f"the accuracies are {accuracies}",
            hint="0 <= accuracy <= 1 is False for nan, too. 89.5 is a percentage: 0.895.",
        )
