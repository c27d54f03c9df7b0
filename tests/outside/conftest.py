"""The running program: a server on a free port, and the same site exported."""

import os
import pathlib
import re
import subprocess
import xml.etree.ElementTree

import pytest
import requests

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = os.environ["NPM_DIRECTORY"]

BASE_URL = "https://directory.example"
OPTIONS = ["--base-url", BASE_URL, "--security-contact", "mailto:security@directory.example"]


class Server:
    """A server at a base URL."""

    def __init__(self, address):
        self.address = address
        self.session = requests.Session()

    def get(self, path, method="GET", **headers):
        """Sends one request: follows no redirect, and accepts no encoding unless told to."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = {"Accept-Encoding": "identity", **headers}
        request = requests.Request(method, self.address, headers=headers).prepare()
        # Unchanged: the client must not normalize what is being tested.
        request.url = self.address + path
        return self.session.send(request, allow_redirects=False, stream=True, timeout=20)

    def bytes(self, path, **headers):
        """The body as received."""
        return self.get(path, **headers).raw.read()

    def text(self, path):
        answer = self.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def json(self, path):
        def no_key_twice(pairs):
            keys = [key for key, _ in pairs]
            assert len(keys) == len(set(keys)), f"{path} has a key twice: {keys}"
            return dict(pairs)

        answer = self.get(path)
        assert answer.status_code == 200, path
        return answer.json(object_pairs_hook=no_key_twice)


@pytest.fixture(scope="session")
def server():
    """A server of the shipped data."""
    command = [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--log", "off", *OPTIONS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            yield Server(re.fullmatch(r"listening on (\S+)\n", line).group(1))
        finally:
            process.terminate()


def export(folder, *arguments):
    """Exports the site."""
    command = [PROGRAM, "export", str(folder), *OPTIONS, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The folder with the exported site."""
    folder = tmp_path_factory.mktemp("export") / "site"
    done = export(folder, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="session")
def pages(server):
    """Every page: those in the sitemap, and the one that is not indexed."""
    sitemap = xml.etree.ElementTree.fromstring(server.text("/sitemap.xml"))
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    listed = [place.text.removeprefix(BASE_URL) for place in sitemap.iter(name)]
    assert len(listed) > 90
    return [*listed, "/search"]


# The home page in each language.
HOMES = {"/", "/cy"}

# Pages that have forms on a server and links instead in an export.
WITH_FORMS = {*HOMES, "/lookup", "/search", "/cy/lookup", "/cy/search"}


def twin_of(page):
    """The path of a page's JSON twin."""
    return f"{page.rstrip('/')}/index.json" if page in HOMES else f"{page}.json"


def address_of(file):
    """The path at which a file of an export is served."""
    if file == "index.html":
        return "/"
    return "/" + file.removesuffix(".html")


@pytest.fixture(scope="session")
def addresses(exported):
    """Every path of the exported site; the server has more."""
    apart = {"_headers", "_redirects", ".nojekyll", ".npm-directory-export", "404.html", "404.json"}
    files = [str(path.relative_to(exported)) for path in exported.rglob("*") if path.is_file()]
    whole = [file for file in files if not file.endswith((".br", ".gz"))]
    return sorted(address_of(file) for file in whole if file not in apart)
