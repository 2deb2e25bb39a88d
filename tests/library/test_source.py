"""From a notebook's cells to one module per task."""

import ast

import pytest

from fashionlab.source import Cell, extract
from fashionlab.source.load import run_module
from fashionlab.source.statements import read_statements
from fashionlab.tasks import all_tasks, separate_solutions, solution_of

IMPORTS = "import numpy as np\nfrom fashionlab import data, evaluation, models, pipelines, solves"
SOFTMAX = "@solves(evaluation.softmax)\ndef softmax(logits):\n    return logits\n"


def cells(*sources):
    return [Cell(number, "code", source) for number, source in enumerate(sources, start=1)]


def found(*sources):
    return extract(cells(*sources))


def softmax_of(*sources):
    """The one task in the cells, run: its extraction and its function."""
    extraction = found(*sources)
    assert extraction.problems == ()
    source = extraction.tasks["evaluation.softmax"]
    with separate_solutions():
        run_module(source.text, source.task_id)
        return source, solution_of(source.task_id)


def test_imports_come_along_and_the_rest_stays():
    source, softmax = softmax_of(IMPORTS, "print('hello')\nx = 3", SOFTMAX)
    assert "print" not in source.text
    assert "x = 3" not in source.text
    assert softmax(5) == 5
    assert source.cell == 3
    assert not source.blank


@pytest.mark.parametrize(
    "helpers",
    [
        "K = 3\ndef f(x):\n    return K * x",
        "def f(x):\n    return g(x)\ndef g(x):\n    return 3 * x",
        "class C:\n    def __call__(self, x):\n        return 3 * x\ndef f(x):\n    return C()(x)",
        "f = lambda x: 3 * x",
        "import operator, functools\nf = functools.partial(operator.mul, 3)",
        "a, (b, c) = 1, (2, 3)\ndef f(x):\n    return c * x",
        "TABLE = {'three': 3}\ndef f(x):\n    return TABLE['three'] * x",
        "THREE: int = 3\ndef f(x): return THREE * x",
        "THREE = int(np.array([3]).max())\ndef f(x): return THREE * x",
        "try:\n    from no_such_library import f\nexcept ImportError:\n"
        "    def f(x):\n        return 3 * x",
        "if True:\n    K = 3\nelse:\n    K = 4\ndef f(x): return K * x",
        "def f(x):\n    global seen\n    seen = 3\n    return seen * x",
        "K = None\ndef f(x):\n    global K\n    if K is None:\n        K = 3\n    return K * x",
        "K = 2\ndef more():\n    global K\n    K += 1\ndef f(x):\n    more()\n    return K * x",
        "def more():\n    global K\n    K = 3\ndef f(x):\n    more()\n    return K * x",
        "K = 2; K2 = K + 1\ndef f(x): return K2 * x",
        "def outer(n):\n    def inner(x):\n        return n * x\n    return inner\n"
        "def f(x): return outer(3)(x)",
        "def times(n):\n    return lambda x: n * x\nf = times(3)",
        "def triple(n):\n    return 3 * n\nTHREE = triple(1)\ndef f(x): return THREE * x",
        "A = np.arange(4)\nTHREE = A.max()\ndef f(x): return THREE * x",
        "def deco(g):\n    return lambda x: 3 * g(x)\n@deco\ndef f(x):\n    return x",
        "T = {}\nT['f'] = lambda x: 3 * x\ndef f(x): return T['f'](x)",
        "T = {}\ndef f(x): return T['f'](x)\nT.update(f=lambda x: 3 * x)",
        "T = []\nT.append(3)\ndef f(x): return T[0] * x",
        "T = [1]\nT += [3]\ndef f(x): return T[1] * x",
        "K = 1\nK += 2\ndef f(x): return K * x",
        "T = {}\nfor n in range(4):\n    T[n] = n\ndef f(x): return T[3] * x",
        "T = {}\ndef times(n):\n    return lambda x: n * x\nT['f'] = times(3)\n"
        "def f(x): return T['f'](x)",
        "T = {}\ndef rule(name):\n    def keep(g):\n        T[name] = g\n        return g\n"
        "    return keep\n@rule('f')\ndef three(x):\n    return 3 * x\n"
        "def f(x): return T['f'](x)",
        "class Rules:\n    known = {}\n    @classmethod\n    def keep(cls, g):\n"
        "        cls.known[g.__name__] = g\n        return g\n"
        "@Rules.keep\ndef three(x):\n    return 3 * x\ndef f(x): return Rules.known['three'](x)",
        "import functools\n@functools.singledispatch\ndef f(x):\n    return 0\n"
        "@f.register\ndef _(x: int):\n    return 3 * x",
        "class Rule:\n    pass\nclass Three(Rule):\n    def __call__(self, x):\n"
        "        return 3 * x\ndef f(x): return Rule.__subclasses__()[0]()(x)",
        "class Rule:\n    all = []\n    def __init_subclass__(cls):\n        Rule.all.append(cls)\n"
        "class Three(Rule):\n    n = 3\ndef f(x): return Rule.all[0].n * x",
        "def f(x): return f.n * x\nf.n = 3",
        "T = {}\ndef keep(name, g):\n    T[name] = g\nkeep('f', lambda x: 3 * x)\n"
        "def f(x): return T['f'](x)",
        "T = {}\nT['f'] = 4\nT = {'f': 3}\ndef f(x): return T['f'] * x",
    ],
)
def test_what_a_definition_needs_comes_along(helpers):
    text = SOFTMAX.replace("return logits", "return f(logits)")
    source, softmax = softmax_of(IMPORTS, helpers, text)
    assert source.borrowed == ()
    assert softmax(5) == 15


def test_what_changes_a_value_of_another_function_stays():
    other = "C = {}\nC['x'] = 1\ndef unused(): return C\n"
    source, _ = softmax_of(IMPORTS, other, "T = {}\nT['y'] = 2", SOFTMAX)
    assert "C" not in source.text
    assert "T" not in source.text


def test_trying_a_helper_stays():
    tried = "def f(x):\n    out = {}\n    out['x'] = x\n    return x\nf(1)\nf('fails' / 2)"
    source, _ = softmax_of(IMPORTS, tried, SOFTMAX.replace("return logits", "return f(logits)"))
    assert "f(1)" not in source.text
    assert "fails" not in source.text
    assert source.borrowed == ()


def test_another_task_under_the_same_decorator_stays():
    seen = "def seen(g):\n    return g\n"
    other = (
        "@solves(evaluation.accuracy)\n@seen\ndef accuracy(probabilities, labels):\n    return 4"
    )
    text = SOFTMAX.replace("def softmax", "@seen\ndef softmax")
    source = found(IMPORTS, seen, text, other).tasks["evaluation.softmax"]
    assert "return 4" not in source.text


def test_helpers_may_come_after():
    _, softmax = softmax_of(
        IMPORTS, SOFTMAX.replace("return logits", "return f(logits)"), "def f(x): return 7"
    )
    assert softmax(5) == 7


@pytest.mark.parametrize(
    ("computed", "names"),
    [
        ("scale = data.load('mnist').train.images.max()", ("scale",)),
        ("scale = models.build_ann()", ("scale",)),
        ("for scale in range(3):\n    pass", ("scale",)),
        ("with open('x') as scale:\n    pass", ("scale",)),
        ("scale = 1\nscale += data.load('mnist').train.images.max()", ("scale",)),
        ("scale = {}\nscale['x'] = models.build_ann()", ("scale",)),
        ("scale = []\nscale.append(data.load('mnist'))", ("scale",)),
        ("def f():\n    return data.load('mnist')\nscale = f()", ("scale",)),
        ("def f():\n    return g()\ndef g():\n    return data.load(1)\nscale = f()", ("scale",)),
        ("scale = undefined()", ("scale",)),
        ("images = data.load('mnist')\nscale = images.max()", ("scale",)),
    ],
)
def test_values_the_notebook_computes_are_reported(computed, names):
    text = SOFTMAX.replace("return logits", "return logits / scale")
    source = found(IMPORTS, computed, text).tasks["evaluation.softmax"]
    assert source.borrowed == names


def test_another_task_is_no_help_unless_it_is_in_the_notebook():
    text = SOFTMAX.replace("return logits", "return evaluation.accuracy(logits, logits)")
    assert found(IMPORTS, text).tasks["evaluation.softmax"].borrowed == ("evaluation.accuracy",)
    other = "@solves(evaluation.accuracy)\ndef accuracy(probabilities, labels):\n    return 4\n"
    source = found(IMPORTS, other, text).tasks["evaluation.softmax"]
    assert source.borrowed == ()
    assert "return 4" in source.text


def test_the_last_of_two_copies_counts():
    extraction = found(IMPORTS, SOFTMAX, SOFTMAX.replace("return logits", "return 2"))
    assert "return 2" in extraction.tasks["evaluation.softmax"].text
    (problem,) = extraction.problems
    assert "cell 2 and again in cell 3. The last definition counts" in problem.message
    assert not problem.fatal


def test_a_renamed_function_with_its_decorator_counts():
    _, softmax = softmax_of(IMPORTS, SOFTMAX.replace("def softmax", "def my_function"))
    assert softmax(4) == 4


def test_a_missing_decorator_is_told():
    extraction = found(IMPORTS, "def softmax(logits):\n    return logits")
    assert extraction.tasks == {}
    (problem,) = extraction.problems
    assert problem.task_id == "evaluation.softmax"
    assert "@solves(evaluation.softmax)" in problem.message


@pytest.mark.parametrize("written", ["models.softmax", "evaluation.sofmax", "softmaxx", "3", ""])
def test_a_task_that_does_not_exist_is_told(written):
    extraction = found(IMPORTS, SOFTMAX.replace("evaluation.softmax", written))
    assert extraction.tasks == {}
    assert "there is no such task" in extraction.problems[0].message


@pytest.mark.parametrize(
    ("imports", "decorator"),
    [
        ("import fashionlab", "fashionlab.solves(fashionlab.evaluation.softmax)"),
        ("import fashionlab as fl", "fl.solves(fl.evaluation.softmax)"),
        ("from fashionlab import solves as s, evaluation as e", "s(e.softmax)"),
        (
            "from fashionlab import solves\nfrom fashionlab.evaluation import softmax as target",
            "solves(target)",
        ),
        (
            "from fashionlab.tasks import solves\nimport fashionlab.evaluation.probabilities as p",
            "solves(p.softmax)",
        ),
        (
            "import fashionlab.evaluation, fashionlab.tasks",
            "fashionlab.tasks.solves(fashionlab.evaluation.softmax)",
        ),
        ("from fashionlab import *", "solves(fashionlab.evaluation.softmax)\n# import below"),
        ("from fashionlab import solves, evaluation", "solves(target=evaluation.softmax)"),
    ],
)
def test_imports_under_any_name(imports, decorator):
    extra = "import fashionlab\n" if "*" in imports else ""
    text = SOFTMAX.replace("solves(evaluation.softmax)", decorator)
    _, softmax = softmax_of(extra + imports, text)
    assert softmax(8) == 8


def test_an_import_inside_a_function_does_not_rename_others():
    helper = "def unrelated():\n    from os import path as evaluation\n    return evaluation"
    _, softmax = softmax_of(IMPORTS, helper, SOFTMAX)
    assert softmax(8) == 8


@pytest.mark.parametrize(
    "noise",
    [
        "%matplotlib inline",
        "!pip install keras",
        "%time x = 3\n!ls\n?np.sum\nnp.sum?\nnp.sum??",
        "files = !ls\nx = %timeit -o 3",
        "%%bash\necho 'def softmax(' ",
        "%%html\n<b>def</b>",
        "    %matplotlib inline",
    ],
)
def test_magics_and_shell_escapes_are_passed_over(noise):
    for text in ([IMPORTS, noise, SOFTMAX], [IMPORTS, f"{noise}"], [IMPORTS]):
        assert found(*text).problems == ()
    _, softmax = softmax_of(IMPORTS, noise, SOFTMAX)
    assert softmax(2) == 2


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "\n%%time", "%load_ext x", "!ls"])
def test_a_solution_in_a_cell_with_a_magic_counts(magic):
    _, softmax = softmax_of(IMPORTS, f"{magic}\n{SOFTMAX}")
    assert softmax(2) == 2


def test_a_percent_sign_in_an_expression_is_no_magic():
    text = SOFTMAX.replace("return logits", "return (logits\n            % 7)")
    _, softmax = softmax_of(IMPORTS, f"%matplotlib inline\n{text}")
    assert softmax(9) == 2


def test_a_magic_look_alike_inside_a_string_stays():
    text = SOFTMAX.replace("return logits", 'return """\n%matplotlib\n!ls\n"""')
    _, softmax = softmax_of(IMPORTS, text)
    assert softmax(9) == "\n%matplotlib\n!ls\n"


def test_a_syntax_error_leaves_the_other_cells():
    broken = "@solves(evaluation.accuracy)\ndef accuracy(probabilities, labels)\n    return 1"
    extraction = found(IMPORTS, broken, SOFTMAX)
    assert list(extraction.tasks) == ["evaluation.softmax"]
    fatal = [problem for problem in extraction.problems if problem.fatal]
    assert [problem.task_id for problem in fatal] == ["evaluation.accuracy"]
    assert "Cell 2, line 2" in fatal[0].message


def test_a_broken_copy_is_not_fatal_where_another_is_whole():
    extraction = found(IMPORTS, SOFTMAX + "    )", SOFTMAX)
    assert list(extraction.tasks) == ["evaluation.softmax"]
    assert not any(problem.fatal for problem in extraction.problems)


@pytest.mark.parametrize(
    "source",
    [
        "x = '\x00'",
        "(" * 5000,
        "[" * 300 + "]" * 300,
        "-" * 20_000 + "1",
        "x = " + "+".join("1" for _ in range(20_000)),
        "x" + ".a" * 20_000,
        "\ud800 = 1",
        "'\ud800'",
        "# -*- coding: no-such -*-\nx = 1",
        "x = 1\n\ty = 2",
        "return 3",
        "yield",
        "await x",
        "nonlocal x",
        "global x; x: int = 3",
        "def f():\n    x = 1\n    global x",
        "from __future__ import no_such_thing",
        "from . import softmax",
        "import *",
        "*a, *b = c",
        "f'{'",
        "lambda: (yield)",
        "x = 9" + "9" * 10_000,
    ],
)
def test_a_strange_cell_breaks_nothing(source):
    extraction = found(IMPORTS, source, SOFTMAX)
    assert list(extraction.tasks) == ["evaluation.softmax"]
    assert not any(problem.fatal for problem in extraction.problems)


def test_a_huge_cell_is_told():
    extraction = found(IMPORTS, "x = 1\n" * 40_000, SOFTMAX)
    assert list(extraction.tasks) == ["evaluation.softmax"]
    (problem,) = extraction.problems
    assert "240,000 characters" in problem.message
    extraction = found(IMPORTS, SOFTMAX + "#" * 200_000)
    assert extraction.problems[-1].task_id == "evaluation.softmax"
    assert extraction.problems[-1].fatal


@pytest.mark.parametrize(
    "body",
    [
        "...",
        "pass",
        "raise NotImplementedError()",
        "raise NotImplementedError",
        '"""Doc."""',
        '"""Doc."""\n    raise NotImplementedError("write me")',
    ],
)
def test_a_placeholder_is_blank(body):
    source = found(IMPORTS, SOFTMAX.replace("return logits", body)).tasks["evaluation.softmax"]
    assert source.blank


@pytest.mark.parametrize(
    "body", ["return None", "print(1)", "raise ValueError()", "x = 1\n    pass"]
)
def test_anything_else_is_an_attempt(body):
    source = found(IMPORTS, SOFTMAX.replace("return logits", body)).tasks["evaluation.softmax"]
    assert not source.blank


def test_future_imports_come_first():
    source, _ = softmax_of("x = 1\n" + IMPORTS, "from __future__ import annotations", SOFTMAX)
    first = next(n for n in ast.parse(source.text).body if not isinstance(n, ast.Expr))
    assert first.module == "__future__"


def test_a_method_is_not_a_solution():
    text = "class Mine:\n    @solves(evaluation.softmax)\n"
    text += "    def softmax(self, logits):\n        return 1"
    assert found(IMPORTS, text).tasks == {}


def test_an_async_function_is_read():
    text = SOFTMAX.replace("def softmax", "async def softmax")
    assert "async def" in found(IMPORTS, text).tasks["evaluation.softmax"].text


def test_a_default_taken_from_a_constant_comes_along():
    text = "@solves(pipelines.one_hot)\ndef one_hot(labels, num_classes=TEN):\n    return labels\n"
    source = found(IMPORTS, "TEN = 10", text).tasks["pipelines.one_hot"]
    with separate_solutions():
        run_module(source.text, source.task_id)
        assert solution_of("pipelines.one_hot") is not None


def test_two_decorators_and_two_tasks_on_one_line():
    text = "import functools\n@functools.lru_cache\ndef f(x): return x\n" + SOFTMAX
    _, softmax = softmax_of(IMPORTS, text.replace("return logits", "return f(logits)"))
    assert softmax(6) == 6
    both = SOFTMAX.replace("def", "@solves(evaluation.softmax)\ndef", 1)
    assert "evaluation.softmax" in found(IMPORTS, both).tasks


@pytest.mark.parametrize(
    "before",
    ["x = 1; ", "x = 1 \\\n  ; ", "x = 1; # why\n# and how\n\n", "x = 1\n\x0c\n", "\\\n"],
    ids=["semicolon", "line_carried_on", "comments", "form_feed", "backslash"],
)
@pytest.mark.parametrize(
    "statement",
    [
        "y = 'a\t\\n b'",
        "y = f\"{dict(a='wide\u2028gap')['a']}\"  # why",
        "y = [1,\n     2]",
        "def y():\n\n    return '''\n two lines'''",
        "@(  # an @ in a comment\n    staticmethod)\ndef y():\n    pass",
        "@\\\n  staticmethod\n@ property\nclass y:\n    pass",
    ],
    ids=["simple", "f_string", "list", "function", "decorated", "decorator_on_the_next_line"],
)
def test_a_statement_keeps_its_own_text(before, statement):
    if before.endswith("; ") and statement.startswith(("@", "def")):
        before += "\n"
    statements = read_statements(Cell(1, "code", f"{before}{statement}\nz = 2\n"))
    assert [one.text for one in statements][-2:] == [statement, "z = 2"]
    assert statements[-2].names.bound == {"y"}


def test_markdown_and_raw_cells_are_not_read():
    other = [Cell(1, "markdown", SOFTMAX), Cell(2, "raw", SOFTMAX)]
    assert extract(other).tasks == {}


def test_nothing_is_executed(tmp_path):
    target = tmp_path / "made"
    found(IMPORTS, f"open({str(target)!r}, 'w')", SOFTMAX)
    assert not target.exists()


def test_every_task_is_found_by_its_name_alone():
    for task in all_tasks().values():
        text = f"from fashionlab.{task.id.partition('.')[0]} import {task.name} as t\n"
        text += f"@solves(t)\ndef mine{task.signature}:\n    return 1\n"
        text = text.replace("np.ndarray", "object").replace("numpy.ndarray", "object")
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        assert list(found("from fashionlab import solves", text).tasks) == [task.id]
