"""How the tests are shared out between processes (`-n 2`)."""

import pytest
from xdist.scheduler import LoadScopeScheduling

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


class _ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file.rpartition("/")[2] in ONE_BY_ONE else file


# Not by marks and `--dist loadgroup`: xdist 3.8 loses the marks' groups with pytest 9.2.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return _ByFile(config, log)
