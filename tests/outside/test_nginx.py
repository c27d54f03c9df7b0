"""The exported site behind nginx, with the configuration of docs/deploying.md."""

import os
import pathlib
import re
import socket
import subprocess
import time

import pytest

from conftest import ROOT, WITH_FORMS, Server

MODULE = pathlib.Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

# Headers that each server sets itself; only our server sends `Link`.
OWN = {
    "server", "date", "connection", "keep-alive", "content-length", "etag", "last-modified", "accept-ranges",
    "transfer-encoding", "link",
}


def blocks(language):
    """The code blocks of the guide in a language."""
    guide = (ROOT / "docs/deploying.md").read_text()
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", guide)


def run_nginx(folder, exported, with_brotli):
    """Starts nginx on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    redirects = folder / "redirects.map"
    (command,) = [block for block in blocks("sh") if block.startswith("sed ")]
    command = command.splitlines()[0].replace("public", str(exported)).replace("/srv/npm-directory-redirects.map", str(redirects))
    subprocess.run(command, shell=True, check=True)
    (site,) = blocks("nginx")
    for documented, tried in [
        ("/srv/npm-directory-redirects.map", str(redirects)),
        ("/srv/npm-directory", str(exported)),
        ("listen 80", f"listen 127.0.0.1:{port}"),
    ]:
        assert site.count(documented) == 1, documented
        site = site.replace(documented, tried)
    if not with_brotli:
        site = site.replace("brotli_static on;", "")
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    )
    (folder / "nginx.conf").write_text(
        ("user root;\n" if os.geteuid() == 0 else "")
        + (f"load_module {MODULE};\n" if with_brotli else "")
        + f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log warn;\nevents {{}}\n"
        # Debian's default configuration has this too; it must make no difference.
        + f"http {{\naccess_log off;\ngzip on;\ninclude /etc/nginx/mime.types;\n{paths}{site}\n}}\n"
    )
    process = subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, Server(f"http://127.0.0.1:{port}")
        assert process.poll() is None, (folder / "error.log").read_text()
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


@pytest.fixture(scope="module", params=["with brotli", "without brotli"])
def nginx(request, tmp_path_factory, exported):
    folder = tmp_path_factory.mktemp("nginx")
    process, nginx = run_nginx(folder, exported, request.param == "with brotli")
    nginx.has_brotli = request.param == "with brotli"
    try:
        yield nginx
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert (folder / "error.log").read_text() == ""


def shared(answer):
    """The headers of an answer that do not depend on the server."""
    return {name.lower(): value for name, value in answer.headers.items() if name.lower() not in OWN}


def test_every_path_has_the_same_headers_and_bytes(server, nginx, exported, addresses):
    for address in addresses:
        ours, theirs = server.get(address), nginx.get(address)
        assert theirs.status_code == ours.status_code == 200, address
        assert shared(theirs) == shared(ours), address
        if address not in WITH_FORMS:
            assert theirs.content == ours.content, address
        assert theirs.headers["ETag"], address


@pytest.mark.parametrize("accepted", ["gzip", "br", "gzip, deflate, br, zstd", "br;q=0, gzip"])
def test_the_compressed_files_are_sent(nginx, exported, accepted):
    for address, file in [("/", "index.html"), ("/settings", "settings.html"), ("/directory.json", "directory.json")]:
        answer = nginx.get(address, Accept_Encoding=accepted)
        takes_brotli = nginx.has_brotli and "br" in accepted.replace("br;q=0", "")
        takes_gzip = "gzip" in accepted
        encoding = "br" if takes_brotli else "gzip" if takes_gzip else None
        assert answer.headers.get("Content-Encoding") == encoding, address
        extension = {"br": ".br", "gzip": ".gz", None: ""}[encoding]
        assert answer.raw.read() == (exported / (file + extension)).read_bytes()
        assert answer.headers["Vary"].lower() == "accept-encoding"


def test_a_cached_version_is_not_sent_again(nginx, addresses):
    for address in addresses[::20]:
        etag = nginx.get(address).headers["ETag"]
        answer = nginx.get(address, If_None_Match=etag)
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == nginx.get(address).headers["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/settings/", "/settings///", "/settings/prisons/england/?a=b&c=d", "/settings.json/", "/members/hmic?from=afar"]
)
def test_redirects_have_the_same_targets(server, nginx, address):
    ours, theirs = server.get(address), nginx.get(address)
    assert ours.status_code in (301, 308)
    assert theirs.status_code == 301
    assert theirs.headers["Location"] == ours.headers["Location"]
    assert theirs.headers["Cache-Control"] == ours.headers["Cache-Control"]


def test_every_previous_id_redirects_to_its_member(nginx, server, exported):
    lines = [line.split() for line in (exported / "_redirects").read_text().splitlines() if not line.startswith("#")]
    assert len(lines) > 10
    for before, now, status in lines:
        for place in [nginx, server]:
            answer = place.get(before)
            assert (answer.status_code, answer.headers["Location"]) == (int(status), now)


NOWHERE = [
    "/nowhere",
    "/settings/nowhere",
    "/settings/prisons/nowhere",
    "/settings.html",
    "/index.html",
    "/index",
    "/404.html",
    "/404",
    "/404.json",
    "/_headers",
    "/.npm-directory-export",
    "/settings.html.br",
    "/directory.json.gz",
    "/nowhere.json",
    "/settings/prisons/nowhere.json",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_paths_unknown_to_the_server_are_404(server, nginx, address):
    ours, theirs = server.get(address), nginx.get(address)
    assert theirs.status_code == ours.status_code == 404
    for name in ["Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"]:
        assert theirs.headers[name] == ours.headers[name], name
    if address.endswith("nowhere.json"):
        assert theirs.headers["Access-Control-Allow-Origin"] == "*"
        assert theirs.json() == {**ours.json(), "error": {**ours.json()["error"], "suggestions": []}}
    else:
        assert b"<h1>Page not found</h1>" in theirs.content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_allowed(nginx, method):
    for address in ["/", "/settings", "/directory.json"]:
        assert nginx.get(address, method=method).status_code == 405


def test_features_that_only_the_server_has(server, nginx):
    assert server.get("/Settings").status_code == 308
    assert nginx.get("/Settings").status_code == 404
    assert b"Did you mean" in server.get("/setings").content
    assert b"Did you mean" not in nginx.get("/setings").content
