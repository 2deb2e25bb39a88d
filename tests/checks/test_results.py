"""Results: text of unknown origin is made fit to show, outcomes combine."""

import pytest

from fashionlab.checks.results import (
    MAX_MESSAGE_CHARACTERS,
    Outcome,
    Result,
    TaskResult,
    clean,
    combine,
)


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31mred\x1b[0m",
        "a\rb",
        "\x07bell",
        "\x9b31m",
        "\u202egnp.exe",
        "\u2066left\u2069",
        "zero\u200bwidth",
        "nul\x00",
        "line\u2028separator",
        "\ud800",
    ],
)
def test_nothing_a_terminal_or_page_obeys_remains(text):
    shown = clean(text)
    assert "�" in shown
    assert not any(c in shown for c in "\x1b\r\x07\x9b\u202e\u2066\u2069\u200b\x00\ud800")
    shown.encode("utf-8")


def test_newlines_and_other_letters_stay():
    assert clean("ğüşiöç\n日本 →") == "ğüşiöç\n日本 →"


def test_long_text_is_cut():
    assert len(clean("x" * 100_000)) == MAX_MESSAGE_CHARACTERS
    assert clean("x" * 100_000).endswith(" …")
    assert clean("x" * MAX_MESSAGE_CHARACTERS) == "x" * MAX_MESSAGE_CHARACTERS


@pytest.mark.parametrize("value", [None, 3, ["a"], {"b": 1}])
def test_whatever_it_is_becomes_text(value):
    assert clean(value) == str(value)


def test_a_fault_of_the_grader_never_rescues_a_wrong_solution():
    assert combine([Outcome.PASSED, Outcome.GRADER_FAULT]) is Outcome.GRADER_FAULT
    assert combine([Outcome.INCORRECT, Outcome.GRADER_FAULT]) is Outcome.INCORRECT
    assert combine([Outcome.PASSED, Outcome.PASSED]) is Outcome.PASSED


@pytest.mark.parametrize("outcome", list(Outcome))
def test_points_are_all_or_nothing_or_unknown(outcome):
    points = TaskResult("models.build_ann", outcome, 3).points
    assert points == {Outcome.PASSED: 3, Outcome.GRADER_FAULT: None}.get(outcome, 0)


def test_a_message_is_told_once():
    failed = Result("t.a", "", Outcome.CRASHED, "It stopped.")
    other = Result("t.b", "Rows sum to 1.", Outcome.INCORRECT, "They do not.")
    passed = Result("t.c", "Fine.", Outcome.PASSED)
    result = TaskResult("t", Outcome.CRASHED, 1, (failed, failed, other, passed), ("A note.",))
    assert result.failures == (failed, failed, other)
    assert result.messages == ("It stopped.", "Rows sum to 1.: They do not.", "A note.")
