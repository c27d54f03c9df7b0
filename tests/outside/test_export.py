"""Exports: the files have the bytes that are served, and the folder is replaced completely or not at all."""

import signal
import subprocess

from conftest import OPTIONS, PROGRAM, ROOT, WITH_FORMS, export

# A small data file, for tests of the folder and not of what is in it.
SMALL = ROOT / "tests/fixtures/islands.toml"


def file_of(address, media):
    if address == "/":
        return "index.html"
    return address[1:] + (".html" if media.startswith("text/html") else "")


def test_every_file_has_the_bytes_that_are_served(server, exported, addresses):
    assert len(addresses) > 190
    apart = set()
    for address in addresses:
        answer = server.get(address)
        assert answer.status_code == 200, address
        name = file_of(address, answer.headers["Content-Type"])
        if (exported / name).read_bytes() != answer.content:
            apart.add(address)
        for coding, extension in [("br", ".br"), ("gzip", ".gz")]:
            file = exported / (name + extension)
            answer = server.get(address, Accept_Encoding=coding)
            assert file.exists() == (answer.headers.get("Content-Encoding") == coding), name
            if file.exists() and address not in WITH_FORMS:
                assert file.read_bytes() == answer.raw.read(), name
    assert apart == WITH_FORMS


def test_every_described_address_has_a_file(server, addresses):
    described = server.json("/openapi.json")["paths"]
    fixed = {path for path, item in described.items() if "{" not in path and item["get"]["tags"] != ["computed"]}
    assert fixed and fixed <= set(addresses)


def test_pages_with_forms_have_links_instead(exported):
    for name in ["index.html", "lookup.html", "search.html", "cy.html", "cy/lookup.html", "cy/search.html"]:
        html = (exported / name).read_text()
        assert "<form" not in html and "<input" not in html and "opensearch" not in html


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_killed_export_leaves_the_old_site(tmp_path):
    folder = tmp_path / "site"
    assert export(folder, "--data", str(SMALL)).returncode == 0
    before = files(folder)
    command = [PROGRAM, "export", str(folder), *OPTIONS, "--data", str(changed(tmp_path))]
    new = tmp_path / ".site.new"
    for is_reached in [lambda: True, new.exists, (new / "index.html").exists, (new / "settings").exists]:
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            while not is_reached() and process.poll() is None:
                pass
            process.send_signal(signal.SIGKILL)
        if process.returncode == 0:
            # A busy machine may let it finish before it is killed.
            assert export(folder, "--data", str(SMALL)).returncode == 0
        assert files(folder) == before
    # The next export cleans up what is left and replaces the old site.
    assert subprocess.run(command, capture_output=True).returncode == 0
    assert files(folder) != before
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_dir()] == ["site"]


def changed(folder):
    """Another data file."""
    text = SMALL.read_text()
    renamed = text.replace('name = "Brann & Cask"', 'name = "Cask & Brann"')
    assert renamed != text
    file = folder / "other.toml"
    file.write_text(renamed)
    return file


def test_a_folder_with_other_files_is_rejected(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    done = export(tmp_path, "--data", str(SMALL))
    assert done.returncode == 2
    assert "did not write: `mine.txt`" in done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


def test_a_summary_is_printed_on_standard_error(tmp_path):
    done = export(tmp_path / "site", "--data", str(SMALL))
    assert done.stdout == ""
    count = len(files(tmp_path / "site"))
    assert f" pages, {count} files, " in done.stderr
