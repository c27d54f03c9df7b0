"""/openapi.json describes what every path answers, and every twin matches its schema."""

import os
import pathlib
import subprocess
import sys

import jsonschema
import openapi_spec_validator
import pytest

from conftest import twin_of


@pytest.fixture(scope="module")
def description(server):
    return server.json("/openapi.json")


def test_the_description_is_openapi(description):
    assert description["openapi"].startswith("3.1")
    openapi_spec_validator.validate(description)


def closed(schema):
    """The schema with unknown keys forbidden."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(part) for key, part in schema.items()}
    if "properties" in schema:
        schema["additionalProperties"] = False
    return schema


def test_every_twin_has_the_keys_of_its_schema_and_no_other(server, pages, description):
    components = closed(description["components"])
    twins = [twin_of(page) for page in pages] + ["/directory.json"]
    for twin in twins:
        operation = description["paths"][pattern_of(twin, description)]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema.Draft202012Validator({"components": components, **schema})
        mistakes = [f"{mistake.json_path}: {mistake.message}" for mistake in validator.iter_errors(server.json(twin))]
        assert not mistakes, (twin, mistakes[:5])


def test_every_error_matches_its_schema(server, description):
    components = closed(description["components"])
    schema = {"components": components, "$ref": "#/components/schemas/Error"}
    validator = jsonschema.Draft202012Validator(schema)
    for path, method, status in [
        ("/settings/prison.json", "GET", 404),
        ("/nowhere.json", "GET", 404),
        ("/settings.json", "POST", 405),
    ]:
        answer = server.get(path, method=method)
        assert answer.status_code == status
        validator.validate(answer.json())
        assert answer.json()["error"]["status"] == status
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def pattern_of(path, description):
    """The path template in the description that matches a path, or one in Welsh without `/cy`."""
    parts = path.removeprefix("/cy").split("/")
    for pattern in description["paths"]:
        of_pattern = pattern.split("/")
        fits = len(parts) == len(of_pattern) and all(
            part == one or one.startswith("{") and part.endswith(".json") == one.endswith(".json")
            for part, one in zip(parts, of_pattern)
        )
        if fits:
            return pattern
    raise AssertionError(f"{path} is not described")


def test_schemathesis_finds_nothing(server, tmp_path):
    command = [
        pathlib.Path(sys.executable).parent / "schemathesis",
        "run",
        f"{server.address}/openapi.json",
        f"--url={server.address}",
        "--checks=all",
        "--max-examples=80",
        "--workers=2",
        "--seed=1",
        "--no-color",
    ]
    environment = {**os.environ, "COLUMNS": "120"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout, done.stdout
