"""The tables are CSV as RFC 4180 has it, and are as their metadata describes them."""

import csv
import io
import shutil
import warnings

import csvw
import pytest

METADATA = ["coverage.csv-metadata.json", "members.csv-metadata.json"]


@pytest.fixture
def tables(exported, tmp_path):
    """The tables and their metadata, in a folder in which they may be spoilt."""
    for file in exported.glob("*.csv*"):
        if file.suffix not in (".br", ".gz"):
            shutil.copy(file, tmp_path)
    return tmp_path


def mistakes(metadata):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        try:
            valid = csvw.CSVW(str(metadata), validate=True).is_valid
        except ValueError as mistake:
            return [str(mistake)]
    return [] if valid else [str(one.message) for one in found] or ["not valid"]


@pytest.mark.parametrize("metadata", METADATA)
def test_the_metadata_fits_its_tables(tables, metadata):
    assert mistakes(tables / metadata) == []


@pytest.mark.parametrize(
    "right, wrong",
    [
        (",true,true,", ",true,perhaps,"),
        (",hmi-prisons,", ",nobody,"),
        (",inspectorate,", ",spectator,"),
        ("prisons.england.1.published,prisons,", "prisons.england.1.published,,"),
    ],
)
def test_the_metadata_tells_a_table_with_a_mistake(tables, right, wrong):
    table = tables / "coverage.csv"
    text = table.read_bytes().decode()
    assert right in text
    table.write_bytes(text.replace(right, wrong, 1).encode())
    assert mistakes(tables / METADATA[0])


@pytest.mark.parametrize("path", ["/coverage.csv", "/members.csv"])
def test_a_table_is_csv_and_names_its_metadata(server, path):
    answer = server.get(path)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert f'<{path}-metadata.json>; rel="describedby"; type="application/csvm+json"' in answer.headers["Link"]
    text = answer.content.decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(rows)
    assert again.getvalue() == text
