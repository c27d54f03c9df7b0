"""Metadata in pages: JSON-LD, Open Graph, canonical URLs."""

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
    """The JSON-LD graph of each page that has one."""
    graphs = {}
    for page, html in documents.items():
        for block in extruct.extract(html, base_url=BASE_URL + page, syntaxes=["json-ld"])["json-ld"]:
            assert block["@context"] == "https://schema.org"
            # Without network access the schema.org context cannot be fetched. This one has the same terms.
            block["@context"] = {"@vocab": "https://schema.org/"}
            graph = graphs.setdefault(page, rdflib.Graph())
            graph.parse(data=json.dumps(block), format="json-ld", base=BASE_URL + page)
    return graphs


def kinds(graph):
    return collections.Counter(str(kind).removeprefix("https://schema.org/") for kind in graph.objects(None, rdflib.RDF.type))


def test_every_page_except_home_has_breadcrumbs(documents, graphs):
    assert set(documents) - set(graphs) == {"/", "/cy", "/search"}
    for page, graph in graphs.items():
        assert kinds(graph)["BreadcrumbList"] == 1, page


def test_json_ld_matches_its_shapes(graphs):
    for page, graph in graphs.items():
        conforms, _, report = pyshacl.validate(graph, shacl_graph=str(SHAPES))
        assert conforms, (page, report)


def test_the_shapes_find_a_missing_property():
    graph = rdflib.Graph()
    graph.parse(
        data='{"@context": {"@vocab": "https://schema.org/"}, "@type": "Dataset", "name": "Monitoring"}',
        format="json-ld",
    )
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert not conforms


def test_members_have_the_url_and_name_of_their_page(server, graphs):
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


def test_canonical_urls_agree_wherever_they_are_given(server, documents):
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


def test_every_page_links_its_twin_and_back(server, documents):
    for page, html in documents.items():
        document = lxml.html.fromstring(html)
        [twin] = document.xpath("//link[@rel='alternate'][@type='application/json']/@href")
        assert f'<{twin}>; rel="alternate"' in server.get(page, method="HEAD").headers["Link"]
        back = server.get(twin)
        assert f'<{page}>; rel="alternate"; type="text/html"' in back.headers["Link"]
        assert back.json()["address"] == page


def test_the_published_data_file_is_the_shipped_one(server):
    assert server.bytes("/directory.toml") == (ROOT / "data/uk.toml").read_bytes()
