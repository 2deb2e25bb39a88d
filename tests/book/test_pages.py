"""The text of the book, read without building it."""

import functools
import pathlib
import re

import pytest

from fashionlab.chapters import CHAPTERS
from fashionlab.tasks import all_tasks, tasks_of

BOOK = pathlib.Path(__file__).parents[2] / "book"
PAGES = sorted(BOOK.glob("*.md"))
CHAPTER_PAGES = [BOOK / f"{chapter}.md" for chapter in CHAPTERS]
CODE = re.compile(r"^```\{code-cell\}.*?^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


@functools.cache
def text_of(page: pathlib.Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: pathlib.Path) -> str:
    """The page without front matter, code, math and roles such as glue."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text_of(page), flags=re.DOTALL)
    text = FENCED.sub("", text)
    text = re.sub(r"\{[a-z:]+\}`[^`]*`", "", text)
    return re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]*`", "", text, flags=re.DOTALL)


def cells_of(page: pathlib.Path) -> list[str]:
    return CODE.findall(text_of(page))


def glossary() -> dict[str, str]:
    """Term, in lower case, to its definition."""
    entries = re.findall(r"^(\S[^\n]*)\n((?:  [^\n]+\n)+)", text_of(BOOK / "glossary.md"), re.M)
    return {term.lower(): " ".join(definition.split()) for term, definition in entries}


def ids(pages):
    return [page.stem for page in pages]


@pytest.mark.parametrize("task", all_tasks().values(), ids=all_tasks())
def test_every_task_has_its_label_before_a_heading_of_its_chapters_page(task):
    label = f"({task.id})="
    holders = [page.stem for page in PAGES if label in text_of(page).splitlines()]
    assert holders == [task.chapter_id]
    assert re.search(
        rf"^{re.escape(label)}\n##+ .*{re.escape(task.id)}",
        text_of(BOOK / f"{task.chapter_id}.md"),
        re.MULTILINE,
    )


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_exercises_stand_in_the_order_of_their_numbers(chapter):
    labels = re.findall(r"^\((\w+\.\w+)\)=$", text_of(BOOK / f"{chapter}.md"), re.MULTILINE)
    assert labels == [t.id for t in sorted(tasks_of(chapter), key=lambda task: task.number)]
    exercises = re.findall(r"^:::\{exercise\} `(.+)`$", text_of(BOOK / f"{chapter}.md"), re.M)
    assert exercises == labels


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapters_heading_is_its_title(chapter):
    headings = re.findall(r"^# (.+)$", FENCED.sub("", text_of(BOOK / f"{chapter.id}.md")), re.M)
    assert headings == [chapter.title]


def test_the_contents_list_every_page_once():
    listed = re.findall(r"(?:root|file): (\S+)", (BOOK / "_toc.yml").read_text(encoding="utf-8"))
    pages = [path.relative_to(BOOK).with_suffix("").as_posix() for path in BOOK.rglob("*.md")]
    assert sorted(listed) == sorted(pages)


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_term_that_is_linked_is_in_the_glossary(page):
    linked = re.findall(r"(?<!`)\{term\}`([^`]+)`", FENCED.sub("", text_of(page)))
    terms = {" ".join(re.sub(r".*<(.+)>", r"\1", t, flags=re.DOTALL).split()) for t in linked}
    assert {term.lower() for term in terms} <= set(glossary())


def test_every_glossary_entry_has_its_turkish_name():
    entries = glossary()
    assert len(entries) > 30
    assert [term for term, definition in entries.items() if "Turkish: *" not in definition] == []


@pytest.mark.parametrize("page", CHAPTER_PAGES, ids=ids(CHAPTER_PAGES))
def test_measured_numbers_are_not_typed(page):
    typed = re.findall(r"[^\n]*(?:\b\d+\.\d{2,}|\b\d{2}\.\d ?%)[^\n]*", prose_of(page))
    assert typed == []


def test_a_typed_number_would_be_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("It reaches 0.873, or 87.3 % ({glue:text}`x`).\n\n```\n0.99\n```\n")
    assert re.findall(r"\b\d+\.\d{2,}|\b\d{2}\.\d ?%", prose_of(page)) == ["0.873", "87.3 %"]


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_whatever_is_quoted_is_stated_by_code(page):
    shown = re.sub(r"``.*?``", "", FENCED.sub("", text_of(page)))
    quoted = set(re.findall(r"\{glue:text\}`([^`]+)`", shown))
    code = "\n".join([*cells_of(page), (BOOK / "page_setup.py").read_text(encoding="utf-8")])
    assert {key for key in quoted if not re.search(rf"\b{key}=", code)} == set()


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_figure_has_a_text_for_those_who_do_not_see_it(page):
    figures = [c for c in cells_of(page) if re.search(r"plt\.subplots|plots\.\w+\(", c)]
    assert [cell for cell in figures if not re.search(r"^    alt: \S.{20}", cell, re.M)] == []


@pytest.mark.parametrize("page", CHAPTER_PAGES, ids=ids(CHAPTER_PAGES))
def test_chapters_open_with_a_question_and_hold_what_a_chapter_needs(page):
    prose = prose_of(page)
    opening = prose[: prose.index("\n## ")]
    assert "?" in opening
    assert "Plan about" in opening
    assert "{glue:text}`page_time`" in text_of(page)
    assert "{glue:text}`built_on`" in text_of(page)
    for heading in ("## What the result means", "## What breaks it"):
        assert heading in prose
    assert "Predict before you run" in prose


@pytest.mark.parametrize("page", CHAPTER_PAGES, ids=ids(CHAPTER_PAGES))
def test_a_chapter_has_two_to_four_short_margin_notes_each_beside_a_paragraph(page):
    text = text_of(page)
    notes = list(
        re.finditer(r"^:::\{margin\} (\S.*)\n((?:.+\n)+?):::\n\n(.+)$", text, re.MULTILINE)
    )
    assert 2 <= len(notes) <= 4
    assert text.count("{margin}") == len(notes)
    for note in notes:
        title, words, below = note.groups()
        assert len(words.split()) <= 50, title
        # Neither a box, a cell, a heading, a table, a formula, a list nor a label.
        assert not re.match(r":::|```|#|\||\$\$|[-*] |\d\. |\(\w+\.\w+\)=", below), title
        # Every box above is closed again; dropdowns are boxes.
        opened, closed = (re.findall(p, text[: note.start()], re.M) for p in (r"^:::\{", r"^:::$"))
        assert len(opened) == len(closed), title


@pytest.mark.parametrize("page", CHAPTER_PAGES, ids=ids(CHAPTER_PAGES))
def test_chapters_leave_the_solutions_to_the_learner_and_the_test_set_sealed(page):
    code = "\n".join(cells_of(page))
    assert "@solves" not in code
    assert "open_test" not in code


@pytest.mark.parametrize("task", all_tasks().values(), ids=all_tasks())
def test_every_exercise_is_followed_by_three_hints(task):
    text = text_of(BOOK / f"{task.chapter_id}.md")
    _, exercise = text.split(f":::{{exercise}} `{task.id}`\n")
    section = re.split(r"^#+ |^:::\{exercise\}", exercise, flags=re.MULTILINE)[0]
    hints = re.findall(
        r"^:::\{admonition\} Hint (\d)\n:class: dropdown\n(.+?)^:::$", section, re.M | re.S
    )
    assert [number for number, _ in hints] == ["1", "2", "3"]
    assert all(len(hint.split()) >= 10 for _, hint in hints)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_ends_with_questions_that_explain_every_answer(chapter):
    _, quiz = text_of(BOOK / f"{chapter}.md").split("\n## Check yourself\n")
    questions = re.split(r"^\*\*\d\. .+\*\*$", quiz, flags=re.MULTILINE)[1:]
    assert len(questions) >= 3
    for question in questions:
        answers = re.findall(r"^:::\{dropdown\} \S[^\n]*\n(.+?)\n:::$", question, re.M | re.S)
        verdicts = [re.match(r"Right\. |Not quite\. ", answer)[0] for answer in answers]
        assert len(answers) >= 2
        assert verdicts.count("Right. ") == 1
        assert all(len(answer.split()) >= 6 for answer in answers)


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_every_chapter_has_its_cheat_sheet(chapter):
    text = text_of(BOOK / "cheat_sheets.md")
    heading, call = f"## {chapter.number}. {chapter.title}\n", f'functions("{chapter.id}")'
    remember = text[text.index(heading) : text.index(call)]
    assert remember.count("\n- ") >= 4
