"""The shipped bank and one offline grader for all tests of grading: loading a model takes longer than a test."""

from __future__ import annotations

import pytest

from mockinterview.domain.rubric import Question
from mockinterview.embedding import EmbedderSpec
from mockinterview.grading import OfflineGrader, open_offline_grader
from mockinterview.resources import Places
from mockinterview.rubric_store import Bank, Layer, LayerName, RubricStore
from mockinterview.settings import Settings


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return Places(Settings.from_env({"MOCKINTERVIEW_HOME": str(tmp_path_factory.mktemp("home"))}))


@pytest.fixture(scope="session")
def grader(places: Places) -> OfflineGrader:
    return open_offline_grader(places, EmbedderSpec())


@pytest.fixture(scope="session")
def bank(places: Places) -> Bank:
    return RubricStore([Layer(LayerName.SHIPPED, places.shipped_rubrics)]).bank(strict=True)


@pytest.fixture(scope="session")
def why_relu(bank: Bank) -> Question:
    return bank.question("dl.activation.why-relu")
