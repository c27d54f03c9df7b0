"""Standard files at a site's root: feed, sitemap, OpenSearch, security.txt."""

import datetime
import pathlib

import lxml.etree

from conftest import BASE_URL

HERE = pathlib.Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_feed_is_atom(server):
    grammar = lxml.etree.RelaxNG(lxml.etree.parse(HERE / "atom.rng"))
    feed = lxml.etree.fromstring(server.bytes("/changes.atom"))
    assert grammar.validate(feed), grammar.error_log
    assert server.get("/changes.atom").headers["Content-Type"] == "application/atom+xml"
    # An Atom feed must have an author.
    feed.remove(feed.find(f"{ATOM}author"))
    assert not grammar.validate(feed)


def test_each_change_is_an_entry_with_a_working_link(server):
    feed = lxml.etree.fromstring(server.bytes("/changes.atom"))
    entries = feed.findall(f"{ATOM}entry")
    changes = server.json("/changes.json")["data"]["changes"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids == [f"{BASE_URL}/changes#{change['id']}" for change in changes]
    assert len(set(ids)) == len(ids) > 15
    page = server.text("/changes")
    for entry, change in zip(entries, changes):
        link = entry.find(f"{ATOM}link").get("href")
        assert f'id="{link.partition("#")[2]}"' in page
        assert change["text"] in entry.findtext(f"{ATOM}summary")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE_URL}/changes.atom", "alternate": f"{BASE_URL}/changes"}


def test_the_sitemap_is_valid_and_its_pages_exist(server):
    schema = lxml.etree.XMLSchema(lxml.etree.parse(HERE / "sitemap.xsd"))
    sitemap = lxml.etree.fromstring(server.bytes("/sitemap.xml"))
    assert schema.validate(sitemap), schema.error_log
    checked = server.json("/about/data.json")["directory"]["checked"]
    places = [url[0].text for url in sitemap]
    assert len(set(places)) == len(places)
    for url in sitemap:
        assert url[1].text == checked
        assert server.get(url[0].text.removeprefix(BASE_URL), method="HEAD").status_code == 200
    assert f"Sitemap: {BASE_URL}/sitemap.xml" in server.text("/robots.txt").splitlines()


def test_the_search_described_for_browsers_works(server):
    description = lxml.etree.fromstring(server.bytes("/opensearch.xml"))
    assert description.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(description.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert 0 < len(description.findtext(f"{OPENSEARCH}Description")) <= 1024
    templates = {url.get("type"): url.get("template") for url in description.findall(f"{OPENSEARCH}Url")}
    page = templates["text/html"].replace("{searchTerms}", "police%20cells").removeprefix(BASE_URL)
    assert "Police custody" in server.text(page)
    twin = templates["application/json"].replace("{searchTerms}", "police%20cells").removeprefix(BASE_URL)
    assert server.json(twin)["data"]["query"] == "police cells"


def test_security_txt_has_the_fields_of_rfc_9116(server):
    answer = server.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.partition(": ") for line in answer.text.splitlines()]
    fields = {name: value for name, _, value in lines}
    assert len(fields) == len(lines)
    assert fields["Contact"] == "mailto:security@directory.example"
    assert fields["Canonical"] == f"{BASE_URL}/.well-known/security.txt"
    expires = datetime.datetime.fromisoformat(fields["Expires"])
    checked = datetime.date.fromisoformat(server.json("/index.json")["directory"]["checked"])
    assert expires.date() == checked.replace(year=checked.year + 1)
