"""The tables are CSV (RFC 4180), and their rows match /openapi.json."""

import csv
import io

import jsonschema
import pytest

PATHS = ["/coverage.csv", "/members.csv", "/places.csv"]


@pytest.fixture(scope="module")
def description(server):
    return server.json("/openapi.json")


def validator(description, path):
    [content] = description["paths"][path]["get"]["responses"]["200"]["content"].values()
    row = content["schema"]["contentSchema"]["items"]
    return jsonschema.Draft202012Validator({"components": description["components"], **row})


def value_of(text, schema, components):
    """Converts a value to the type of its column."""
    if "$ref" in schema:
        schema = components[schema["$ref"].rsplit("/", 1)[1]]
    options = schema.get("anyOf", [schema])
    kinds = {kind for option in options for kind in [option.get("type", "string")] if isinstance(kind, str)}
    kinds |= {kind for option in options if isinstance(option.get("type"), list) for kind in option["type"]}
    if text == "" and "null" in kinds:
        return None
    if "boolean" in kinds:
        return {"true": True, "false": False}.get(text, text)
    if "integer" in kinds:
        return int(text)
    return text


def mistakes(text, description, path):
    checks = validator(description, path)
    name = checks.schema["$ref"].rsplit("/", 1)[1]
    components = description["components"]["schemas"]
    columns = components[name]["properties"]
    found = []
    for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        assert row.keys() == columns.keys()
        values = {column: value_of(value, columns[column], components) for column, value in row.items()}
        found += [mistake.message for mistake in checks.iter_errors(values)]
    return found


@pytest.mark.parametrize("path", PATHS)
def test_the_rows_match_their_description(server, description, path):
    assert mistakes(server.get(path).content.decode(), description, path) == []


@pytest.mark.parametrize(
    "right, wrong",
    [(",true,true,", ",true,perhaps,"), (",inspectorate,", ",spectator,"), (",lead,", ",,")],
)
def test_the_description_finds_a_mistake(server, description, right, wrong):
    text = server.get("/coverage.csv").content.decode()
    assert right in text
    assert mistakes(text.replace(right, wrong, 1), description, "/coverage.csv")


@pytest.mark.parametrize("path", PATHS)
def test_a_table_is_csv(server, path):
    answer = server.get(path)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    text = answer.content.decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(rows)
    assert again.getvalue() == text
