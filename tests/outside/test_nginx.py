"""The exported site behind nginx, with the configuration that the export wrote, answers as our own server does.

Two things are left to our server, as the configuration says: to lead from upper case to lower case, and to suggest what
is near where nothing stands. nginx words the bodies of redirects and of 405 itself, and names versions by time and size.
"""

import os
import pathlib
import socket
import subprocess
import time

import pytest

from conftest import Server

MODULE = pathlib.Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

# Which connection it was, and by which tag a version is known, is each server's own.
OWN = {"server", "date", "connection", "keep-alive", "content-length", "etag", "last-modified", "accept-ranges", "transfer-encoding"}


def run_nginx(folder, exported, with_brotli):
    """Starts nginx on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    snippet = (exported / "nginx.conf").read_text()
    assert "#brotli_static on;" in snippet
    if with_brotli:
        snippet = snippet.replace("#brotli_static on;", "brotli_static on;")
    (folder / "site.conf").write_text(snippet)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    )
    (folder / "nginx.conf").write_text(
        ("user root;\n" if os.geteuid() == 0 else "")
        + (f"load_module {MODULE};\n" if with_brotli else "")
        + f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log warn;\nevents {{}}\n"
        # As Debian's own configuration has it: what is said here must not show.
        + f"http {{\naccess_log off;\ngzip on;\ninclude /etc/nginx/mime.types;\n{paths}"
        + f"server {{\nlisten 127.0.0.1:{port};\nroot {exported};\ninclude {folder}/site.conf;\n}}\n}}\n"
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


def said(answer):
    """What an answer says in its headers that is not each server's own."""
    return {name.lower(): value for name, value in answer.headers.items() if name.lower() not in OWN}


def test_every_address_has_the_same_headers_and_the_same_bytes(server, nginx, exported, addresses):
    for address in addresses:
        ours, theirs = server.get(address), nginx.get(address)
        assert theirs.status_code == ours.status_code == 200, address
        assert said(theirs) == said(ours), address
        if address not in {"/", "/lookup", "/search"}:
            assert theirs.content == ours.content, address
        assert theirs.headers["ETag"], address


def test_the_head_of_an_answer_is_that_of_the_whole(nginx, addresses):
    for address in addresses[::20]:
        whole, head = nginx.get(address), nginx.get(address, method="HEAD")
        assert head.status_code == 200
        assert said(head) == said(whole)
        assert head.content == b""


@pytest.mark.parametrize("accepted", ["gzip", "br", "gzip, deflate, br, zstd", "br;q=0, gzip"])
def test_the_compressed_files_are_sent(nginx, exported, accepted):
    for address, file in [("/", "index.html"), ("/settings", "settings.html"), ("/directory.json", "directory.json")]:
        answer = nginx.get(address, Accept_Encoding=accepted)
        takes_brotli = nginx.has_brotli and "br" in accepted.replace("br;q=0", "")
        takes_gzip = "gzip" in accepted
        coding = "br" if takes_brotli else "gzip" if takes_gzip else None
        assert answer.headers.get("Content-Encoding") == coding, address
        extension = {"br": ".br", "gzip": ".gz", None: ""}[coding]
        assert answer.raw.read() == (exported / (file + extension)).read_bytes()
        assert answer.headers["Vary"] == "accept-encoding"


def test_a_version_that_is_known_is_not_sent_again(nginx, addresses):
    for address in addresses[::20]:
        etag = nginx.get(address).headers["ETag"]
        answer = nginx.get(address, If_None_Match=etag)
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == nginx.get(address).headers["Cache-Control"]


REDIRECTS = [
    "/settings/",
    "/settings///",
    "/settings/prisons/england/",
    "/settings/prisons/england/?a=b&c=d",
    "/settings.json/",
    "//",
    "/members/hmic",
    "/members/hmic/",
    "/members/hmic?from=afar",
    "/members/hmic.json",
]


@pytest.mark.parametrize("address", REDIRECTS)
def test_redirects_lead_where_ours_do(server, nginx, address):
    ours, theirs = server.get(address), nginx.get(address)
    assert theirs.status_code == ours.status_code
    assert ours.status_code in (301, 308)
    assert theirs.headers["Location"] == ours.headers["Location"]
    # nginx has a few words for those who do not follow, and says of what kind they are.
    assert {**said(theirs), "content-type": None} == {**said(ours), "content-type": None}


def test_every_earlier_id_leads_to_its_member(nginx, server, exported):
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
    "/nginx.conf",
    "/_headers",
    "/.npm-directory-export",
    "/settings.html.br",
    "/directory.json.gz",
    "/nowhere/",
    "//settings",
    "/nowhere.json",
    "/404.json",
    "/settings/prisons/nowhere.json",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_nothing_stands_where_nothing_stands_on_ours(server, nginx, address):
    ours, theirs = server.get(address), nginx.get(address)
    assert theirs.status_code == ours.status_code == 404
    assert said(theirs) == said(ours)
    if address.endswith(".json"):
        assert theirs.json() == {**ours.json(), "error": {**ours.json()["error"], "suggestions": []}}
    else:
        assert b"There is no page at this address" in theirs.content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(server, nginx, method):
    for address in ["/", "/settings", "/nowhere"]:
        ours, theirs = server.get(address, method=method), nginx.get(address, method=method)
        assert theirs.status_code == ours.status_code
        ignored = {"content-type": None}
        assert {**said(theirs), **ignored} == {**said(ours), **ignored}


def test_two_things_are_left_to_our_server(server, nginx):
    assert server.get("/Settings").status_code == 308
    assert nginx.get("/Settings").status_code == 404
    assert b"Did you mean" in server.get("/setings").content
    assert b"Did you mean" not in nginx.get("/setings").content
