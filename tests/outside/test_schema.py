"""/schema.json describes the data file."""

import copy
import datetime
import tomllib

import jsonschema
import pytest

from conftest import ROOT


@pytest.fixture(scope="module")
def validator(server):
    schema = server.json("/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def plain(value):
    """TOML as JSON, with dates as strings."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


@pytest.fixture(scope="module")
def data():
    return plain(tomllib.loads((ROOT / "data/uk.toml").read_text()))


def test_the_shipped_data_matches_the_schema(validator, data):
    mistakes = [f"{mistake.json_path}: {mistake.message}" for mistake in validator.iter_errors(data)]
    assert mistakes == []


def without_a_name(data):
    del data["member"][0]["name"]


def with_a_misspelt_key(data):
    data["setting"][0]["hints"] = data["setting"][0].pop("hint")


def with_an_unknown_kind(data):
    data["member"][0]["kind"] = "spectator"


def with_an_id_in_capitals(data):
    data["jurisdiction"][0]["id"] = "England"


def with_nobody(data):
    data["setting"][0]["coverage"][0]["by"] = []


def with_a_date_that_is_none(data):
    data["source"][0]["date"] = "some day"


def with_a_number_for_a_text(data):
    data["directory"]["title"] = 7


@pytest.mark.parametrize(
    "spoil",
    [
        without_a_name,
        with_a_misspelt_key,
        with_an_unknown_kind,
        with_an_id_in_capitals,
        with_nobody,
        with_a_date_that_is_none,
        with_a_number_for_a_text,
    ],
)
def test_the_schema_finds_a_mistake(validator, data, spoil):
    spoilt = copy.deepcopy(data)
    spoil(spoilt)
    assert list(validator.iter_errors(spoilt))


def test_the_schema_that_the_data_file_names_is_served(server):
    first = (ROOT / "data/uk.toml").read_text().splitlines()[0]
    assert first == "#:schema schema.json"
    assert (ROOT / "data/schema.json").read_bytes() == server.bytes("/schema.json")
