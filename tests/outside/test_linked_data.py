"""What pages say to machines that read pages: JSON-LD, Open Graph, canonical addresses."""

import collections
import json
import pathlib

import extruct
import lxml.html
import pyshacl
import pytest
import rdflib

from conftest import BASE_URL, ROOT

SHAPES = pathlib.Path(__file__).with_name("shapes.ttl")


@pytest.fixture(scope="module")
def documents(server, pages):
    return {page: server.text(page) for page in pages}


@pytest.fixture(scope="module")
def graphs(documents):
    """The graph of each page that has one."""
    graphs = {}
    for page, html in documents.items():
        for block in extruct.extract(html, base_url=BASE_URL + page, syntaxes=["json-ld"])["json-ld"]:
            assert block["@context"] == "https://schema.org"
            # The context cannot be fetched here. This one has the same names.
            block["@context"] = {"@vocab": "https://schema.org/"}
            graph = graphs.setdefault(page, rdflib.Graph())
            graph.parse(data=json.dumps(block), format="json-ld", base=BASE_URL + page)
    return graphs


def kinds(graph):
    return collections.Counter(str(kind).removeprefix("https://schema.org/") for kind in graph.objects(None, rdflib.RDF.type))


def test_every_page_says_where_it_is_but_the_one_at_the_top(documents, graphs):
    assert set(documents) - set(graphs) == {"/", "/search"}
    for page, graph in graphs.items():
        assert kinds(graph)["BreadcrumbList"] == 1, page


def test_all_that_pages_say_has_what_it_must_have(graphs):
    for page, graph in graphs.items():
        conforms, _, report = pyshacl.validate(graph, shacl_graph=str(SHAPES))
        assert conforms, (page, report)


def test_the_shapes_tell_a_thing_that_lacks_something():
    graph = rdflib.Graph()
    graph.parse(
        data='{"@context": {"@vocab": "https://schema.org/"}, "@type": "Dataset", "name": "Monitoring"}',
        format="json-ld",
    )
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert not conforms


def test_things_are_where_readers_find_them(server, graphs):
    members = 0
    for page, graph in graphs.items():
        parts = page.strip("/").split("/")
        if parts[0] == "members" and len(parts) == 2:
            member = rdflib.URIRef(BASE_URL + page)
            name = graph.value(member, rdflib.URIRef("https://schema.org/name"))
            assert str(name) == server.json(f"{page}.json")["data"]["name"]
            members += 1
    assert members == 21
    assert kinds(graphs["/about/data"])["Dataset"] == 1
    assert kinds(graphs["/about/data"])["DataDownload"] == 5


def test_a_page_has_one_canonical_address_and_says_it_in_each_way(server, documents):
    for page, html in documents.items():
        document = lxml.html.fromstring(html)
        canonical = document.xpath("//link[@rel='canonical']/@href")
        graph = {tag.get("property"): tag.get("content") for tag in document.xpath("//meta[@property]")}
        link = server.get(page, method="HEAD").headers["Link"]
        if page == "/search":
            assert (canonical, graph) == ([], {})
            assert "canonical" not in link
            continue
        assert canonical == [BASE_URL + page]
        assert f'<{BASE_URL + page}>; rel="canonical"' in link
        assert set(graph) == {"og:type", "og:site_name", "og:title", "og:description", "og:url"}
        assert graph["og:url"] == BASE_URL + page
        assert all(graph.values()), page
        assert "og:image" not in graph


def test_the_page_that_a_stranger_finds_leads_to_its_data_and_back(server, documents):
    for page, html in documents.items():
        document = lxml.html.fromstring(html)
        [twin] = document.xpath("//link[@rel='alternate'][@type='application/json']/@href")
        assert f'<{twin}>; rel="alternate"' in server.get(page, method="HEAD").headers["Link"]
        back = server.get(twin)
        assert f'<{page}>; rel="alternate"; type="text/html"' in back.headers["Link"]
        assert back.json()["address"] == page


def test_the_data_file_on_the_site_is_the_data_file(server):
    assert server.bytes("/directory.toml") == (ROOT / "data/uk.toml").read_bytes()
