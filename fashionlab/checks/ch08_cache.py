"""Checks of chapter 8: an array that is computed once and kept in a file."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import pipelines
from fashionlab.checks.asserts import Mismatch, counted, expect, expect_array
from fashionlab.checks.questions import Draw, Setting, cache_by_script
from fashionlab.checks.registry import check

Step = dict[str, Any]
FILE = "features.npz"
KEY = "MobileNet:0.75, 96 px, images 1f3a 9c"
LONG = f"{KEY}, without rows {', '.join(map(str, range(100, 160)))}"  # 341 characters


def features(shape: tuple[int, ...] = (20, 16), dtype: str = "float32") -> Draw:
    """Features as a base gives them, other ones each time."""

    def draw(setting: Setting) -> np.ndarray:
        return setting.rng.normal(0, 3, shape).astype(dtype)

    return Draw(draw)


def get(key: str = KEY, *, file: str = FILE, array: Any = None, **how: bool) -> Step:
    """Ask for an array: `fails`, `bare` and `later` say how, see `damaged_files.cache_by`."""
    array = features() if array is None else array
    usual = {"fails": False, "bare": False, "later": False}
    return {"do": "get", "file": file, "key": key, "array": array, **usual, **how}


def keep(count: int) -> Step:
    """Cut the file with the array."""
    return {"do": "keep", "bytes": count}


def _asked(asked, number=0):
    return [step for step in asked.fields["scripts"][number] if step["do"] == "get"]


def _shown(step):
    """The key, of a long one the beginning and the end."""
    key = step["key"]
    return repr(key if len(key) < 60 else f"{key[:20]} ... {key[-20:]}")


def _expect_array(one, wanted, told, hint):
    expect(
        not one["failed"],
        f"Expected an array {told}. Received: the error of an earlier compute.",
        hint,
    )
    received = expect_array(one["value"], what=f"what is returned {told}", hint=hint)
    expect(
        received.shape == wanted.shape,
        f"Expected an array of shape {wanted.shape} {told}. Received: shape {received.shape}.",
        hint,
    )
    expect(
        np.array_equal(received, wanted),
        f"Expected the right array {told}. Received: other numbers.",
        hint,
    )


def _expect_computed(one, count, told, hint):
    if one["computed"] != count:
        times = counted(count, "call", "calls") if count else "no call"
        raise Mismatch(
            f"Expected {times} of compute {told}. "
            f"Received: {counted(one['computed'], 'call', 'calls')}.",
            hint,
        )


@check(pipelines.cached_array, ask=cache_by_script([[get()]]))
def computes_what_is_not_there(answer, asked):
    """Where there is no file, compute is called once, and its array is returned."""
    (one,), (step,) = answer[0], _asked(asked)
    _expect_array(one, step["array"], "where there is no file", "Return what compute() gives.")
    _expect_computed(
        one, 1, "where there is no file", "array = compute(), once; then write it, then return it."
    )


@check(pipelines.cached_array, ask=cache_by_script([[get(), get(), get()]]))
def reads_what_is_there(answer, asked):
    """The second time, the array comes from the file: compute is not called."""
    first = _asked(asked)[0]["array"]
    for number, one in enumerate(answer[0][1:], start=2):
        told = f"at call number {number} with the same key"
        _expect_computed(
            one,
            0,
            told,
            "Look for the file first. Is it written under the name that is looked for, and the "
            "key with it?",
        )
        _expect_array(one, first, told, "The array from the file is the one computed first.")


@check(pipelines.cached_array, ask=cache_by_script([[get(), get(later=True)]]))
def the_next_program_finds_it(answer, asked):
    """The array is found by another program, too, which asks with the same key."""
    told = "when another program asks with the same key"
    hint = (
        "hash(...) of a text is another number after each start of Python. Keep the text itself, "
        "or hashlib.sha256(key.encode()).hexdigest()."
    )
    _expect_computed(answer[0][1], 0, told, hint)
    _expect_array(answer[0][1], _asked(asked)[0]["array"], told, hint)


@check(
    pipelines.cached_array,
    ask=cache_by_script(
        [
            [get(array=features((6, 5, 4), "float16"))] * 2,
            [get(array=features((400,), "float64"))] * 2,
            [get(array=features((30, 9), "int64"))] * 2,
            [get(array=features((1, 40, 9), "uint8"))] * 2,
        ]
    ),
)
def keeps_shape_and_dtype(answer, asked):
    """What comes from the file has the shape and the dtype of what was computed."""
    for number, answers in enumerate(answer):
        wanted = _asked(asked, number)[0]["array"]
        for one, told in zip(answers, ("when it is computed", "from the file"), strict=True):
            _expect_array(one, wanted, told, "np.savez keeps shape, dtype and values.")
            expect(
                one["dtype"] == wanted.dtype.name,
                f"Expected dtype {wanted.dtype.name} {told}. Received: {one['dtype']}.",
                "Neither writing nor reading may change the dtype: no text file, no astype.",
            )


@check(
    pipelines.cached_array,
    ask=cache_by_script(
        [[get(), get("MobileNet:0.75, 64 px, images 1f3a 9c"), *[get(KEY[::-1])] * 2]]
    ),
)
def another_key_is_computed_anew(answer, asked):
    """An array that was made from something else is stale, and never returned."""
    steps = _asked(asked)
    hint = "Keep the key in the file, beside the array, and compare it before the array is used."
    for one, step in list(zip(answer[0], steps, strict=True))[1:3]:
        _expect_computed(one, 1, "when the key is another one than in the file", hint)
        _expect_array(one, step["array"], "when the key is another one than in the file", hint)
    told = "when that array was written a moment ago"
    _expect_computed(answer[0][3], 0, told, "The new array takes the place of the old one.")
    _expect_array(answer[0][3], steps[2]["array"], told, "Write the new key with the new array.")


@check(
    pipelines.cached_array,
    ask=cache_by_script(
        [
            [get(first), get(second)]
            for first, second in (
                (KEY, f"{KEY}, flipped"),
                (f"{KEY}, flipped", KEY),
                (KEY, KEY.lower()),
                (KEY, KEY.replace(" ", "")),
                ("VGG16/64 px", "VGG16/64 px\n"),
                ("VGG16/64 px", ""),
                (LONG, f"{LONG}, 160"),
                (LONG, LONG.replace("159", "158")),
                ("VGG16\r\n64 px", "VGG16\n64 px"),
            )
        ]
    ),
)
def any_difference_is_another_key(answer, asked):
    """Keys that begin alike, or differ in a space, a capital or a line end, are different keys."""
    for number, (_, one) in enumerate(answer):
        first, second = _asked(asked, number)
        told = f"when the key is {_shown(second)} and the file was made for {_shown(first)}"
        hint = "Compare the whole text, with ==, without changing it."
        if "\r" in first["key"]:
            hint += ' A file opened as text turns line ends into "\\n": newline="" keeps them.'
        _expect_computed(one, 1, told, hint)
        _expect_array(one, second["array"], told, hint)


@check(pipelines.cached_array, ask=cache_by_script([[get(), get("another"), get()]]))
def the_old_key_again_is_no_mix_up(answer, asked):
    """After another key the first one gives its own array: kept, or computed again."""
    first, _, third = _asked(asked)
    one = answer[0][2]
    right = third["array"] if one["computed"] else first["array"]
    _expect_array(
        one,
        right,
        "when the first key comes back",
        "Write array and key together, so that they always belong to each other.",
    )


CUTS = (-10, 600, 0)


@check(
    pipelines.cached_array,
    ask=cache_by_script([[get(), keep(count), *[get()] * 2] for count in CUTS]),
)
def a_file_cut_short_is_not_used(answer, asked):
    """Where the end of the file is missing, or all of it, the array is computed anew and kept."""
    places = ("without its last 10 bytes", "of which 600 bytes are left", "that is empty")
    for number, place in enumerate(places):
        _, step, _ = _asked(asked, number)
        _, one, again = answer[number]
        told = f"with a file {place}"
        hint = (
            "np.load raises errors of several kinds for a damaged file: ValueError, EOFError, "
            "OSError, zipfile.BadZipFile. Whichever it is, compute."
        )
        _expect_computed(one, 1, told, hint)
        _expect_array(one, step["array"], told, hint)
        told = "after the file was replaced"
        _expect_computed(again, 0, told, "Write the new array where the damaged one was.")
        _expect_array(again, step["array"], told, "Write the new array where the damaged one was.")


OTHERS = {
    "text": "a shopping list",
    "npz": "arrays of another program, under other names",
    "npy": "a single array of another program",
}


@check(
    pipelines.cached_array,
    ask=cache_by_script(
        [[{"do": "write", "file": FILE, "holds": holds}, *[get()] * 2] for holds in OTHERS]
    ),
)
def something_else_is_not_used(answer, asked):
    """A file of that name that holds something else is replaced."""
    hint = (
        "np.load raises ValueError for a file that is no array, KeyError where a name is not in "
        "it, others for other files. Whichever it is, compute, and write over it."
    )
    for number, holds in enumerate(OTHERS.values()):
        step = _asked(asked, number)[0]
        told = f"where the file holds {holds}"
        _expect_computed(answer[number][0], 1, told, hint)
        _expect_array(answer[number][0], step["array"], told, hint)
        _expect_computed(answer[number][1], 0, "after that file was replaced", hint)


@check(
    pipelines.cached_array,
    ask=cache_by_script([[get(fails=True), get()], [get("another"), get(fails=True), get()]]),
)
def an_error_keeps_nothing(answer, asked):
    """An error in compute passes on, and the next call computes."""
    for number in range(2):
        failing, one = answer[number][-2:]
        expect(
            failing["failed"] and failing["computed"] == 1,
            "Expected the error of compute to pass on to the caller, after one call. Received: "
            + ("no error." if not failing["failed"] else f"{failing['computed']} calls."),
            "compute() stands outside of try.",
        )
        told = "after compute had failed"
        hint = "Nothing is written before the array is there, not even the key."
        _expect_computed(one, 1, told, hint)
        _expect_array(one, _asked(asked, number)[-1]["array"], told, hint)


@check(
    pipelines.cached_array,
    ask=cache_by_script(
        [
            [get(file="cache/frozen/features.npz"), get(file="cache/frozen/features.npz")],
            [get(bare=True), get(bare=True)],
        ]
    ),
)
def makes_the_folder(answer, asked):
    """The folder of the file is made where it is missing; a name alone needs none."""
    hint = (
        "pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True). The parent of a name alone "
        'is "."; os.path.dirname gives "" for it, which cannot be made.'
    )
    for number, where in enumerate(("the folder is missing", "the path is a name without folder")):
        first = _asked(asked, number)[0]["array"]
        _expect_array(answer[number][0], first, f"where {where}", hint)
        again = f"at the second call where {where}" if number else "where it was missing at first"
        _expect_computed(answer[number][1], 0, again, hint)
        _expect_array(answer[number][1], first, again, hint)


PAIRS = (
    ("train.npz", "validation.npz"),
    ("fashion.train.npz", "fashion.validation.npz"),
    ("train/features.npz", "validation/features.npz"),
)


@check(
    pipelines.cached_array,
    ask=cache_by_script(
        [[get(file=one), get(file=other), get(file=one), get(file=other)] for one, other in PAIRS]
        + [
            [
                get(file=one),
                get("another", file=other),
                get("another", file=one),
                get("another", file=other),
            ]
            for one, other in PAIRS
        ]
    ),
)
def two_files_are_two_caches(answer, asked):
    """Two paths do not share anything: neither arrays nor the key they were made for."""
    hint = (
        "Everything that is kept lies under path, or under a name made from the whole of path: "
        "a key, too, that lies in a file of its own."
    )
    for number, answers in enumerate(answer):
        steps = _asked(asked, number)
        same_key = number < len(PAIRS)
        # Which step's array each call gives, after the first.
        for place, source in ((1, 1), (2, 0 if same_key else 2), (3, 1)):
            told = f"from {steps[place]['file']}"
            if not same_key:
                told += f" with the key {_shown(steps[place])}, after {_shown(steps[0])} was kept "
                told += f"in {steps[0]['file']} and {_shown(steps[1])} in {steps[1]['file']}"
            _expect_computed(answers[place], int(place == source), told, hint)
            _expect_array(answers[place], steps[source]["array"], told, hint)
