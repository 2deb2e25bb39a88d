import json

import pytest
from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde
from traitlets.config import Config

from fashionlab.errors import GraderFault
from fashionlab.grading.nbgrader import configure
from fashionlab.grading.nbgrader.autograde import IsolatedAutograde

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader's own


@pytest.fixture(autouse=True)
def _put_back(monkeypatch):
    for module in (api, autogradeapp):
        monkeypatch.setattr(module, "Autograde", Autograde)


def _steps(config):
    return [step.rpartition(".")[2] for step in config.Autograde.autograde_preprocessors]


def test_execute_is_replaced_and_every_other_step_stays():
    config = Config()
    configure(config)
    shipped = [step.__name__ for step in Autograde.autograde_preprocessors.default()]
    ours = {"Execute": "IsolatedGrade", "SaveAutoGrades": "SaveGrades"}
    assert _steps(config) == [ours.get(name, name) for name in shipped]


def test_configuring_twice_changes_nothing():
    once, twice = Config(), Config()
    configure(once)
    configure(twice)
    configure(twice)
    assert once == twice


def test_the_settings_are_plain_names_for_the_formgrader_to_show():
    config = Config()
    configure(config)
    json.dumps(config.Autograde)


@pytest.mark.parametrize("module", [api, autogradeapp])
def test_only_a_configured_course_gets_our_autograder(module):
    class Parent(autogradeapp.NbGrader):
        pass

    ours = Config()
    configure(ours)
    assert type(module.Autograde(parent=Parent(config=ours))) is IsolatedAutograde
    assert type(module.Autograde(parent=Parent(config=Config()))) is Autograde


def test_an_nbgrader_without_the_seam_is_refused(monkeypatch):
    monkeypatch.setattr(Autograde.autograde_preprocessors, "default", lambda *_: [])
    with pytest.raises(GraderFault, match="Execute, SaveAutoGrades"):
        configure(Config())
