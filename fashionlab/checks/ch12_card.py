"""Checks of chapter 12: the model card."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import re
from typing import Any

from fashionlab import serving
from fashionlab.checks.asserts import (
    Mismatch,
    counted,
    expect,
    expect_error,
    kind_of,
)
from fashionlab.checks.questions import (
    Draw,
    Setting,
    call,
    call_each,
    errors_from_each,
)
from fashionlab.checks.registry import check
from fashionlab.checks.rendered import Rendered, render

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
            # In no order of the alphabet.
            "limits": [
                "It was never shown a hat.",
                "Dark pictures confuse it.",
                f"It knows {rng.integers(3, 9)} classes.",
            ],
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
    """What a text says of the accuracy: "89.5 % ± 0.5 (3 seeds)"."""
    found = re.search(r"\d[\d.]*\s*%[^A-Za-z]*\(\s*\d+\s*seeds?\s*\)", text[:3_000])
    return found[0] if found else ""


def _squeezed(text):
    return re.sub(r"\s", "", text)


def _expect_accuracy(answer, given, expected, hint):
    text = _section(_card(answer), "Results")
    received = _accuracy(text)
    shown = f'"{received}"' if received else f"{text[:120]!r}"
    expect(
        _squeezed(received) == _squeezed(expected),
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


ENDS = ([0.0], [1.0], [0.0, 1.0])


@check(
    serving.model_card,
    ask=call_each(variants=[{"figures": figures(accuracies=each)} for each in ENDS]),
)
def takes_accuracies_of_0_and_1(answer, asked):
    """Accuracies of exactly 0 and 1 are possible, and get a card."""
    results = ("0.0 % (1 seed)", "100.0 % (1 seed)", "50.0 % ± 70.7 (2 seeds)")
    for text, variant, expected in zip(answer, asked.fields["variants"], results, strict=True):
        _expect_accuracy(
            text, variant["figures"], expected, "100 * np.mean(accuracies), as :.1f, also here."
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
    *("one\r# two\r\n\r\n# three", "\\*all\\* of C:\\", "+ no list", "1) no list"),
    'It doesn\'t know "hats"',
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
            len(card.items) == 2,
            f"Expected a list of two items for two limits that are both {shown!r}. "
            f"Received: {counted(len(card.items), 'item')}.",
            "One item for each limit, also where two say the same. A line break in a limit must "
            "not begin a new one.",
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
