"""How the tests are shared out between processes (`--dist loadgroup`)."""

import pytest

# Long, and nothing is made once for several of their tests: these go one by one to whichever
# process is free. The tests of any other file stay together.
ONE_BY_ONE = frozenset(
    {
        "test_alternatives.py",
        "test_misconceptions.py",
        "test_mutants.py",
        "test_notebooks.py",
        "test_recorded_figures.py",
    }
)


# First: xdist reads the groups at the same occasion.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.name not in ONE_BY_ONE:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
